"""One room in two web processes, on PostgreSQL and Redis (`tools/services.sh`), where each has a socket."""

from __future__ import annotations

import json
import os
import uuid
from contextlib import ExitStack
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from tests.factories.rooms import RoomMemberFactory
from tests.web import free_port, web_process

WAIT_S = 60
REDIS_NUMBER = 15  # far from those of the test workers (tests/settings.py), which clear theirs
CSRF = "a" * 32
HAS_SERVICES = os.environ.get("DATABASE_URL", "").startswith("postgres") and "REDIS_URL" in os.environ

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not HAS_SERVICES, reason="needs PostgreSQL and Redis"),
]


@pytest.fixture
def sites(transactional_db):
    """The addresses of two web processes on the database of this test worker; they end before it is emptied."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "cop.settings",
        "DATABASE_URL": _with_path(os.environ["DATABASE_URL"], connection.settings_dict["NAME"]),
        "REDIS_URL": _with_path(os.environ["REDIS_URL"], REDIS_NUMBER),
        "COP_RATE_LIMITS": "false",
        "COP_LOG_LEVEL": "ERROR",
    }
    with ExitStack() as processes:
        yield [processes.enter_context(web_process(free_port(), environment)) for _ in range(2)]


@pytest.fixture
def lines():
    """Opens lines, and closes them before the processes end."""
    with ExitStack() as opened:
        yield lambda *where: opened.enter_context(Line(*where))


class Line:
    """A member's socket at one of the processes; `hear` skips what it is not asked for."""

    def __init__(self, site, member, room):
        self.socket = connect(
            f"{site.replace('http', 'ws', 1)}/ws/rooms/{room.pk}/",
            origin=site,
            additional_headers={"Cookie": cookie(member)},
            open_timeout=WAIT_S,
            proxy=None,
        )

    def __enter__(self):
        return self

    def __exit__(self, *_failure):
        self.socket.close()

    def say(self, **frame):
        self.socket.send(json.dumps(frame))

    def hear(self, kind, is_it=lambda event: True):
        while True:
            event = json.loads(self.socket.recv(timeout=WAIT_S))
            if event["type"] == kind and is_it(event):
                return event

    def hear_of(self, *members):
        """Wait until exactly these are here."""
        wanted = {member.pk for member in members}
        self.hear("presence", lambda event: {person["id"] for person in event["members"]} == wanted)

    def code_it_closes_with(self):
        with pytest.raises(ConnectionClosed) as closed:
            self.hear("nothing")
        return closed.value.rcvd.code


def cookie(member):
    client = Client()
    client.force_login(member)
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}; {settings.CSRF_COOKIE_NAME}={CSRF}"


def remove(site, room, host, member):
    """What the host's browser sends to show a member the door."""
    http = HTTPConnection(urlsplit(site).netloc, timeout=WAIT_S)
    headers = {
        "Cookie": cookie(host),
        "X-CSRFToken": CSRF,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    http.request("POST", reverse("rooms:remove", args=[room.pk]), f"member={member.pk}", headers)
    assert http.getresponse().status == 302
    http.close()


def _with_path(address, path):
    return urlsplit(address)._replace(path=f"/{path}").geturl()


def words(text):
    return {"say": text, "client_id": str(uuid.uuid4()), "language": "en"}


def test_two_web_processes_are_one_room(sites, lines):
    seat = RoomMemberFactory()
    room, host, guest = seat.room, seat.room.host, seat.member
    here, there = sites

    first = lines(here, host, room)
    second = lines(there, guest, room)
    first.hear_of(host, guest)
    second.hear_of(host, guest)

    first.say(typing=True)
    assert second.hear("typing")["member"]["id"] == host.pk

    first.say(**words("One"))
    assert second.hear("message")["number"] == 1
    second.say(**words("Two"))
    heard = [first.hear("message") for _ in range(2)]
    assert [(event["number"], event["text"]) for event in heard] == [(1, "One"), (2, "Two")]

    second.socket.close()
    first.hear_of(host)
    first.say(**words("Three"))
    again = lines(here, guest, room)
    again.say(since=2)
    assert [(event["number"], event["text"]) for event in again.hear("gap")["messages"]] == [(3, "Three")]

    remove(there, room, host, guest)
    assert again.code_it_closes_with() == 4403
    assert lines(there, guest, room).code_it_closes_with() == 4403
    first.hear_of(host)
