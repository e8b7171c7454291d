import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cop.pages.alive import trails
from cop.pages.figures import country_table, figures, tiles
from cop.pages.foryou import what_waits_for
from cop.pages.models import ArticlePage, CallPage, EventPage
from forums.models import Topic
from tests.factories.forums import DraftFactory, ForumFactory, ReadStateFactory, TopicFactory
from tests.factories.members import MemberFactory, MembershipFactory, ThemeFactory
from tests.factories.pages import make_page
from tests.factories.practices import PracticeFactory
from tests.factories.repository import ResourceFactory
from tests.factories.rooms import RoomFactory, RoomMemberFactory

GUEST_MOST, MEMBER_MOST = 12, 18


def alive(count: int) -> None:
    """So many of everything the front page shows."""
    for number in range(count):
        TopicFactory(title=f"How do you measure board {number}?")
        TopicFactory(replies=2, kind=Topic.Kind.DISCUSSION)
        ResourceFactory()
        RoomFactory()
        PracticeFactory()
        for model in (ArticlePage, EventPage, CallPage):
            make_page(model, "en", f"{model.__name__.lower()}-{number}")


def queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as made:
        assert client.get(address).status_code == 200
    return len(made)


@pytest.mark.parametrize("count", [1, 3])
def test_the_front_page_costs_a_stranger_few_queries(site, client, count):
    alive(count)
    client.get("/en/")  # once, to know figures and editors' pages

    assert queries(client, "/en/") <= 10


@pytest.mark.parametrize("count", [1, 3])
def test_the_front_page_costs_a_stranger_within_the_budget_even_the_first_time(site, client, count):
    alive(count)

    assert queries(client, "/en/sharing/") <= GUEST_MOST


@pytest.mark.parametrize("count", [1, 3])
def test_the_front_page_costs_a_member_within_the_budget(site, client, count):
    member = MemberFactory()
    alive(count)
    for topic in Topic.objects.filter(kind=Topic.Kind.DISCUSSION):
        ReadStateFactory(member=member, topic=topic, last_read_number=1)
    for _number in range(count):
        DraftFactory(member=member, key=f"forum:{ForumFactory().slug}")
        RoomMemberFactory(member=member)
        RoomMemberFactory(member=member, state="invited")
        represented = MembershipFactory(member=member, state="accepted", is_representative=True)
        MembershipFactory(organisation=represented.organisation)
        ResourceFactory(depositor=member)
        PracticeFactory(author=member)
    client.force_login(member)
    client.get("/en/")

    assert queries(client, "/en/") <= MEMBER_MOST


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("key", ["communication", "sharing", "collaboration", "cooperation"])
def test_a_section_page_costs_few_queries(site, client, key, count):
    alive(count)
    client.get(f"/en/{key}/")

    assert queries(client, f"/en/{key}/") <= 8


def test_a_stranger_makes_no_session_and_nothing_is_written(site, client):
    response = client.get("/en/")

    assert dict(response.cookies) == {}


def test_the_front_page_shows_what_is_alive_in_each_section(site, client):
    alive(1)

    page = client.get("/en/").text

    for thing in ("How do you measure board 0?", "calls/callpage-0/", "news/articlepage-0/", "Moisture logs"):
        assert thing in page


def test_what_a_stranger_may_not_see_is_not_on_the_front_page(site, client):
    hidden = ForumFactory(group_id=MemberFactory(roles=["editor"]).groups.get().pk)
    TopicFactory(forum=hidden, title="Between editors alone")
    RoomFactory(is_open=False, title="By invitation")
    ResourceFactory(status="draft", published_at=None, title="Half a resource")

    pages = "".join(
        client.get(f"/en/{path}").text for path in ("", "communication/", "sharing/", "collaboration/")
    )

    for title in ("Between editors alone", "By invitation", "Half a resource"):
        assert title not in pages


def test_questions_in_the_readers_language_come_first(site, client):
    TopicFactory(title="Come si misura?", language="it", created_at=timezone.now() - dt.timedelta(days=9))
    TopicFactory(title="Wie misst man?", language="de")

    page = client.get("/it/communication/").text
    waiting = page[page.index('id="part-1"') : page.index('id="part-2"')]

    assert waiting.index("Come si misura?") < waiting.index("Wie misst man?")


@pytest.mark.parametrize(("reads", "written"), [("pt", "pt-BR"), ("pt-BR", "pt")])
def test_a_reader_of_a_language_reads_it_from_every_region(site, client, reads, written):
    member = MemberFactory(reads=[reads])
    client.force_login(member)
    theirs = TopicFactory(
        title="Como se mede?", language=written, created_at=timezone.now() - dt.timedelta(days=9)
    )
    TopicFactory(title="Wie misst man?", language="de")

    page = client.get("/en/communication/").text
    waiting = page[page.index('id="part-1"') : page.index('id="part-2"')]

    assert waiting.index("Como se mede?") < waiting.index("Wie misst man?")
    assert what_waits_for(member).questions == [theirs]


def test_figures_are_true(db):
    MemberFactory(country="IT")
    MemberFactory(country="IT")
    MemberFactory(country="")
    MemberFactory(country="PL", is_active=False)
    author = MemberFactory(country="GR")
    TopicFactory(author=author, replies=1)
    TopicFactory(author=author)
    TopicFactory(author=author, created_at=timezone.now() - dt.timedelta(days=400))

    found = figures()

    assert (found.member_count, found.countries, found.question_count, found.answered_count) == (
        4,
        {"IT": 2, "GR": 1},
        2,
        1,
    )
    assert (found.answered_share, found.country_count) == (50, 2)
    assert found.languages == ("en",)


def test_figures_of_an_empty_community_claim_nothing(db):
    found = figures()

    assert (found.member_count, found.answered_share, found.languages) == (0, None, ())


def test_the_map_has_a_tile_for_every_country_and_a_table_behind_it():
    from cop.core.countries import COUNTRIES

    drawn = {tile.code: tile.strength for tile in tiles({"IT": 9, "PL": 4, "MT": 1})}

    assert set(drawn) == set(COUNTRIES)
    assert (drawn["IT"], drawn["PL"], drawn["MT"], drawn["FR"]) == ("most", "many", "few", "")
    assert len({(tile.x, tile.y) for tile in tiles({})}) == len(COUNTRIES)
    assert country_table({"PL": 4, "IT": 9, "MT": 4}) == [("Italy", 9), ("Malta", 4), ("Poland", 4)]


def test_for_you_holds_what_waits_for_this_member_alone(db):
    theme = ThemeFactory()
    member = MemberFactory(reads=["it"])
    member.themes.add(theme)
    mine = TopicFactory(replies=2, author=member)
    ReadStateFactory(member=member, topic=mine, last_read_number=1)
    on_my_theme = TopicFactory(language="it", created_at=timezone.now() - dt.timedelta(days=3))
    on_my_theme.themes.add(theme)
    in_italian = TopicFactory(language="it")
    TopicFactory(language="de")
    TopicFactory(language="it", author=member)
    draft = DraftFactory(member=member)
    DraftFactory()
    room = RoomMemberFactory(member=member).room
    RoomFactory()
    resource = ResourceFactory(depositor=member)

    found = what_waits_for(member)

    assert found.unread == [(mine, mine.post_url(2))]
    assert found.questions == [on_my_theme, in_italian]
    assert (found.own_drafts, found.rooms, found.shared) == ([draft], [room], [resource])


def test_a_member_finds_for_you_first(site, client):
    member = MemberFactory()
    topic = TopicFactory(replies=2, author=member, title="How deep is a mortise?")
    ReadStateFactory(member=member, topic=topic, last_read_number=1)
    client.force_login(member)

    page = client.get("/en/").text

    assert "<h1>For you</h1>" in page
    assert f'href="{topic.post_url(2)}"' in page
    assert "Join the community" not in page


def test_a_representative_is_told_of_requests_to_join(site, client):
    represented = MembershipFactory(state="accepted", is_representative=True)
    MembershipFactory.create_batch(2, organisation=represented.organisation)
    MembershipFactory(organisation=represented.organisation, state="accepted")
    elsewhere = MembershipFactory().organisation
    quiet = MembershipFactory(member=represented.member, state="accepted", is_representative=True)
    MembershipFactory(member=represented.member, organisation=elsewhere, state="accepted")
    client.force_login(represented.member)

    found = what_waits_for(represented.member)
    page = client.get("/en/").text

    assert [(one, one.request_count) for one in found.requests] == [(represented.organisation, 2)]
    assert found.waiting_count == 2
    assert f'href="{represented.organisation.get_absolute_url()}#requests"' in page
    assert "2 things wait for you." in page
    assert quiet.organisation.name not in page


def test_an_invitation_to_a_room_is_marked_and_waits_for_an_answer(site, client):
    seat = RoomMemberFactory()
    invitation = RoomMemberFactory(member=seat.member, room__title="By word of mouth", state="invited")
    RoomMemberFactory(member=seat.member, state="removed")
    client.force_login(seat.member)

    found = what_waits_for(seat.member)
    page = client.get("/en/").text

    assert [(room, room.is_invited) for room in found.rooms] == [(invitation.room, True), (seat.room, False)]
    assert found.waiting_count == 1
    _before, _title, after = page.partition("By word of mouth")
    assert after.index("You are invited") < after.index(seat.room.title)


def test_a_room_past_its_end_asks_its_host_for_the_outcome(site, client):
    over = RoomFactory(title="Drying together", past=True)
    seat = RoomMemberFactory(member=over.host)
    RoomMemberFactory(member=over.host, room__past=True)
    RoomFactory(past=True, host=over.host, outcome="Done.", outcome_language="en", outcome_at=timezone.now())
    client.force_login(over.host)

    found = what_waits_for(over.host)
    page = client.get("/en/").text

    assert found.rooms == [over, seat.room]
    assert found.waiting_count == 1
    _before, _title, after = page.partition("Drying together")
    assert after.index(f'href="{reverse("rooms:outcome", args=[over.pk])}"') < after.index(seat.room.title)


def test_a_trail_shows_its_four_stops_and_hides_when_one_is_not_public(site, client):
    topic = TopicFactory(title="How do you dry small lots?")
    resource = ResourceFactory(title="Ninety minutes on moisture")
    room = RoomFactory(title="Drying together", from_topic=topic, outcome_resource=resource)
    PracticeFactory(title="Moisture logs everywhere", from_resource=resource)

    page = client.get("/en/").text
    room.is_open = False
    room.save()
    closed = client.get("/en/").text

    for title in (topic.title, room.title, resource.title, "Moisture logs everywhere"):
        assert f'dir="auto">{title}</a></p>' in page
    assert "Drying together" not in closed
    assert "trail-stop" not in closed


@pytest.mark.parametrize("count", [1, 3])
def test_trails_cost_two_queries(db, django_assert_num_queries, count):
    for _number in range(count):
        resource = ResourceFactory()
        RoomFactory(from_topic=TopicFactory(), outcome_resource=resource)
        PracticeFactory(from_resource=resource)

    with django_assert_num_queries(2):
        found = trails(AnonymousUser(), 5)

    assert len(found) == count
