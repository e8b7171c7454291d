"""What open sockets hear: small JSON hints to the group of a room, never a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

from rooms.models import Message, person

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cop.members.models import Member


def group_of(room_id: int) -> str:
    """The name of the group all sockets of a room are in."""
    return f"rooms.{room_id}"


def message_said(room_id: int, number: int) -> None:
    """A message was stored."""
    message = Message.objects.select_related("author").get(room_id=room_id, number=number)
    _send(room_id, {"type": "room.event", "event": {"type": "message", **message.as_event()}})


def people_changed(room_id: int, members: Iterable[Member]) -> None:
    """Somebody came or went; these are here now."""
    _send(room_id, {"type": "room.event", "event": presence_event(members)})


def somebody_types(room_id: int, member: Member) -> None:
    """Somebody is writing; the hint fades by itself."""
    _send(room_id, {"type": "room.event", "event": {"type": "typing", "member": person(member)}})


def door_changed(room_id: int, member_id: int | None = None) -> None:
    """Who listens must be asked for again; `member_id` is out in any case (None: nobody is)."""
    _send(room_id, {"type": "room.door", "member_id": member_id})


def presence_event(members: Iterable[Member]) -> dict[str, Any]:
    """The list of who is here, as a socket hears it."""
    return {"type": "presence", "members": [person(member) for member in members]}


def _send(room_id: int, hint: dict[str, Any]) -> None:
    layer = get_channel_layer()
    if layer is not None:
        async_to_sync(layer.group_send)(group_of(room_id), hint)
