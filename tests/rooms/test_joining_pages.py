"""Coming and going, and who is let near the buttons of a room."""

import pytest
from bs4 import BeautifulSoup

from tests.factories.members import MemberFactory
from tests.factories.rooms import MessageFactory, RoomFactory
from tests.rooms.pages import url

pytestmark = pytest.mark.django_db


def test_joining_and_leaving(client):
    room, member = RoomFactory(), MemberFactory()
    client.force_login(member)

    assert client.post(url("join", room))["Location"] == room.get_absolute_url()
    assert room.memberships.get(member=member).state == "joined"
    assert client.post(url("leave", room))["Location"] == room.get_absolute_url()
    assert not room.memberships.filter(member=member).exists()


def test_joining_a_past_room_says_why_not(client):
    room = RoomFactory(past=True)
    client.force_login(MemberFactory())

    response = client.post(url("join", room))

    assert response.status_code == 422
    assert "This room is closed" in response.content.decode()


@pytest.mark.parametrize("name", ["join", "say"])
def test_a_refused_act_leads_back_to_the_page_of_the_room(client, name):
    room = RoomFactory(past=True)
    MessageFactory.create_batch(51, room=room)
    client.force_login(room.host if name == "say" else MemberFactory())

    page = BeautifulSoup(client.post(url(name, room)).content, "html.parser")

    address = room.get_absolute_url()
    assert page.find("link", rel="canonical")["href"].endswith(address)
    assert page.find("a", hreflang="it")["href"] == address.replace("/en/", "/it/")
    assert page.find("a", string="Earlier messages")["href"] == f"{address}?before=2#chat"


WRITES = ["say", "join", "leave", "close", "invite", "remove"]


@pytest.mark.parametrize("name", [*WRITES, "edit", "outcome", "people"])
def test_strangers_are_sent_to_sign_in(client, name):
    room = RoomFactory()

    plain = client.post(url(name, room), {"return_to": room.get_absolute_url()})
    moved = client.post(
        url(name, room), {"return_to": room.get_absolute_url()}, headers={"HX-Request": "true"}
    )

    assert plain["Location"].startswith("/en/account/login/?next=")
    assert (moved.status_code, moved["HX-Redirect"]) == (204, plain["Location"])


@pytest.mark.parametrize("name", WRITES)
def test_acts_are_not_reached_by_a_link(client, name):
    assert client.get(url(name, RoomFactory())).status_code == 405


@pytest.mark.parametrize("name", ["close", "invite", "remove", "edit", "outcome"])
@pytest.mark.parametrize(("is_open", "expected"), [(True, 403), (False, 404)])
def test_only_the_host_runs_a_room(client, name, is_open, expected):
    room = RoomFactory(is_open=is_open)
    client.force_login(MemberFactory())

    assert client.post(url(name, room), {"member": room.host.pk}).status_code == expected
