import pytest
from django.contrib.auth.models import AnonymousUser, Group

from cop.members.activity import contributions_of_member
from forums.models import Topic
from forums.signals import topic_outcomes
from repository.models import Resource
from repository.signals import resource_origins
from rooms.models import Room
from tests.factories.forums import ForumFactory, TopicFactory
from tests.factories.members import MemberFactory
from tests.factories.repository import ResourceFactory
from tests.factories.rooms import RoomFactory, RoomMemberFactory

pytestmark = pytest.mark.django_db


def outcomes(topic, user):
    answers = topic_outcomes.send(sender=Topic, topic=topic, user=user)
    return [stop["title"] for _receiver, stops in answers for stop in stops]


def test_a_topic_shows_the_rooms_that_began_from_it_and_what_they_deposited():
    topic = TopicFactory()
    RoomFactory(from_topic=topic, title="Open room", outcome_resource=ResourceFactory(title="One page"))
    hidden = RoomFactory(from_topic=topic, title="Behind the door", is_open=False)
    RoomFactory(title="Another")

    assert outcomes(topic, AnonymousUser()) == ["Open room", "One page"]
    assert outcomes(topic, hidden.host) == ["Open room", "One page", "Behind the door"]


def origins(resource, user):
    answers = resource_origins.send(sender=Resource, resource=resource, user=user)
    return [stop["title"] for _receiver, stops in answers for stop in stops]


def test_a_resource_shows_the_rooms_it_came_from_and_their_topics():
    resource = ResourceFactory()
    closed = TopicFactory(
        title="Among editors", forum=ForumFactory(group=Group.objects.get_or_create(name="editor")[0])
    )
    RoomFactory(title="Open room", from_topic=TopicFactory(title="A question"), outcome_resource=resource)
    RoomFactory(title="Began behind a door", from_topic=closed, outcome_resource=resource)
    hidden = RoomFactory(title="By invitation", is_open=False, outcome_resource=resource)
    RoomFactory(title="Another", outcome_resource=ResourceFactory())

    public = ["A question", "Open room", "Began behind a door"]
    assert origins(resource, AnonymousUser()) == public
    assert origins(resource, hidden.host) == [*public, "By invitation"]


@pytest.mark.parametrize("rooms", [1, 3])
def test_the_origins_of_a_resource_cost_one_query(rooms, django_assert_num_queries):
    resource = ResourceFactory()
    RoomFactory.create_batch(rooms, from_topic=TopicFactory(), outcome_resource=resource)

    with django_assert_num_queries(1):
        assert len(origins(resource, AnonymousUser())) == 2 * rooms


@pytest.mark.parametrize("rooms", [1, 3])
def test_the_trail_of_a_topic_costs_one_query(rooms, django_assert_num_queries):
    topic = TopicFactory()
    RoomFactory.create_batch(rooms, from_topic=topic, outcome_resource=ResourceFactory())
    outcomes(TopicFactory(), AnonymousUser())  # what every topic asks for is kept now

    with django_assert_num_queries(1):
        assert len(outcomes(topic, AnonymousUser())) == 2 * rooms


def test_the_page_of_a_room_shows_where_it_came_from_and_where_it_went(client):
    room = RoomFactory(
        from_topic=TopicFactory(title="A question"), outcome_resource=ResourceFactory(title="A page")
    )

    page = client.get(room.get_absolute_url()).content.decode()

    assert page.index("A question") < page.index("You are here") < page.index("A page")


def test_the_trail_of_a_room_says_nothing_of_a_resource_before_one_is_deposited(client):
    room = RoomFactory(from_topic=TopicFactory(title="A question"))

    trail = client.get(room.get_absolute_url()).content.decode().partition('id="trail"')[2]

    assert "A question" in trail
    assert "in-sharing" not in trail.partition("</section>")[0]


def test_a_member_contributed_the_rooms_they_joined():
    seat = RoomMemberFactory(room__title="Joined")
    RoomMemberFactory(member=seat.member, room__title="Only invited", state="invited")
    RoomMemberFactory(member=seat.member, room__title="Behind the door", room__is_open=False)

    def titles(viewer):
        return {item.title for item in contributions_of_member(seat.member, viewer)}

    assert titles(MemberFactory()) == {"Joined"}
    assert titles(seat.member) == {"Joined", "Behind the door"}


def test_a_stranger_is_never_shown_late_that_a_room_was_closed_to_them(client):
    room = RoomFactory(from_topic=TopicFactory(), title="Once open")
    url = room.from_topic.get_absolute_url()
    before = client.get(url).text

    Room.objects.update(is_open=False)
    after = client.get(url).text

    assert ("Once open" in before, "Once open" in after) == (True, False)
