"""Roles are Django groups; the permissions on the editors' desk follow from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from cop.core.policies import require
from cop.members.models import ADMINISTRATOR, EDITOR, REPRESENTATIVE, ROLES, Member
from cop.members.policies import can_give_roles
from cop.members.services.locks import both_locked
from cop.members.signals import member_changed

if TYPE_CHECKING:
    from collections.abc import Iterable

# What a role may do at the editors' desk, as app label and codename. Rights on pages are given by
# cop.pages, which knows the page tree.
DESK_PERMISSIONS = {
    EDITOR: [
        "wagtailadmin.access_admin",
        "vocabulary.add_theme",
        "vocabulary.change_theme",
        "vocabulary.delete_theme",
    ],
    ADMINISTRATOR: [
        "wagtailadmin.access_admin",
        "vocabulary.add_theme",
        "vocabulary.change_theme",
        "vocabulary.delete_theme",
    ],
}
GIVEN_ROLES = tuple(role for role in ROLES if role != REPRESENTATIVE)


@transaction.atomic
def ensure_roles() -> None:
    """Make the group of every role and give it its rights; running it again changes nothing.

    Needs the permissions, which Django creates after `migrate`: the set-up command calls this.
    """
    for role in ROLES:
        group, _created = Group.objects.get_or_create(name=role)
        for dotted in DESK_PERMISSIONS.get(role, []):
            label, codename = dotted.split(".")
            group.permissions.add(
                *Permission.objects.filter(content_type__app_label=label, codename=codename)
            )


@transaction.atomic
def give_roles(*, actor: Member, member: Member, roles: Iterable[str]) -> Member:
    """Let `member` have exactly `roles` (names out of GIVEN_ROLES; others are ignored).

    Being a representative is not given here: it follows from memberships. Raises PermissionDenied
    unless `actor` is another member and an administrator: one of them is always left.
    """
    actor, member = both_locked(actor, member)
    require(can_give_roles(actor, member))
    wanted = set(roles) & set(GIVEN_ROLES)
    groups = {group.name: group for group in Group.objects.filter(name__in=GIVEN_ROLES)}
    member.groups.remove(*(group for name, group in groups.items() if name not in wanted))
    member.groups.add(*(group for name, group in groups.items() if name in wanted))
    member_changed.send(sender=Member, member_id=member.pk)
    return member


def keep_representative_role(member: Member) -> None:
    """Put `member` into the group of representatives, or take them out, as their memberships say.

    Call it inside the transaction that changed them.
    """
    group, _created = Group.objects.get_or_create(name=REPRESENTATIVE)
    if member.memberships.filter(is_representative=True).exists():
        member.groups.add(group)
    else:
        member.groups.remove(group)
    member.__dict__.pop("role_names", None)
