import asyncio
import json
import uuid

import pytest
from asgiref.sync import sync_to_async
from channels.db import database_sync_to_async
from channels.routing import URLRouter
from channels.testing import WebsocketCommunicator
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from cop.members.adapters import AccountAdapter
from cop.members.services import deactivate_member
from rooms import consumers, services
from rooms.models import Message, Presence, Room
from rooms.routing import websocket_urlpatterns
from tests.factories.members import MemberFactory
from tests.factories.rooms import MessageFactory, RoomFactory, RoomMemberFactory

pytestmark = pytest.mark.django_db(transaction=True)

router = URLRouter(websocket_urlpatterns)
make = database_sync_to_async

CLIENT_ID = "0f8fad5b-d9cb-469f-a165-70867728950e"  # the same in every worker that collects


class Socket(WebsocketCommunicator):
    """A socket as somebody's browser holds it; `hear` skips what a test is not about."""

    async def open(self):
        assert (await self.connect(timeout=5))[0]
        return self

    async def say(self, **frame):
        await self.send_json_to(frame)

    async def hear(self, kind):
        while True:
            event = await self.receive_json_from(timeout=5)
            if event["type"] == kind:
                return event

    async def closed_with(self):
        while True:
            output = await self.receive_output(timeout=5)
            if output["type"] == "websocket.close":
                return output["code"]


@pytest.fixture
async def sockets():
    """Opens sockets and closes them all at the end."""
    opened = []

    async def open_socket(user, room, path=None, session=None):
        socket = Socket(router, path or f"/ws/rooms/{room.pk}/")
        socket.scope |= {"user": user, "session": session}
        opened.append(socket)
        return await socket.open()

    yield open_socket
    for socket in opened:
        await socket.disconnect()


async def two_in_a_room():
    room = await make(RoomFactory)()
    seat = await make(RoomMemberFactory)(room=room, member__display_name="Ada", member__interface="it")
    return room, room.host, seat.member


async def test_two_members_chat(sockets):
    room, host, guest = await two_in_a_room()
    first = await sockets(host, room)
    second = await sockets(guest, room)
    client_id = str(uuid.uuid4())

    await first.say(say="Buongiorno", client_id=client_id, language="it")

    saved, mine, theirs = await first.hear("saved"), await first.hear("message"), await second.hear("message")
    assert saved == {"type": "saved", "number": 1, "client_id": client_id}
    assert mine == theirs
    stored = await make(Message.objects.select_related("author").get)()
    assert theirs == {"type": "message", **stored.as_event()}
    assert (theirs["number"], theirs["text"], theirs["language"]) == (1, "Buongiorno", "it")
    assert theirs["author"] == {"id": host.pk, "name": host.display_name, "language": "en"}


async def test_a_message_sent_again_after_a_reconnect_is_saved_once(sockets):
    room, host, _guest = await two_in_a_room()
    frame = {"say": "Once", "client_id": str(uuid.uuid4()), "language": "en"}
    first = await sockets(host, room)
    await first.say(**frame)
    await first.hear("saved")
    await first.disconnect()

    again = await sockets(host, room)
    await again.say(**frame)

    assert (await again.hear("saved"))["number"] == 1
    assert await make(Message.objects.count)() == 1


async def test_a_gap_is_filled_in_bounded_pages(sockets):
    room, host, _guest = await two_in_a_room()
    await make(MessageFactory.create_batch)(130, room=room)
    socket = await sockets(host, room)

    await socket.say(since=20)
    page = await socket.hear("gap")
    await socket.say(since=120)
    rest = await socket.hear("gap")

    assert [message["number"] for message in page["messages"]] == list(range(21, 121))
    assert page["more"] is True
    assert [message["number"] for message in rest["messages"]] == list(range(121, 131))
    assert rest["more"] is False


async def test_presence_lists_who_is_here_and_who_left(sockets):
    room, host, guest = await two_in_a_room()
    first = await sockets(host, room)
    assert [person["name"] for person in (await first.hear("presence"))["members"]] == [host.display_name]
    await first.hear("presence")  # its own arrival

    second = await sockets(guest, room)
    came = await first.hear("presence")
    await second.disconnect()
    left = await first.hear("presence")

    assert [person["name"] for person in came["members"]] == ["Ada", host.display_name]
    assert [person["name"] for person in left["members"]] == [host.display_name]
    assert await make(Presence.objects.count)() == 1


async def test_a_member_without_a_seat_listens_unseen_and_may_not_write(sockets):
    room, host, _guest = await two_in_a_room()
    listener = await sockets(await make(MemberFactory)(), room)
    speaker = await sockets(host, room)
    await speaker.say(say="Heard", client_id=str(uuid.uuid4()), language="en")

    assert (await listener.hear("message"))["text"] == "Heard"
    assert [person["id"] for person in await make(_present)(room)] == [host.pk]
    await listener.say(say="Not allowed", client_id=str(uuid.uuid4()), language="en")
    assert await listener.closed_with() == 4403
    assert await make(Message.objects.count)() == 1


def _present(room):
    return [{"id": member.pk} for member in services.present_members(room.pk)]


async def test_typing_is_a_hint_to_the_others_and_not_too_often(sockets):
    room, host, guest = await two_in_a_room()
    first, second = await sockets(host, room), await sockets(guest, room)

    await second.say(typing=True)
    await second.say(typing=True)
    await second.say(say="Done", client_id=str(uuid.uuid4()), language="en")

    typing = await first.hear("typing")
    assert typing["member"]["name"] == "Ada"
    assert (await first.receive_json_from())["type"] == "message"


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ("no json", "frame"),
        ("[1, 2]", "frame"),
        ('"say"', "frame"),
        ("{}", "frame"),
        ('{"dance": true}', "frame"),
        ('{"say": 7, "client_id": "x"}', "frame"),
        ('{"say": "Hello"}', "frame"),
        ('{"say": "Hello", "client_id": "not-a-uuid", "language": "en"}', "frame"),
        ('{"since": -1}', "frame"),
        ('{"since": true}', "frame"),
        ('{"since": "1"}', "frame"),
        ('{"since": 99999999999999999999}', "frame"),
        ("[" * 9000, "frame"),
        (json.dumps({"say": "x" * 17000, "client_id": CLIENT_ID}), "frame"),
        (json.dumps({"say": "x" * 2001, "client_id": CLIENT_ID, "language": "en"}), "text"),
        (json.dumps({"say": "  ", "client_id": CLIENT_ID, "language": "en"}), "text"),
        (json.dumps({"say": "\ud800", "client_id": CLIENT_ID, "language": "en"}), "text"),
        (json.dumps({"say": "Hello", "client_id": CLIENT_ID, "language": "\ud800"}), "text"),
        (json.dumps({"say": "Hello", "client_id": CLIENT_ID, "language": ["en"]}), "text"),
    ],
)
async def test_bad_frames_are_answered_with_an_error_and_the_socket_lives_on(sockets, frame, code):
    room, host, _guest = await two_in_a_room()
    socket = await sockets(host, room)

    await socket.send_to(text_data=frame)

    assert (await socket.hear("error"))["code"] == code
    await socket.say(since=0)
    assert await socket.hear("gap") == {"type": "gap", "messages": [], "more": False}


async def test_bytes_are_not_understood(sockets):
    room, host, _guest = await two_in_a_room()
    socket = await sockets(host, room)

    await socket.send_to(bytes_data=b"\x00\x01")

    assert (await socket.hear("error"))["code"] == "frame"


@pytest.mark.parametrize(
    ("query", "language"),
    [("", "it"), ("?language=el", "el"), ("?language=xx", "it"), ("?language=%FF", "it")],
)
async def test_refusals_are_in_the_language_of_the_page(sockets, monkeypatch, query, language):
    languages = []

    class Spy:
        def __str__(self):
            from django.utils.translation import get_language

            languages.append(get_language())
            return "…"

    monkeypatch.setattr(consumers, "NOT_UNDERSTOOD", Spy())
    room, _host, guest = await two_in_a_room()
    socket = await sockets(guest, room, f"/ws/rooms/{room.pk}/{query}")

    await socket.say(dance=True)
    await socket.hear("error")

    assert languages == [language]


async def test_too_many_messages_are_refused_and_keep_their_id(sockets, settings):
    settings.RATE_LIMITS = True
    room, host, _guest = await two_in_a_room()
    await sync_to_async(_use_up)(host)
    socket = await sockets(host, room)
    client_id = str(uuid.uuid4())

    await socket.say(say="Too fast", client_id=client_id, language="en")

    error = await socket.hear("error")
    assert (error["code"], error["client_id"]) == ("rate", client_id)
    assert 0 < error["retry_after_s"] <= 60


def _use_up(member):
    from cop.core.ratelimit import LIMITS, count_act

    for _ in range(LIMITS["message"][0]):
        count_act("message", f"member:{member.pk}")


async def test_a_flood_of_frames_closes_the_socket(sockets):
    room, host, _guest = await two_in_a_room()
    socket = await sockets(host, room)

    for _ in range(consumers.FRAMES_MOST + 1):
        await socket.send_to(text_data="{}")

    assert await socket.closed_with() == 4429


async def test_one_member_opens_so_many_sockets_and_others_their_own(sockets, monkeypatch):
    monkeypatch.setattr(consumers, "SOCKETS_MOST", 2)
    room, host, guest = await two_in_a_room()
    first = await sockets(host, room)
    for member in (host, guest):
        await (await sockets(member, room)).hear("presence")

    assert await (await sockets(host, room)).closed_with() == 4429

    await first.disconnect()
    assert await (await sockets(host, room)).hear("presence")


async def test_strangers_are_closed_out_with_4401(sockets):
    room = await make(RoomFactory)()

    assert await (await sockets(AnonymousUser(), room)).closed_with() == 4401


@pytest.mark.parametrize("state", ["absent", "by invitation"])
async def test_a_room_one_may_not_see_is_nowhere(sockets, state):
    room = await make(RoomFactory)(is_open=False)
    if state == "absent":
        await make(room.delete)()
        room.pk = 999_999

    assert await (await sockets(await make(MemberFactory)(), room)).closed_with() == 4404


async def test_a_path_that_leads_nowhere_closes_4404(sockets):
    room = await make(RoomFactory)()

    assert await (await sockets(room.host, room, path="/ws/nowhere/")).closed_with() == 4404


async def test_a_past_room_has_no_live_half(sockets):
    room = await make(RoomFactory)(past=True)

    assert await (await sockets(room.host, room)).closed_with() == 4403


async def test_removing_a_member_closes_their_socket_and_no_other(sockets):
    room, host, guest = await two_in_a_room()
    first, second = await sockets(host, room), await sockets(guest, room)

    await make(services.remove_member)(by=host, room=room, member=guest)

    assert await second.closed_with() == 4403
    again = await sockets(guest, room)
    assert await again.closed_with() == 4403
    await first.say(since=0)
    assert await first.hear("gap") == {"type": "gap", "messages": [], "more": False}


async def test_switching_an_account_off_closes_its_sockets_and_no_other(sockets):
    room, host, guest = await two_in_a_room()
    first, second = await sockets(host, room), await sockets(guest, room)
    administrator = await make(MemberFactory)(roles=["administrator"])

    await make(deactivate_member)(actor=administrator, member=guest, reason="Sells drills.")

    assert await second.closed_with() == 4403
    again = await sockets(guest, room)
    assert await again.closed_with() == 4401
    await first.say(since=0)
    assert (await first.hear("gap"))["messages"] == []


async def test_a_new_password_closes_the_sockets_opened_with_the_old_one(sockets):
    room, host, guest = await two_in_a_room()
    owner, intruder = [await sockets(host, room, session=await make(_signed_in)(host)) for _ in range(2)]
    other = await sockets(guest, room, session=await make(_signed_in)(guest))

    await make(AccountAdapter().set_password)(host, "Beech-and-walnut-12")

    assert [await owner.closed_with(), await intruder.closed_with()] == [4401, 4401]
    again = await sockets(host, room, session=await make(_signed_in)(host))
    for socket in (again, other):
        await socket.say(since=0)
        assert (await socket.hear("gap"))["messages"] == []


@pytest.mark.parametrize("end", ["signed out", "too old"])
async def test_the_heartbeat_ends_what_was_opened_in_a_session_that_is_over(sockets, monkeypatch, end):
    monkeypatch.setattr(consumers, "BEAT_S", 0.05)
    room, host, _guest = await two_in_a_room()
    session = await make(_signed_in)(host)
    socket = await sockets(host, room, session=session)
    rows = Session.objects.filter(pk=session.session_key)

    await make(rows.delete)() if end == "signed out" else await make(rows.update)(expire_date=timezone.now())

    assert await socket.closed_with() == 4401


def _signed_in(member):
    client = Client()
    client.force_login(member)
    return client.session


async def test_closing_the_room_closes_every_socket(sockets):
    room, host, guest = await two_in_a_room()
    first, second = await sockets(host, room), await sockets(guest, room)

    await make(services.close_room)(by=host, room=room)

    assert [await first.closed_with(), await second.closed_with()] == [4403, 4403]


async def test_shutting_the_door_closes_the_sockets_of_those_outside(sockets):
    room, host, guest = await two_in_a_room()
    listener = await sockets(await make(MemberFactory)(), room)
    seated = await sockets(guest, room)

    await make(_shut_the_door)(room, host)

    assert await listener.closed_with() == 4403
    await seated.say(since=0)
    assert (await seated.hear("gap"))["messages"] == []


def _shut_the_door(room, host):
    services.change_room(
        by=host, room=room, title=room.title, purpose=room.purpose, language="en", theme=room.theme,
        starts_at=room.starts_at, ends_at=room.ends_at, is_open=False,
    )  # fmt: skip


async def test_the_heartbeat_ends_what_nobody_announced(sockets, monkeypatch):
    monkeypatch.setattr(consumers, "BEAT_S", 0.05)
    room, host, guest = await two_in_a_room()
    first, second = await sockets(host, room), await sockets(guest, room)
    await make(MessageFactory)(room=room)

    assert (await first.hear("presence"))["members"]
    while (beat := await first.hear("presence")).get("last_number") is None:
        pass
    await make(type(guest).objects.filter(pk=guest.pk).update)(is_active=False)

    assert beat["last_number"] == 1
    assert await second.closed_with() == 4401
    await make(Room.objects.filter(pk=room.pk).update)(
        ends_at=room.starts_at + (room.ends_at - room.starts_at) / 10
    )
    assert await first.closed_with() == 4403


async def test_a_beat_that_meets_a_closing_line_is_no_error(sockets, monkeypatch, caplog):
    monkeypatch.setattr(consumers, "BEAT_S", 0.05)
    room, host, _guest = await two_in_a_room()
    await (await sockets(host, room)).hear("presence")
    consumer = next(socket for socket in consumers.RoomConsumer.opened if socket.room == room)
    unheard = asyncio.Queue()

    async def closing(message):
        unheard.put_nowait(message["type"])
        raise ConnectionResetError  # ASGI: an OSError of the server's own

    monkeypatch.setattr(consumer, "base_send", closing)
    first = await asyncio.wait_for(unheard.get(), 5)
    await make(type(host).objects.filter(pk=host.pk).update)(is_active=False)
    await asyncio.wait_for(consumer.beating, 5)

    assert first == "websocket.send"
    assert caplog.messages == []


async def test_another_site_cannot_open_a_socket():
    from cop.asgi import application

    room = await make(RoomFactory)()
    socket = WebsocketCommunicator(
        application, f"/ws/rooms/{room.pk}/", headers=[(b"origin", b"https://elsewhere.example")]
    )

    assert (await socket.connect())[0] is False
