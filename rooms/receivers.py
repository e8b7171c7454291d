"""What happens when news of this app is sent: open sockets hear of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.dispatch import receiver

from rooms import broadcasts, services
from rooms.signals import (
    membership_revoked,
    message_published,
    presence_published,
    room_published,
    typing_published,
)

if TYPE_CHECKING:
    from cop.members.models import Member


@receiver(message_published)
def tell_message(room_id: int, number: int, **_kwargs: Any) -> None:
    broadcasts.message_said(room_id, number)


@receiver(presence_published)
def tell_presence(room_id: int, **_kwargs: Any) -> None:
    broadcasts.people_changed(room_id, services.present_members(room_id))


@receiver(typing_published)
def tell_typing(room_id: int, member: Member, **_kwargs: Any) -> None:
    broadcasts.somebody_types(room_id, member)


@receiver(room_published)
def tell_door(room_id: int, **_kwargs: Any) -> None:
    broadcasts.door_changed(room_id)


@receiver(membership_revoked)
def tell_revoked(room_id: int, member_id: int, **_kwargs: Any) -> None:
    broadcasts.door_changed(room_id, member_id)
    tell_presence(room_id)
