"""What is said in a room, and who is there to hear it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cop.core.errors import DomainError, RuleError
from cop.core.languages import is_language
from rooms.models import MESSAGE_MAX_LENGTH, Message, Presence, Room, RoomMember
from rooms.policies import can_say
from rooms.services.rooms import RoomNotBegunError, RoomPastError, lock_room
from rooms.signals import message_published, presence_published, typing_published

if TYPE_CHECKING:
    from cop.members.models import Member


class SentTwiceError(DomainError):
    message = gettext_lazy("This message was sent already. Load the page again to see it.")


@transaction.atomic
def say(*, author: Member, room: Room, text: str, language: str, client_id: UUID | None = None) -> Message:
    """Say something in a running room and announce it once it is committed.

    `text` is plain text of at most 2,000 characters in `language` (BCP 47). Numbers are gapless:
    the room's row is locked while one is given. The same `client_id` again, by the same author,
    gives the message it made the first time. Raises PermissionDenied, RuleError, RoomPastError,
    RoomNotBegunError.
    """
    client_id = client_id or uuid4()
    room = lock_room(room)
    membership = _seat(room, author)
    sent = Message.objects.filter(room=room, client_id=client_id).select_related("author").first()
    if sent is not None:
        if sent.author_id != author.pk:
            raise SentTwiceError
        return sent
    _check_phase(room)
    if membership is None or not can_say(membership.member, room, membership):
        raise PermissionDenied
    text = _clean(text)
    if not is_language(language):
        raise RuleError({"language": [_("Choose a language from the list.")]})
    message = Message(room=room, text=text, language=language, client_id=client_id)
    message.author, message.number = membership.member, room.last_number + 1
    message.save(force_insert=True)
    Room.objects.filter(pk=room.pk).update(last_number=message.number)
    transaction.on_commit(
        partial(message_published.send_robust, sender=Message, room_id=room.pk, number=message.number)
    )
    return message


def type_hint(*, member: Member, room: Room) -> None:
    """Let the others know that `member` is writing. Nothing is stored. Raises PermissionDenied."""
    membership = _seat(room, member)
    if membership is None or not can_say(membership.member, membership.room, membership):
        raise PermissionDenied
    typing_published.send_robust(sender=Message, room_id=room.pk, member=member)


def arrive(*, member: Member, room: Room, connection: UUID) -> None:
    """Note that a socket of `member` is open, and sweep away what dead processes left.

    Who only listens, without a seat, is not shown.
    """
    seat = _seat(room, member)
    if seat is None or not seat.is_joined:
        return
    Presence.objects.filter(room=room).stale().delete()
    Presence.objects.update_or_create(
        connection=connection, defaults={"room": room, "member": member, "seen_at": timezone.now()}
    )
    presence_published.send_robust(sender=Presence, room_id=room.pk)


def stay(*, member: Member, room: Room, connection: UUID) -> None:
    """The heartbeat of an open socket. One that was swept away, or has joined since, arrives."""
    if not Presence.objects.filter(connection=connection).update(seen_at=timezone.now()):
        arrive(member=member, room=room, connection=connection)


def depart(*, room: Room, connection: UUID) -> None:
    """Note that a socket is closed."""
    deleted, _rows = Presence.objects.filter(connection=connection).delete()
    if deleted:
        presence_published.send_robust(sender=Presence, room_id=room.pk)


def present_members(room_id: int) -> list[Member]:
    """Who is in the room now, each once, in the order of their names."""
    rows = Presence.objects.fresh().filter(room_id=room_id, member__is_active=True).select_related("member")
    members = {row.member_id: row.member for row in rows}
    return sorted(members.values(), key=lambda member: (member.display_name.casefold(), member.pk))


def _seat(room: Room, member: Member) -> RoomMember | None:
    """The member's row as it is now, with the member and the room as they are now."""
    return RoomMember.objects.filter(room=room, member=member).select_related("member", "room").first()


def _check_phase(room: Room) -> None:
    if room.is_past:
        raise RoomPastError
    if room.is_upcoming:
        raise RoomNotBegunError


def _clean(text: str) -> str:
    """`text` as it can be stored: no NUL, no half characters, line ends in one way."""
    text = text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text:
        raise RuleError({"text": [_("Write something first.")]})
    if len(text) > MESSAGE_MAX_LENGTH:
        refusal = ngettext(
            "This is %(length)d characters long; a message has at most %(count)d.",
            "This is %(length)d characters long; a message has at most %(count)d.",
            MESSAGE_MAX_LENGTH,
        ) % {"length": len(text), "count": MESSAGE_MAX_LENGTH}
        raise RuleError({"text": [refusal]})
    return text
