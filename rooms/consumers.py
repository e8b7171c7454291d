from __future__ import annotations

import asyncio
import json
import logging
import time
from collections import deque
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID, uuid4
from weakref import WeakSet

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cop.core.errors import DomainError
from cop.core.ratelimit import TooManyError, count_act
from cop.members.models import Member
from rooms import broadcasts, services
from rooms.models import Message, Room, RoomMember
from rooms.policies import can_listen

if TYPE_CHECKING:
    from collections.abc import Callable

logger = logging.getLogger(__name__)

FRAME_MAX_BYTES = 16 * 1024
FRAMES_MOST, FRAMES_SPAN_S = 60, 10  # of any kind, per socket
GAP_PAGE = 100  # messages in one answer to "what did I miss?"
BEAT_S = 20
SOCKETS_MOST = 20  # of one member, in one process
TYPING_EVERY_S = 2

NOT_UNDERSTOOD = _("This was not understood. Load the page again.")

TROUBLE, STRANGER, SHUT_OUT, NOWHERE, TOO_FAST = 1011, 4401, 4403, 4404, 4429


class RoomConsumer(AsyncWebsocketConsumer):
    """One member's live view of one room.

    Hears {"say": text, "client_id": uuid, "language": tag}, {"typing": true} and {"since": number};
    says events {"type": "message" | "saved" | "gap" | "presence" | "typing" | "error", …}. The
    socket is a hint, the database the truth. Closes 4401 for strangers and for sessions that are
    over (a browser that has a newer one comes back), 4403 when the door is shut, 4404 where there
    is no such room, 4429 for a flood or too many sockets at once: try later.
    """

    opened: ClassVar[WeakSet[RoomConsumer]] = WeakSet()
    room: Room
    member: Member
    beating: asyncio.Task[None] | None = None
    is_shut = False

    async def connect(self) -> None:
        self.connection = uuid4()
        self.frames: deque[float] = deque()
        self.typed_at = 0.0
        refusal = await self._refusal() or self._take_place()
        await self.accept()  # so that the browser learns the code
        if refusal:
            await self._shut(refusal)
            return
        self.group = broadcasts.group_of(self.room.pk)
        await self.channel_layer.group_add(self.group, self.channel_name)
        await self._run(services.arrive, member=self.member, room=self.room, connection=self.connection)
        await self._send(broadcasts.presence_event(await self._run(services.present_members, self.room.pk)))
        self.beating = asyncio.create_task(self._beat())

    async def disconnect(self, code: int) -> None:
        self.is_shut = True
        self.opened.discard(self)
        if self.beating is None:
            return
        self.beating.cancel()
        await self.channel_layer.group_discard(self.group, self.channel_name)
        await self._run(services.depart, room=self.room, connection=self.connection)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if self.is_shut:  # a frame that was on its way
            return
        if self._floods():
            await self._shut(TOO_FAST)
            return
        frame = self._parse(text_data)
        if frame is None:
            await self._refuse("frame", NOT_UNDERSTOOD)
        elif "say" in frame:
            await self._say(frame)
        elif "since" in frame:
            await self._fill_gap(frame["since"])
        elif "typing" in frame:
            await self._type()
        else:
            await self._refuse("frame", NOT_UNDERSTOOD)

    async def room_event(self, hint: dict[str, Any]) -> None:
        await self._send(hint["event"])

    async def room_door(self, hint: dict[str, Any]) -> None:
        if hint["member_id"] == self.member.pk:
            await self._shut(SHUT_OUT)
        elif refusal := await self._refusal():
            await self._shut(refusal)

    async def _say(self, frame: dict[str, Any]) -> None:
        client_id = _uuid(frame.get("client_id"))
        if not isinstance(frame["say"], str) or client_id is None:
            await self._refuse("frame", NOT_UNDERSTOOD)
            return
        echo = {"client_id": str(client_id)}
        try:
            message = await self._run(
                self._count_and_say, frame["say"], str(frame.get("language", ""))[:16], client_id
            )
        except TooManyError as refusal:
            await self._refuse("rate", refusal, retry_after_s=refusal.retry_after_s, **echo)
        except services.RoomPastError as refusal:
            await self._refuse("closed", refusal, **echo)
        except DomainError as refusal:
            await self._refuse("text", refusal, **echo)
        except (PermissionDenied, Room.DoesNotExist):
            await self._shut(SHUT_OUT)
        else:
            await self._send({"type": "saved", "number": message.number, **echo})

    def _count_and_say(self, text: str, language: str, client_id: UUID) -> Message:
        count_act("message", f"member:{self.member.pk}")
        return services.say(
            author=self.member, room=self.room, text=text, language=language, client_id=client_id
        )

    async def _fill_gap(self, since: Any) -> None:
        """Answer with the messages after number `since`, a page at a time, oldest first."""
        if isinstance(since, bool) or not isinstance(since, int) or not 0 <= since < 2**31:
            await self._refuse("frame", NOT_UNDERSTOOD)
            return
        messages = await self._run(self._messages_after, since)
        await self._send({"type": "gap", "messages": messages, "more": len(messages) == GAP_PAGE})

    def _messages_after(self, number: int) -> list[dict[str, Any]]:
        rows = Message.objects.visible_to(self.member).filter(room=self.room)
        return [message.as_event() for message in rows.between(number + 1, number + GAP_PAGE)]

    async def _type(self) -> None:
        if time.monotonic() - self.typed_at < TYPING_EVERY_S:
            return
        self.typed_at = time.monotonic()
        try:
            await self._run(services.type_hint, member=self.member, room=self.room)
        except PermissionDenied:
            await self._shut(SHUT_OUT)

    async def _beat(self) -> None:
        """Say "still here" every so often, and leave when one may no longer listen."""
        while not self.is_shut:
            await asyncio.sleep(BEAT_S)
            try:
                await self._show_life()
            except Exception:
                logger.exception("heartbeat of room %s failed", self.room.pk)
                await self._shut(TROUBLE)

    async def _show_life(self) -> None:
        if refusal := await self._refusal():
            await self._shut(refusal)
            return
        await self._run(services.stay, member=self.member, room=self.room, connection=self.connection)
        present = await self._run(services.present_members, self.room.pk)
        await self._send({**broadcasts.presence_event(present), "last_number": self.room.last_number})

    async def _refusal(self) -> int:
        """The code to close with, 0 for somebody who may listen; sets `member` and `room`."""
        return await self._run(self._look)

    def _look(self) -> int:
        user = self.scope.get("user")
        if user is None or not user.is_authenticated:
            return STRANGER
        member = Member.objects.filter(pk=user.pk, is_active=True).first()
        if member is None or not _is_signed_in(member, self.scope.get("session")):
            return STRANGER
        room_id = int(self.scope["url_route"]["kwargs"]["room_id"])
        room = Room.objects.visible_to(member).filter(pk=room_id).first()
        if room is None:
            return SHUT_OUT if self.beating else NOWHERE
        membership = RoomMember.objects.filter(room=room, member=member).first()
        if not can_listen(member, room, membership):
            return SHUT_OUT
        self.member, self.room = member, room
        return 0

    def _take_place(self) -> int:
        """TOO_FAST when the member has too many sockets open here, else 0, and this one counts."""
        if sum(socket.member.pk == self.member.pk for socket in self.opened) >= SOCKETS_MOST:
            return TOO_FAST
        self.opened.add(self)
        return 0

    def _floods(self) -> bool:
        now = time.monotonic()
        self.frames.append(now)
        while self.frames[0] < now - FRAMES_SPAN_S:
            self.frames.popleft()
        return len(self.frames) > FRAMES_MOST

    @staticmethod
    def _parse(text: str | None) -> dict[str, Any] | None:
        """The JSON object in a frame; None for anything else."""
        if text is None or len(text) > FRAME_MAX_BYTES or len(text.encode()) > FRAME_MAX_BYTES:
            return None
        try:
            frame = json.loads(text)
        except (ValueError, RecursionError):
            return None
        return frame if isinstance(frame, dict) else None

    async def _run(self, work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Do `work`, which may use the database, in the language of the page."""

        def translated() -> Any:
            with override(self._language()):
                return work(*args, **kwargs)

        return await database_sync_to_async(translated)()

    def _language(self) -> str | None:
        """What the page says it is in (`?language=`); else the member's, None for strangers."""
        asked = QueryDict(self.scope.get("query_string", b"")).get("language")
        if asked in dict(settings.LANGUAGES):
            return asked
        return getattr(self.scope.get("user"), "language", None)

    async def _refuse(self, code: str, text: object, **more: Any) -> None:
        with override(self._language()):
            await self._send({"type": "error", "code": code, "message": str(text), **more})

    async def _send(self, event: dict[str, Any]) -> None:
        if not self.is_shut:
            with suppress(OSError):  # ASGI's word for a line that is closing: `disconnect` follows
                await self.send(text_data=json.dumps(event, ensure_ascii=False))

    async def _shut(self, code: int) -> None:
        """Close once; hints that are still on their way fall silent."""
        if not self.is_shut:
            self.is_shut = True
            with suppress(OSError):  # see `_send`
                await self.close(code=code)


def _is_signed_in(member: Member, session: Any) -> bool:
    """Whether the session, as it is stored now, is not over and was begun with the password of now."""
    if session is None:
        return True
    stored = import_module(settings.SESSION_ENGINE).SessionStore(session.session_key).load()
    return constant_time_compare(stored.get(HASH_SESSION_KEY, ""), member.get_session_auth_hash())


def _uuid(value: Any) -> UUID | None:
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None
