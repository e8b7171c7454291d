"""Themes, organisations, members, who belongs where, and what each may do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from cop.core.richtext import render_markdown
from cop.members.models import REPRESENTATIVE, Member, Membership, Organisation
from cop.members.services import ensure_roles
from cop.members.signals import member_changed, organisation_changed
from cop.vocabulary.models import Theme

if TYPE_CHECKING:
    from cop.demo.load.world import World

PASSWORD = "community-demo"  # noqa: S105 - printed at the start of every demo
ACCOUNTS = ("trainer", "sme", "editor", "policy", "moderator", "admin")


def load(world: World) -> None:
    """Themes, organisations and members of the demo, with the six accounts one can sign in to."""
    ensure_roles()
    _load_themes(world)
    _load_organisations(world)
    _load_members(world)


def _load_themes(world: World) -> None:
    for position, row in enumerate(world.read("vocabulary")["theme"], start=1):
        texts = {f"name_{code}": text for code, text in row["name"].items()}
        texts |= {f"about_{code}": text for code, text in row["about"].items()}
        theme, created = Theme.objects.get_or_create(
            key=row["key"], defaults={**texts, "position": position * 10}
        )
        world.themes[row["key"]] = theme
        if created:
            world.made(theme)


def _load_organisations(world: World) -> None:
    for number, row in enumerate(world.read("organisations")["organisation"]):
        organisation = Organisation.objects.create(
            name=row["name"],
            kind=row["kind"],
            country=row["country"],
            city=row["city"],
            nuts=row["nuts"],
            nace=row["nace"],
            languages=row["languages"],
            website=row["website"],
            about=row["about"].strip(),
            about_html=render_markdown(row["about"]),
            about_language=row["about_language"],
            created_at=world.ago(405 - number),
        )
        world.organisations[row["key"]] = organisation
        world.made(organisation)
        organisation_changed.send(sender=Organisation, organisation_id=organisation.pk)


def _load_members(world: World) -> None:
    password = make_password(PASSWORD)  # once: it is meant to be slow
    groups = {group.name: group for group in Group.objects.all()}
    for row in world.read("members")["member"]:
        member = _load_member(world, row, password)
        member.themes.set([world.themes[key] for key in row["themes"]])
        member.groups.add(*(groups[role] for role in row["roles"]))
        if member.organisation is not None:
            Membership.objects.create(
                member=member,
                organisation=member.organisation,
                state=Membership.State.ACCEPTED,
                is_representative=row["representative"],
                created_at=member.joined_at,
            )
            if row["representative"]:
                member.groups.add(groups[REPRESENTATIVE])
        member_changed.send(sender=Member, member_id=member.pk)


def _load_member(world: World, row: dict[str, Any], password: str) -> Member:
    """One member; only the six accounts have a password, the others cannot sign in."""
    member = Member(
        email=row["email"],
        password=password if row["key"] in ACCOUNTS else make_password(None),
        display_name=row["display_name"],
        headline=row["headline"],
        country=row["country"],
        organisation=world.organisations[row["organisation"]] if row["organisation"] else None,
        reads=row["reads"],
        writes=row["writes"],
        interface=row["interface"],
        is_public=row["public"],
        is_demo=True,
        joined_at=world.ago(row["joined_days_ago"]),
    )
    member.save()
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    world.members[row["key"]] = member
    world.made(member)
    return member
