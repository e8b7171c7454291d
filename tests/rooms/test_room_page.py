"""The page of one room: who finds it, what it shows of what was said, within its budget."""

import uuid

import pytest

from cop.members.models import Member
from rooms import services
from tests.factories.members import MemberFactory
from tests.factories.rooms import MessageFactory, RoomFactory, RoomMemberFactory
from tests.rooms.pages import ROOMS, queries

pytestmark = pytest.mark.django_db
ROOM_GUEST, ROOM_MEMBER = 4, 8


def test_a_stranger_reads_an_open_room_in_its_languages_without_a_session(client):
    room = RoomFactory(language="it", title="Polveri di legno")
    MessageFactory(room=room, language="pl", text="Działa.")

    response = client.get(room.get_absolute_url())

    page = response.content.decode()
    assert '<h1 class="room-title" lang="it" dir="auto">Polveri di legno</h1>' in page
    assert '<p class="chat-text" lang="pl" dir="auto">Działa.</p>' in page
    assert "room.js" not in page
    assert response.cookies.get("sessionid") is None


@pytest.mark.parametrize(
    ("user", "expected"),
    [("stranger", 404), ("member", 404), ("invited", 200), ("host", 200), ("moderator", 200)],
)
def test_a_room_by_invitation_looks_absent_to_others(client, user, expected):
    room = RoomFactory(is_open=False)
    if user == "host":
        client.force_login(room.host)
    elif user == "moderator":
        client.force_login(MemberFactory(roles=["moderator"]))
    elif user == "invited":
        client.force_login(RoomMemberFactory(room=room, state="invited").member)
    elif user == "member":
        client.force_login(MemberFactory())

    assert client.get(room.get_absolute_url()).status_code == expected


@pytest.mark.parametrize("rows", [1, 3])
def test_a_room_costs_the_same_for_any_number_of_messages_and_people(client, rows):
    room = RoomFactory()
    MessageFactory.create_batch(rows, room=room)
    for seat in RoomMemberFactory.create_batch(rows, room=room):
        services.arrive(member=seat.member, room=room, connection=uuid.uuid4())

    assert queries(client, room.get_absolute_url()) <= ROOM_GUEST
    client.force_login(room.host)
    assert queries(client, room.get_absolute_url()) <= ROOM_MEMBER


@pytest.mark.parametrize(
    ("reader", "named"), [("stranger", ["Host", "Public"]), ("member", ["Host", "Public", "Private"])]
)
def test_strangers_find_only_public_members_in_a_room_and_nobody_who_is_switched_off(client, reader, named):
    room = RoomFactory(host__display_name="Host")
    services.arrive(member=room.host, room=room, connection=uuid.uuid4())
    for name, changes in (("Public", {}), ("Private", {"is_public": False}), ("Off", {})):
        seat = RoomMemberFactory(room=room, member=MemberFactory(display_name=name, **changes))
        services.arrive(member=seat.member, room=room, connection=uuid.uuid4())
    Member.objects.filter(display_name="Off").update(is_active=False)
    if reader == "member":
        client.force_login(MemberFactory())

    page = client.get(room.get_absolute_url()).context
    (row,) = client.get(ROOMS).context["sections"][0]["page"]

    assert [person.display_name for person in page["people"]] == named
    assert sorted(person.display_name for person in page["present"]) == sorted(named)
    assert page["present_count"] == row.present_count == 3
    assert [seat.member.display_name for seat in row.people] == named


def test_a_wrong_slug_leads_to_the_right_address(client):
    room = RoomFactory(title="Drying timber")

    response = client.get(f"{ROOMS}{room.pk}-something-else/?before=3")

    assert response.status_code == 302  # a title may come back
    assert response["Location"] == f"{ROOMS}{room.pk}-drying-timber/?before=3"


def test_earlier_messages_are_paged_by_number(client):
    room = RoomFactory()
    MessageFactory.create_batch(120, room=room)

    def numbers(query):
        return client.get(room.get_absolute_url() + query).context["history"]

    latest, middle, oldest = numbers(""), numbers("?before=71"), numbers("?before=21")
    assert [m.number for m in latest["messages"]] == list(range(71, 121))
    assert (latest["earlier"], latest["later"], latest["is_latest"]) == (71, 0, True)
    assert [m.number for m in middle["messages"]] == list(range(21, 71))
    assert (middle["earlier"], middle["later"], middle["is_latest"]) == (21, 121, False)
    assert [m.number for m in oldest["messages"]] == list(range(1, 21))
    assert (oldest["earlier"], oldest["is_latest"]) == (0, False)
    for odd in ("?before=x", "?before=-1", "?before=99999999999999999999", "?before=%C2%B2"):
        assert numbers(odd)["is_latest"]


def test_the_script_is_there_only_for_who_may_listen_to_a_running_room(client):
    member = MemberFactory()
    client.force_login(member)
    pages = [
        RoomFactory(),
        RoomFactory(upcoming=True),
        RoomFactory(past=True),
        RoomMemberFactory(member=member, state="removed").room,
    ]

    assert [b"room.js" in client.get(room.get_absolute_url()).content for room in pages] == [
        True,
        False,
        False,
        False,
    ]


def test_what_is_said_cannot_run(client):
    room = RoomFactory(title="<script>alert(1)</script>", purpose_html="<p>safe</p>")
    MessageFactory(room=room, text="<img src=x onerror=alert(1)>")

    page = client.get(room.get_absolute_url()).content.decode()

    assert "<script>alert" not in page
    assert "<img" not in page
