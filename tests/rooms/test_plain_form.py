"""Saying something without JavaScript: once, or refused with the words kept."""

import uuid

import pytest

from rooms.models import Message
from tests.factories.rooms import RoomFactory, RoomMemberFactory
from tests.rooms.pages import url

pytestmark = pytest.mark.django_db


def test_a_message_is_said_by_a_plain_form_and_only_once(client):
    room = RoomFactory()
    client.force_login(room.host)
    form = {"text": "Ho misurato: 14 %.", "language": "it", "client_id": str(uuid.uuid4())}

    first = client.post(url("say", room), form)
    client.post(url("say", room), form)

    assert first.status_code == 302
    assert first["Location"] == f"{room.get_absolute_url()}#message-1"
    assert list(Message.objects.values_list("number", "text")) == [(1, "Ho misurato: 14 %.")]


@pytest.mark.parametrize(
    "form",
    [
        {"text": "", "language": "en", "client_id": str(uuid.uuid4())},
        {"text": "x" * 2001, "language": "en", "client_id": str(uuid.uuid4())},
        {"text": "kept words", "language": "klingon", "client_id": str(uuid.uuid4())},
        {"text": "kept words", "language": "en", "client_id": "none"},
    ],
)
def test_a_refused_message_keeps_what_was_typed(client, form):
    room = RoomFactory()
    client.force_login(room.host)

    response = client.post(url("say", room), form)

    assert response.status_code == 422
    assert f">{form['text']}</textarea>" in response.content.decode()
    assert not Message.objects.exists()


def test_too_many_messages_are_refused_with_429_and_kept(client, settings):
    settings.RATE_LIMITS = True
    room = RoomFactory()
    client.force_login(room.host)

    for _ in range(61):
        form = {"text": "Again", "language": "en", "client_id": str(uuid.uuid4())}
        response = client.post(url("say", room), form)

    assert response.status_code == 429
    assert ">Again</textarea>" in response.content.decode()


def test_a_past_room_is_read_only(client):
    room = RoomFactory(past=True)
    client.force_login(room.host)

    form = {"text": "Too late", "language": "en", "client_id": str(uuid.uuid4())}
    response = client.post(url("say", room), form)

    assert response.status_code == 422
    assert "This room is closed" in response.content.decode()
    assert not Message.objects.exists()


def test_the_next_message_is_in_the_language_of_the_last_one(client):
    room = RoomFactory(host__writes=["en", "it", "fr"])
    client.force_login(room.host)

    form = {"text": "Quattordici.", "language": "it", "client_id": str(uuid.uuid4())}
    page = client.post(url("say", room), form, follow=True)

    assert page.context["language"] == "it"


@pytest.mark.parametrize(("state", "status"), [("past", 422), ("removed", 403)])
def test_a_message_that_can_no_longer_be_said_is_given_back(client, state, status):
    seat = RoomMemberFactory(room__past=state == "past", state="removed" if state == "removed" else "joined")
    client.force_login(seat.member)

    form = {"text": "Three lines\nof thought", "language": "en", "client_id": str(uuid.uuid4())}
    response = client.post(url("say", seat.room), form | {"return_to": seat.room.get_absolute_url()})

    page = response.content.decode()
    assert response.status_code == status
    assert '<pre class="plain-text" dir="auto" translate="no">Three lines\nof thought</pre>' in page
    assert form["client_id"] not in page


def test_what_was_typed_survives_a_session_that_ended(client):
    room = RoomFactory()
    form = {
        "text": "Typed before",
        "language": "en",
        "client_id": str(uuid.uuid4()),
        "return_to": room.get_absolute_url(),
    }

    response = client.post(url("say", room), form)
    client.force_login(room.host)
    page = client.get(room.get_absolute_url()).content.decode()

    assert response["Location"].startswith("/en/account/login/?next=")
    assert ">Typed before</textarea>" in page
