"""Who belongs to a room: come in, go, be asked, be shown the door."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from cop.core.policies import require
from rooms.models import Message, Presence, Room, RoomMember
from rooms.policies import can_host, can_join, can_leave
from rooms.services.rooms import RoomPastError, lock_room
from rooms.signals import membership_revoked, room_changed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cop.members.models import Member

State = RoomMember.State


@transaction.atomic
def join_room(*, member: Member, room: Room) -> RoomMember:
    """Take a seat in the room; who has one keeps it. Raises PermissionDenied, RoomPastError."""
    room = lock_room(room)
    membership = RoomMember.objects.filter(room=room, member=member).first()
    if membership is not None and membership.is_joined:
        return membership
    if room.is_past:
        raise RoomPastError
    require(can_join(member, room, membership))
    membership, _made = RoomMember.objects.update_or_create(
        room=room, member=member, defaults={"state": State.JOINED, "changed_at": timezone.now()}
    )
    _recount(room)
    return membership


@transaction.atomic
def leave_room(*, member: Member, room: Room) -> None:
    """Give up a seat or an invitation; the socket closes. Who has none may leave as well.

    Raises PermissionDenied for the host, and RoomPastError once the room is closed.
    """
    room = lock_room(room)
    membership = RoomMember.objects.filter(room=room, member=member).first()
    if membership is None:
        return
    if room.is_past:
        raise RoomPastError
    require(can_leave(member, room, membership))
    membership.delete()
    _revoke(room, member)


@transaction.atomic
def invite_members(*, by: Member, room: Room, members: Iterable[Member]) -> int:
    """Invite people into a room that is not over; how many new invitations that made.

    Who has joined or is invited already stays as they are; who was removed is asked back.
    Raises PermissionDenied, RoomPastError.
    """
    room = lock_room(room)
    require(can_host(by, room))
    if room.is_past:
        raise RoomPastError
    known = {row.member_id: row for row in RoomMember.objects.filter(room=room)}
    count = 0
    for member in members:
        row = known.get(member.pk)
        if row is None:
            RoomMember.objects.create(room=room, member=member, state=State.INVITED)
            count += 1
        elif row.is_removed:
            RoomMember.objects.filter(pk=row.pk).update(state=State.INVITED, changed_at=timezone.now())
            count += 1
    if count:
        room_changed.send(sender=Room, room_id=room.pk)  # more people may find it
    return count


@transaction.atomic
def remove_member(*, by: Member, room: Room, member: Member) -> None:
    """Show somebody the door: no writing, no coming back, and the socket closes at once.

    Also somebody who has just left, so that they stay out. The host cannot be removed. Raises
    PermissionDenied.
    """
    room = lock_room(room)
    require(can_host(by, room) and member.pk != room.host_id)
    if RoomMember.objects.filter(room=room, member=member, state=State.REMOVED).exists():
        return
    RoomMember.objects.update_or_create(
        room=room, member=member, defaults={"state": State.REMOVED, "changed_at": timezone.now()}
    )
    _revoke(room, member)


def _revoke(room: Room, member: Member) -> None:
    Presence.objects.filter(room=room, member=member).delete()
    _recount(room)
    transaction.on_commit(
        partial(membership_revoked.send_robust, sender=RoomMember, room_id=room.pk, member_id=member.pk)
    )


def _recount(room: Room) -> None:
    """Write how many have joined; who may find the room may have changed with it."""
    Room.objects.filter(pk=room.pk).update(member_count=_joined(room))
    room_changed.send(sender=Room, room_id=room.pk)


def _joined(room: Room) -> int:
    return RoomMember.objects.filter(room=room).joined().count()


@transaction.atomic
def recount_room(room: Room) -> bool:
    """Write a room's counts from its members and messages; True when something was wrong."""
    room = lock_room(room)
    last = Message.objects.filter(room=room).aggregate(number=Max("number"))["number"] or 0
    found = {"member_count": _joined(room), "last_number": last}
    wrong = Room.objects.filter(pk=room.pk).exclude(**found)
    return bool(wrong.update(**found))
