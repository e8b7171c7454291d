"""Who may do what in forums. Seeing is decided by `visible_to`; these only say who may act."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from cop.members.models import Member
    from forums.models import Forum, Post, Topic


def can_post(user: Member | AnonymousUser, forum: Forum) -> bool:
    """Members; in a group's forum, the members of that group and moderators."""
    if not user.is_authenticated or not user.is_active:
        return False
    if forum.group is None:
        return True
    return user.is_moderator or forum.group.name in user.role_names


def can_moderate(user: Member | AnonymousUser) -> bool:
    """Moderators and administrators."""
    return user.is_authenticated and user.is_active and user.is_moderator


def can_edit(user: Member | AnonymousUser, post: Post) -> bool:
    """Moderators and its author; whether anything stands in the way just now, `can_edit_now` says."""
    if not user.is_authenticated or not user.is_active:
        return False
    return user.is_moderator or post.author_id == user.pk


def can_edit_now(user: Member | AnonymousUser, post: Post) -> bool:
    """Who may edit, until the post is removed; authors until the topic is locked."""
    if post.is_deleted:
        return False
    return can_moderate(user) or (can_edit(user, post) and not post.topic.is_locked)


def can_accept(user: Member | AnonymousUser, topic: Topic) -> bool:
    """Only the asker of a question says what answered it."""
    return user.is_authenticated and user.is_active and topic.is_question and topic.author_id == user.pk
