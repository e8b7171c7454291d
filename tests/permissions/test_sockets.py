"""Who may open which live connection, and that there are no others than these."""

from __future__ import annotations

import pytest
from channels.db import database_sync_to_async as make
from django.contrib.auth.models import AnonymousUser

from rooms.routing import websocket_urlpatterns
from rooms.services import remove_member
from tests.factories.members import MemberFactory
from tests.factories.rooms import RoomFactory, RoomMemberFactory
from tests.rooms.test_consumers import sockets  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)

ROOM, NOWHERE = "^ws/rooms/(?P<room_id>[0-9]{1,12})/$", ""
LISTENS = 0

# What becomes of a connection: 0 it stays open, else the code it is closed with.
# Who asks: (a room everybody sees, one by invitation, an address that leads nowhere).
TABLE = {
    "guest": (4401, 4401, 4404),
    "member": (LISTENS, 4404, 4404),
    "seated": (LISTENS, LISTENS, 4404),
    "removed": (4403, 4404, 4404),
    "host": (LISTENS, LISTENS, 4404),
    "moderator": (LISTENS, LISTENS, 4404),
}


def person_of(room, who):
    """Somebody who stands to `room` as `who` says."""
    if who == "guest":
        return AnonymousUser()
    if who == "host":
        return room.host
    if who in ("seated", "removed"):
        member = RoomMemberFactory(room=room).member
        if who == "removed":
            remove_member(by=room.host, room=room, member=member)
        return member
    return MemberFactory(roles=["moderator"] if who == "moderator" else [])


def test_there_are_no_other_live_connections():
    assert [str(route.pattern) for route in websocket_urlpatterns] == [ROOM, NOWHERE]


@pytest.mark.parametrize("who", TABLE)
async def test_who_may_listen(sockets, who):  # noqa: F811
    found = []
    for is_open, path in ((True, None), (False, None), (True, "/ws/nowhere/")):
        room = await make(RoomFactory)(is_open=is_open)
        socket = await sockets(await make(person_of)(room, who), room, path)
        expected = TABLE[who][len(found)]
        found.append(LISTENS if expected == LISTENS and await socket.hear("presence") else None)
        if expected != LISTENS:
            found[-1] = await socket.closed_with()

    assert tuple(found) == TABLE[who]
