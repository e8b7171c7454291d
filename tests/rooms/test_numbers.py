"""Many people speak at once, each in a thread with a database connection of its own."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from django.db import connection, connections
from django.db.utils import load_backend

from cop.members.models import Member
from rooms import services
from rooms.models import Message, Room
from tests.factories.rooms import RoomFactory, RoomMemberFactory

PEOPLE, EACH = 6, 15


@pytest.fixture
def connect(tmp_path):
    """A function that gives the calling thread a connection as the product opens it.

    The tests' SQLite database is in memory, where threads cannot wait for each other; they get a
    file with a copy of it.
    """
    settings = dict(connection.settings_dict)

    def prepare():
        if connection.vendor == "sqlite":
            settings["NAME"] = str(tmp_path / "copy.sqlite3")
            with closing(sqlite3.connect(settings["NAME"])) as copy:
                connection.connection.backup(copy)

    def open_connection():
        connections["default"] = load_backend(settings["ENGINE"]).DatabaseWrapper(settings, "default")
        return connections["default"]

    return prepare, open_connection


@pytest.mark.django_db(transaction=True)
def test_numbers_are_gapless_when_many_speak_at_once(connect):
    prepare, open_connection = connect
    room = RoomFactory()
    members = [RoomMemberFactory(room=room).member for _ in range(PEOPLE)]
    prepare()

    def speak(member_id):
        with closing(open_connection()):
            author, place = Member.objects.get(pk=member_id), Room.objects.get(pk=room.pk)
            for count in range(EACH):
                services.say(author=author, room=place, text=f"{member_id} {count}", language="en")

    def read(_nothing):
        with closing(open_connection()):
            return (
                list(Message.objects.order_by("number").values_list("number", flat=True)),
                Room.objects.get().last_number,
            )

    with ThreadPoolExecutor(PEOPLE) as pool:
        list(pool.map(speak, [member.pk for member in members]))
        numbers, last = pool.submit(read, None).result()

    assert numbers == list(range(1, PEOPLE * EACH + 1))
    assert last == PEOPLE * EACH
