"""Who may do what with people and organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cop.members.models import Member, Membership, Organisation


def can_edit_member(user: Member, member: Member) -> bool:
    """One's own profile; administrators any."""
    return user.is_active and (user.pk == member.pk or user.is_administrator)


def can_give_roles(user: Member, member: Member) -> bool:
    """Administrators, to anybody but themselves: nobody ends up without an administrator by slip."""
    return user.is_active and user.is_administrator and user.pk != member.pk


def can_switch_account(user: Member, member: Member) -> bool:
    """Administrators, off and on again, but not their own: one of them is always left."""
    return user.is_active and user.is_administrator and user.pk != member.pk


def can_found_organisation(user: Member) -> bool:
    """Every active member."""
    return user.is_active


def can_represent(user: Member, organisation: Organisation) -> bool:
    """Representatives of the organisation; administrators any. One query for others."""
    if not user.is_active:
        return False
    if user.is_administrator:
        return True
    return organisation.memberships.filter(member=user, is_representative=True).exists()


def can_answer_request(user: Member, membership: Membership) -> bool:
    """Representatives of the organisation and administrators, never for their own request."""
    return user.pk != membership.member_id and can_represent(user, membership.organisation)


def can_leave(user: Member, membership: Membership) -> bool:
    """The member whose belonging it is; taking a request back is leaving, too."""
    return user.is_active and user.pk == membership.member_id
