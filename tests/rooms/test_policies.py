import pytest

from cop.members.models import Member
from rooms.models import Room
from rooms.policies import can_host, can_join, can_leave, can_listen, can_open_room, can_say
from tests.factories.members import MemberFactory
from tests.factories.rooms import RoomFactory, RoomMemberFactory

pytestmark = pytest.mark.django_db

PEOPLE = ["stranger", "member", "invited", "joined", "removed", "host", "moderator", "inactive"]


def person_in(room: Room, who: str):
    """Somebody of that kind, and their row in the room."""
    from django.contrib.auth.models import AnonymousUser

    if who == "stranger":
        return AnonymousUser(), None
    if who == "host":
        return room.host, room.memberships.get(member=room.host)
    member: Member = MemberFactory(
        roles=["moderator"] if who == "moderator" else [], is_active=who != "inactive"
    )
    if who in ("invited", "joined", "removed"):
        return member, RoomMemberFactory(room=room, member=member, state=who)
    return member, None


def allowed(policy, room):
    """Names of those whom the policy lets."""
    return {who for who in PEOPLE if policy(who, room)}


def with_seat(policy):
    def ask(who, room):
        user, seat = person_in(room, who)
        return policy(user, room, seat)

    return ask


UPCOMING, RUNNING, PAST = {"upcoming": True}, {}, {"past": True}
CLOSED_DOOR = {"is_open": False}
EVERYBODY_IN = {"member", "invited", "joined", "host", "moderator"}


@pytest.mark.parametrize(
    ("policy", "state", "expected"),
    [
        (can_join, UPCOMING, {"member", "invited", "moderator"}),
        (can_join, RUNNING, {"member", "invited", "moderator"}),
        (can_join, CLOSED_DOOR, {"invited"}),
        (can_join, PAST, set()),
        (can_leave, RUNNING, {"invited", "joined"}),
        (can_leave, PAST, set()),
        (can_say, UPCOMING, set()),
        (can_say, RUNNING, {"joined", "host"}),
        (can_say, CLOSED_DOOR, {"joined", "host"}),
        (can_say, PAST, set()),
        (can_listen, RUNNING, EVERYBODY_IN),
        (can_listen, UPCOMING, EVERYBODY_IN),
        (can_listen, PAST, set()),
    ],
)
def test_what_people_may_do_in_a_room(policy, state, expected):
    assert allowed(with_seat(policy), RoomFactory(**state)) == expected


@pytest.mark.parametrize("state", [UPCOMING, RUNNING, PAST, CLOSED_DOOR])
def test_the_host_and_moderators_run_the_room(state):
    assert allowed(lambda who, room: can_host(person_in(room, who)[0], room), RoomFactory(**state)) == {
        "host",
        "moderator",
    }


def test_every_active_member_may_open_a_room():
    assert allowed(lambda who, room: can_open_room(person_in(room, who)[0]), RoomFactory()) == set(PEOPLE) - {
        "stranger",
        "inactive",
    }


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (RUNNING, set(PEOPLE)),
        (PAST, set(PEOPLE)),
        (CLOSED_DOOR, {"invited", "joined", "host", "moderator"}),
        (CLOSED_DOOR | PAST, {"invited", "joined", "host", "moderator"}),
    ],
)
def test_who_sees_a_room(state, expected):
    room = RoomFactory(**state)

    assert (
        allowed(lambda who, _room: Room.objects.visible_to(person_in(room, who)[0]).exists(), room)
        == expected
    )
