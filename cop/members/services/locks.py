"""Rows that must not change while an act between two members is decided on."""

from __future__ import annotations

from cop.members.models import Member


def both_locked(actor: Member, member: Member) -> tuple[Member, Member]:
    """Both as they are now, roles included, until the transaction ends.

    So two administrators cannot switch each other off, or take each other's role, at one moment.
    """
    rows = Member.objects.select_for_update().filter(pk__in={actor.pk, member.pk}).order_by("pk")
    found = {row.pk: row for row in rows}
    return found[actor.pk], found[member.pk]
