"""Who may do what in a room. `membership` is the user's own row in it, None without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from cop.members.models import Member
    from rooms.models import Room, RoomMember


def can_open_room(user: Member | AnonymousUser) -> bool:
    """Every member."""
    return user.is_authenticated and user.is_active


def can_host(user: Member | AnonymousUser, room: Room) -> bool:
    """The host, and moderators: change, close, invite, remove, write the outcome."""
    if not user.is_authenticated or not user.is_active:
        return False
    return room.host_id == user.pk or user.is_moderator


def can_join(user: Member | AnonymousUser, room: Room, membership: RoomMember | None) -> bool:
    """Until it ends: every member where the room is open, else who is invited; nobody removed."""
    if not user.is_authenticated or not user.is_active or room.is_past:
        return False
    if membership is None:
        return room.is_open or room.host_id == user.pk
    return membership.is_invited


def can_leave(user: Member | AnonymousUser, room: Room, membership: RoomMember | None) -> bool:
    """Who has joined or is invited, but not the host: a room needs somebody who writes its outcome."""
    if not user.is_authenticated or membership is None or room.is_past:
        return False
    return not membership.is_removed and room.host_id != user.pk


def can_say(user: Member | AnonymousUser, room: Room, membership: RoomMember | None) -> bool:
    """Who has joined, while the room is running."""
    if not user.is_authenticated or not user.is_active or not room.is_running:
        return False
    return membership is not None and membership.is_joined


def can_listen(user: Member | AnonymousUser, room: Room, membership: RoomMember | None) -> bool:
    """Members who may read the room hear it live until it ends; nobody removed does."""
    if not user.is_authenticated or not user.is_active or room.is_past:
        return False
    return membership is None or not membership.is_removed
