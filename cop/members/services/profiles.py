"""What members say about themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from cop.core.policies import require
from cop.members.models import Member
from cop.members.policies import can_edit_member
from cop.members.signals import member_changed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cop.vocabulary.models import Theme


@transaction.atomic
def introduce(
    *,
    member: Member,
    reads: Sequence[str],
    writes: Sequence[str],
    country: str,
    themes: Iterable[Theme],
    is_public: bool,
) -> Member:
    """What a new member says after signing up. Languages are BCP 47 tags, most preferred first.

    A language one writes is also read: `reads` is completed by `writes`.
    """
    member = Member.objects.select_for_update().get(pk=member.pk)
    require(can_edit_member(member, member))
    member.reads, member.writes = _languages(reads, writes)
    member.country = country
    member.is_public = is_public
    member.save(update_fields=["reads", "writes", "country", "is_public"])
    member.themes.set(themes)
    member_changed.send(sender=Member, member_id=member.pk)
    return member


@transaction.atomic
def edit_profile(
    *,
    actor: Member,
    member: Member,
    display_name: str,
    headline: str,
    country: str,
    reads: Sequence[str],
    writes: Sequence[str],
    themes: Iterable[Theme],
    is_public: bool,
    interface: str,
    appearance: str,
) -> Member:
    """Change a member's page and settings; the fresh member.

    `interface` is one of the site's languages, `appearance` "light", "dark" or "" for the
    device's. Raises PermissionDenied unless `actor` is the member or an administrator.
    """
    require(can_edit_member(actor, member))
    member = Member.objects.select_for_update().get(pk=member.pk)
    member.display_name = display_name
    member.headline = headline
    member.country = country
    member.reads, member.writes = _languages(reads, writes)
    member.is_public = is_public
    member.interface = interface
    member.appearance = appearance
    member.save(
        update_fields=[
            "display_name",
            "sort_name",
            "headline",
            "country",
            "reads",
            "writes",
            "is_public",
            "interface",
            "appearance",
        ]
    )
    member.themes.set(themes)
    member_changed.send(sender=Member, member_id=member.pk)
    return member


def _languages(reads: Sequence[str], writes: Sequence[str]) -> tuple[list[str], list[str]]:
    """Both lists without doubles, the first completed by the second."""
    return list(dict.fromkeys([*reads, *writes])), list(dict.fromkeys(writes))
