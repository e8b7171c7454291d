"""What the host does: opens, changes and closes a room, writes its outcome, invites and removes."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from rooms import services
from rooms.models import Room, RoomMember
from tests.factories.members import MemberFactory, ThemeFactory
from tests.factories.repository import ResourceFactory
from tests.factories.rooms import RoomFactory, RoomMemberFactory
from tests.rooms.pages import ROOMS, url

pytestmark = pytest.mark.django_db


def typed(**changes):
    today = timezone.localdate()
    return {
        "title": "Moldes digitais",
        "purpose": "Um molde **verdadeiro** por pessoa.",
        "language": "pt",
        "theme": ThemeFactory().pk,
        "starts_on": today.isoformat(),
        "ends_on": (today + dt.timedelta(days=13)).isoformat(),
        "door": "open",
        "token": str(uuid.uuid4()),
        "topic": "",
    } | changes


def test_a_room_is_opened_once_by_a_form_sent_twice(client):
    host = MemberFactory()
    client.force_login(host)
    form = typed()

    first = client.post(f"{ROOMS}new/", form)
    second = client.post(f"{ROOMS}new/", form)

    room = Room.objects.get()
    assert first["Location"] == second["Location"] == room.get_absolute_url()
    assert (room.host, room.language, room.is_open, room.phase) == (host, "pt", True, "running")
    assert timezone.localtime(room.ends_at).time() == dt.time()
    assert timezone.localdate(room.last_day) == timezone.localdate() + dt.timedelta(days=13)


@pytest.mark.parametrize(
    "changes",
    [
        {"title": ""},
        {"title": "x" * 200},
        {"purpose": "x" * 5001},
        {"language": "xx"},
        {"theme": "0"},
        {"starts_on": "0001-01-01"},
        {"ends_on": "9999-12-31"},
        {"ends_on": "2020-01-01"},
        {"ends_on": "soon"},
        {"door": "ajar"},
        {"token": "none"},
    ],
)
def test_a_refused_room_keeps_what_was_typed(client, changes):
    client.force_login(MemberFactory())
    form = typed(**({"purpose": "Kept purpose"} | changes))

    response = client.post(f"{ROOMS}new/", form)

    assert response.status_code == 422
    assert form["purpose"] in response.content.decode()
    assert not Room.objects.exists()


def test_a_room_begins_from_a_topic_the_member_may_read(client):
    from tests.factories.forums import TopicFactory

    topic = TopicFactory(title="Polvere di rovere", language="it")
    client.force_login(MemberFactory())

    page = client.get(f"{ROOMS}new/?topic={topic.pk}").content.decode()
    client.post(f"{ROOMS}new/", typed(topic=topic.pk))

    assert 'value="Polvere di rovere"' in page
    assert Room.objects.get().from_topic == topic
    assert client.get(f"{ROOMS}new/?topic=999999999999999999999").status_code == 200


def test_the_form_of_a_room_survives_a_session_that_ended(client):
    client.post(f"{ROOMS}new/", typed(title="Typed before"))
    client.force_login(MemberFactory())

    assert 'value="Typed before"' in client.get(f"{ROOMS}new/").content.decode()


def test_the_host_changes_a_room(client):
    room = RoomFactory(title="Before")
    client.force_login(room.host)

    page = client.get(url("edit", room)).content.decode()
    response = client.post(url("edit", room), typed(title="After", door="invitation"))

    room = Room.objects.get()
    assert 'value="Before"' in page
    assert response["Location"] == room.get_absolute_url()
    assert (room.title, room.is_open) == ("After", False)


def test_closing_leads_to_the_outcome_and_the_outcome_to_the_room(client):
    room = RoomFactory()
    resource = ResourceFactory(depositor=room.host)
    client.force_login(room.host)

    closed = client.post(url("close", room))
    asked = client.get(room.get_absolute_url()).content.decode()
    empty = client.post(url("outcome", room), {"outcome": "", "language": "en", "resource": ""})
    form = {"outcome": "One page, **eight** lines.", "language": "en", "resource": resource.pk}
    saved = client.post(url("outcome", room), form)

    page = client.get(room.get_absolute_url()).content.decode()
    assert closed["Location"] == url("outcome", room)
    assert "What came of it?" in asked
    assert empty.status_code == 422
    assert saved["Location"] == f"{room.get_absolute_url()}#outcome"
    assert "<strong>eight</strong>" in page
    assert resource.get_absolute_url() in page
    assert "What came of it?" not in page


def test_a_room_that_runs_has_no_outcome_yet(client):
    room = RoomFactory()
    client.force_login(room.host)

    asked = client.get(url("outcome", room))
    response = client.post(url("outcome", room), {"outcome": "Done", "language": "en"})

    assert (asked.status_code, response.status_code) == (422, 422)
    assert str(services.RoomNotPastError.message) in asked.content.decode()
    assert "any more" not in response.content.decode()
    assert ">\nDone</textarea>" in response.content.decode()


def test_members_are_found_by_name_and_invited(client):
    room = RoomFactory()
    member = MemberFactory(display_name="Málaga tiling trainer")
    MemberFactory(display_name="Somebody else")
    client.force_login(room.host)

    page = client.get(url("people", room) + "?q=malaga").content.decode()
    part = client.get(url("people", room) + "?q=MALAGA", headers={"HX-Request": "true"}).content.decode()
    client.post(url("invite", room), {"member": member.pk})

    for shown in (page, part):
        assert "Málaga tiling trainer" in shown
        assert "Somebody else" not in shown
    assert "<html" in page
    assert "<html" not in part
    assert room.memberships.get(member=member).state == RoomMember.State.INVITED


def test_somebody_is_shown_the_door(client):
    seat = RoomMemberFactory()
    client.force_login(seat.room.host)

    client.post(url("remove", seat.room), {"member": seat.member.pk})
    odd = client.post(url("remove", seat.room), {"member": "x"})

    assert RoomMember.objects.get(pk=seat.pk).state == "removed"
    assert odd.status_code == 404
    client.force_login(seat.member)
    assert client.post(url("join", seat.room)).status_code == 403


def test_who_left_before_the_host_pressed_remove_stays_out(client):
    seat = RoomMemberFactory()
    services.leave_room(member=seat.member, room=seat.room)
    client.force_login(seat.room.host)

    client.post(url("remove", seat.room), {"member": seat.member.pk})

    assert seat.room.memberships.get(member=seat.member).is_removed
    client.force_login(seat.member)
    assert client.post(url("join", seat.room)).status_code == 403


def test_somebody_whose_account_is_switched_off_is_removed_from_the_list(client):
    seat = RoomMemberFactory(member__is_active=False)
    client.force_login(seat.room.host)

    response = client.post(url("remove", seat.room), {"member": seat.member.pk})

    assert response["Location"] == url("people", seat.room)
    assert RoomMember.objects.get(pk=seat.pk).is_removed


@pytest.mark.parametrize("name", ["new", "edit", "people", "outcome"])
def test_the_way_back_from_a_page_of_the_host_leads_over_the_section(client, name):
    room = RoomFactory(past=name == "outcome")
    client.force_login(room.host)

    page = client.get(f"{ROOMS}new/" if name == "new" else url(name, room)).text
    way = page.partition('<ol class="breadcrumbs">')[2].partition("</ol>")[0]

    assert way.index(f'href="{reverse("collaboration")}"') < way.index(f'href="{ROOMS}"')
