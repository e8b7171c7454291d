"""The list of rooms: phases, filters and pages, within its budget."""

import pytest
from bs4 import BeautifulSoup

from tests.factories.members import MemberFactory, ThemeFactory
from tests.factories.rooms import RoomFactory, RoomMemberFactory
from tests.rooms.pages import ROOMS, queries

pytestmark = pytest.mark.django_db
LIST_GUEST, LIST_MEMBER = 8, 12


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


def test_rooms_to_come_are_paged_forwards(client):
    RoomFactory.create_batch(26, upcoming=True)

    page = BeautifulSoup(client.get(ROOMS + "?phase=upcoming").content, "html.parser")

    assert page.find("a", rel="next").get_text(strip=True) == "Next"


def test_a_member_sees_who_invites_them(client):
    invited = RoomMemberFactory(state="invited", room__is_open=False, room__title="Behind the door")
    client.force_login(invited.member)

    page = client.get(ROOMS).content.decode()

    assert page.index('id="invitations"') < page.index("Behind the door")
