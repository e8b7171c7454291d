from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from cop.members.models import Member
    from repository.models import Practice


def can_propose(user: Member | AnonymousUser) -> bool:
    """Any member."""
    return user.is_authenticated and user.is_active


def can_edit_practice(user: Member | AnonymousUser, practice: Practice) -> bool:
    """Its author while it is a draft or was returned; editors until it is withdrawn.

    What is before the editors or out is touched by none who may not decide on it. One query for
    editors then, none when `user.memberships` is prefetched.
    """
    if not (user.is_authenticated and user.is_active) or practice.is_withdrawn:
        return False
    if user.pk == practice.author_id and (practice.is_draft or practice.is_returned):
        return True
    if not user.is_editor:
        return False
    return not (practice.is_proposed or practice.is_accepted) or not is_in_conflict(user, practice)


def can_submit_practice(user: Member | AnonymousUser, practice: Practice) -> bool:
    """Its author, while it is a draft or was returned."""
    return (
        user.is_authenticated
        and user.is_active
        and user.pk == practice.author_id
        and (practice.is_draft or practice.is_returned)
    )


def is_in_conflict(user: Member, practice: Practice) -> bool:
    """True for the author and for whoever belongs to the practice's or the author's organisation.

    One query, none when `user.memberships` is prefetched.
    """
    if user.pk == practice.author_id:
        return True
    own = {
        membership.organisation_id for membership in user.memberships.all() if membership.state == "accepted"
    }
    if user.organisation_id:
        own.add(user.organisation_id)
    author = practice.author
    concerned = {practice.organisation_id, author.organisation_id if author else None} - {None}
    return bool(own & concerned)


def can_decide(user: Member | AnonymousUser, practice: Practice) -> bool:
    """Editors on what is proposed, unless it is their own or of their own organisation."""
    return (
        user.is_authenticated
        and user.is_active
        and user.is_editor
        and practice.is_proposed
        and not is_in_conflict(user, practice)
    )


def can_withdraw_practice(user: Member | AnonymousUser, practice: Practice) -> bool:
    """Its author once it was proposed, editors once it is out; a draft is discarded instead."""
    if not (user.is_authenticated and user.is_active) or practice.is_draft or practice.is_withdrawn:
        return False
    return user.pk == practice.author_id or (practice.is_accepted and user.is_editor)


def can_discard_practice(user: Member | AnonymousUser, practice: Practice) -> bool:
    """Its author, while it is a draft."""
    return user.is_authenticated and user.is_active and practice.is_draft and user.pk == practice.author_id
