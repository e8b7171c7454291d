"""Who may do what with people and organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cop.members.models import Member, Organisation


def can_edit_member(user: Member, member: Member) -> bool:
    """One's own profile; administrators any."""
    return user.is_active and (user.pk == member.pk or user.is_administrator)


def can_represent(user: Member, organisation: Organisation) -> bool:
    """Representatives of the organisation; administrators any. One query for others."""
    if not user.is_active:
        return False
    if user.is_administrator:
        return True
    return organisation.memberships.filter(member=user, is_representative=True).exists()
