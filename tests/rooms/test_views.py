import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from rooms import services
from rooms.models import Message, Room, RoomMember
from tests.factories.members import MemberFactory, ThemeFactory
from tests.factories.repository import ResourceFactory
from tests.factories.rooms import MessageFactory, RoomFactory, RoomMemberFactory

pytestmark = pytest.mark.django_db

ROOMS = "/en/collaboration/rooms/"
ROOM_GUEST, ROOM_MEMBER, LIST_GUEST, LIST_MEMBER = 4, 8, 8, 12


def url(name, room):
    return reverse(f"rooms:{name}", args=[room.pk])


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


def queries(client, address):
    """How many queries the page costs once what all pages share is cached."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200
    return len(captured)


# --- The list -------------------------------------------------------------------------------------


def test_the_list_shows_each_phase_under_its_heading(client):
    for changes in ({"title": "Now"}, {"title": "Soon", "upcoming": True}, {"title": "Then", "past": True}):
        RoomFactory(**changes)
    RoomFactory(title="Hidden", is_open=False)

    page = client.get(ROOMS).content.decode()

    places = [
        page.index(text)
        for text in ('id="running"', ">Now<", 'id="upcoming"', ">Soon<", 'id="past"', ">Then<")
    ]
    assert places == sorted(places)
    assert "Hidden" not in page


@pytest.mark.parametrize("rooms", [1, 3])
def test_the_list_costs_the_same_for_any_number_of_rooms(client, rooms):
    member = MemberFactory()
    for phase in ({}, {"upcoming": True}, {"past": True}):
        for room in RoomFactory.create_batch(rooms, **phase):
            RoomMemberFactory.create_batch(rooms, room=room)
    RoomMemberFactory.create_batch(rooms, member=member, state="invited")

    assert queries(client, ROOMS) <= LIST_GUEST
    client.force_login(member)
    assert queries(client, ROOMS) <= LIST_MEMBER


def test_the_list_is_filtered_by_theme_language_and_phase(client):
    wood, leather = ThemeFactory(key="wood"), ThemeFactory(key="leather")
    RoomFactory(title="Legno", theme=wood, language="it")
    RoomFactory(title="Wood", theme=wood, language="en")
    RoomFactory(title="Pelle", theme=leather, language="it")
    RoomFactory(title="Altes Holz", theme=wood, language="de", past=True)

    def shown(query):
        page = client.get(ROOMS + query).content.decode()
        return [title for title in ("Legno", "Wood", "Pelle", "Altes Holz") if f">{title}<" in page]

    assert shown("?theme=wood") == ["Legno", "Wood", "Altes Holz"]
    assert shown("?theme=wood&language=it") == ["Legno"]
    assert shown("?language=it&language=de") == ["Legno", "Pelle", "Altes Holz"]
    assert shown("?phase=past") == ["Altes Holz"]
    assert shown("?phase=nonsense&theme=%00&language=%F0") == ["Legno", "Wood", "Pelle", "Altes Holz"]


def test_a_language_of_the_list_stands_for_its_regions(client):
    RoomFactory(title="Madeira", language="pt")
    RoomFactory(title="Couro", language="pt-BR")
    RoomFactory(title="Wood", language="en")

    for code in ("pt", "pt-BR"):
        response = client.get(f"{ROOMS}?language={code}")
        page = response.content.decode()

        assert [title for title in ("Madeira", "Couro", "Wood") if f">{title}<" in page] == [
            "Madeira",
            "Couro",
        ]
        offered = {language["code"]: language["chosen"] for language in response.context["languages"]}
        assert offered == {"en": False, "pt": True}


def test_closed_rooms_are_paged_by_keyset(client):
    RoomFactory.create_batch(27, past=True)

    first = client.get(ROOMS + "?phase=past")
    older = first.content.decode().split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = client.get(ROOMS + older)

    assert first.content.count(b'class="room-row ') == 25
    assert second.content.count(b'class="room-row ') == 2


def test_a_member_sees_who_invites_them(client):
    invited = RoomMemberFactory(state="invited", room__is_open=False, room__title="Behind the door")
    client.force_login(invited.member)

    page = client.get(ROOMS).content.decode()

    assert page.index('id="invitations"') < page.index("Behind the door")


# --- One room -------------------------------------------------------------------------------------


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


# --- Saying something without JavaScript ------------------------------------------------------------


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


# --- Coming and going -----------------------------------------------------------------------------


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


# --- What the host does -----------------------------------------------------------------------------


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

    response = client.post(url("outcome", room), {"outcome": "Done", "language": "en"})

    assert response.status_code == 422
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


@pytest.mark.parametrize("name", ["new", "edit", "people", "outcome"])
def test_the_way_back_from_a_page_of_the_host_leads_over_the_section(client, name):
    room = RoomFactory(past=name == "outcome")
    client.force_login(room.host)

    page = client.get(f"{ROOMS}new/" if name == "new" else url(name, room)).text
    way = page.partition('<ol class="breadcrumbs">')[2].partition("</ol>")[0]

    assert way.index(f'href="{reverse("collaboration")}"') < way.index(f'href="{ROOMS}"')
