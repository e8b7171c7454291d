import datetime as dt
import uuid

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone

from cop.core.errors import RuleError
from rooms import services
from rooms.models import Message, Room, RoomMember
from rooms.services.rooms import RoomNotBegunError, RoomNotPastError, RoomPastError
from rooms.services.talk import SentTwiceError
from rooms.signals import membership_revoked, message_published, room_changed, room_published
from tests.factories.forums import ForumFactory, TopicFactory
from tests.factories.members import MemberFactory, ThemeFactory
from tests.factories.repository import ResourceFactory
from tests.factories.rooms import MessageFactory, RoomFactory, RoomMemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard():
    """A function that listens to a signal and gives the list of what it said."""
    connected = []

    def listen(signal):
        news = []

        def note(**kwargs):
            news.append({key: kwargs[key] for key in kwargs if key not in ("signal", "sender")})

        signal.connect(note, weak=False)
        connected.append((signal, note))
        return news

    yield listen
    for signal, note in connected:
        signal.disconnect(note)


def fields(**changes):
    now = timezone.now()
    return {
        "title": "Drying small lots",
        "purpose": "Six boards, **one** meter.",
        "language": "en",
        "theme": ThemeFactory(),
        "starts_at": now - dt.timedelta(hours=1),
        "ends_at": now + dt.timedelta(weeks=2),
        "is_open": True,
    } | changes


def test_opening_a_room_seats_its_host_and_tells_search(heard):
    news = heard(room_changed)
    host = MemberFactory()

    room = services.open_room(host=host, **fields())

    assert room.purpose_html == "<p>Six boards, <strong>one</strong> meter.</p>"
    assert room.summary == "Six boards, one meter."
    assert [(row.member, row.state) for row in room.memberships.all()] == [(host, "joined")]
    assert news == [{"room_id": room.pk}]


def test_the_same_form_sent_twice_opens_one_room():
    host, token = MemberFactory(), uuid.uuid4()
    first = services.open_room(host=host, token=token, **fields())

    second = services.open_room(host=host, token=token, **fields(title="Again"))

    assert second == first
    assert Room.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "at_fault"),
    [
        ({"title": "  "}, ["title"]),
        ({"title": "x" * 161}, ["title"]),
        ({"purpose": ""}, ["purpose"]),
        ({"purpose": "x" * 5001}, ["purpose"]),
        ({"language": "xx"}, ["language"]),
        ({"ends_at": timezone.now() - dt.timedelta(days=2)}, ["ends_on"]),
        ({"starts_at": timezone.now() - dt.timedelta(days=3), "ends_at": timezone.now() - dt.timedelta(days=1)},
         ["ends_on"]),
        ({"ends_at": timezone.now() + dt.timedelta(weeks=13)}, ["ends_on"]),
        ({"title": "", "purpose": ""}, ["title", "purpose"]),
    ],
)  # fmt: skip
def test_a_room_needs_a_title_a_purpose_a_language_and_a_short_time(change, at_fault):
    with pytest.raises(RuleError) as refusal:
        services.open_room(host=MemberFactory(), **fields(**change))

    assert refusal.value.fields == at_fault
    assert list(Room.objects.all()) == []


def test_only_the_host_and_moderators_change_a_room():
    room = RoomFactory()

    with pytest.raises(PermissionDenied):
        services.change_room(by=RoomMemberFactory(room=room).member, room=room, **fields())
    services.change_room(by=room.host, room=room, **fields(title="By the host"))
    services.change_room(by=MemberFactory(roles=["moderator"]), room=room, **fields(title="By a moderator"))

    assert Room.objects.get().title == "By a moderator"


def test_a_past_room_is_not_changed():
    room = RoomFactory(past=True)

    with pytest.raises(RoomPastError):
        services.change_room(by=room.host, room=room, **fields())


def test_closing_a_running_room_makes_it_past_and_tells_the_sockets(
    heard, django_capture_on_commit_callbacks
):
    news = heard(room_published)
    room = RoomFactory()

    with django_capture_on_commit_callbacks(execute=True):
        services.close_room(by=room.host, room=room)

    assert Room.objects.get().phase == Room.Phase.PAST
    assert news == [{"room_id": room.pk}]


def test_a_room_that_has_not_begun_cannot_be_closed():
    room = RoomFactory(upcoming=True)

    with pytest.raises(RoomNotBegunError):
        services.close_room(by=room.host, room=room)


def test_two_clicks_at_once_open_one_room(monkeypatch):
    host, token, made = MemberFactory(), uuid.uuid4(), []

    def other_click(*_texts):
        monkeypatch.undo()
        made.append(services.open_room(host=host, token=token, **fields()))

    monkeypatch.setattr("rooms.services.rooms._check_texts", other_click)
    room = services.open_room(host=host, token=token, **fields())

    assert [room] == made == list(Room.objects.all())


def test_a_room_begins_from_a_topic_its_host_may_read():
    topic = TopicFactory(forum=ForumFactory(group=Group.objects.get_or_create(name="editor")[0]))

    with pytest.raises(PermissionDenied):
        services.open_room(host=MemberFactory(), from_topic=topic, **fields())

    assert services.open_room(host=MemberFactory(roles=["editor"]), from_topic=topic, **fields())


@pytest.mark.parametrize("change", [{}, {"depositor": None, "status": "draft"}])
def test_an_outcome_names_only_what_somebody_in_the_room_published(change):
    room = RoomFactory(past=True)
    resource = ResourceFactory(**{key: value or room.host for key, value in change.items()})

    with pytest.raises(PermissionDenied):
        services.record_outcome(by=room.host, room=room, outcome="Done", language="en", resource=resource)

    assert Room.objects.get().outcome == ""


def test_the_outcome_is_written_when_the_room_is_past(heard):
    news = heard(room_changed)
    room = RoomFactory(past=True)
    resource = ResourceFactory(depositor=room.host)

    services.record_outcome(
        by=room.host, room=room, outcome="Un *foglio* solo.", language="it", resource=resource
    )

    room = Room.objects.get()
    assert room.outcome_html == "<p>Un <em>foglio</em> solo.</p>"
    assert (room.outcome_language, room.outcome_resource) == ("it", resource)
    assert room.outcome_at is not None
    assert news == [{"room_id": room.pk}]


@pytest.mark.parametrize(
    ("outcome", "language", "at_fault"), [("", "en", "outcome"), ("Yes", "", "language")]
)
def test_an_outcome_says_something_in_a_language(outcome, language, at_fault):
    room = RoomFactory(past=True)

    with pytest.raises(RuleError) as refusal:
        services.record_outcome(by=room.host, room=room, outcome=outcome, language=language)

    assert refusal.value.fields == [at_fault]


def test_a_running_room_has_no_outcome_yet():
    room = RoomFactory()

    with pytest.raises(RoomNotPastError):
        services.record_outcome(by=room.host, room=room, outcome="Done", language="en")


def test_joining_counts_and_joining_twice_changes_nothing():
    room, member = RoomFactory(), MemberFactory()

    services.join_room(member=member, room=room)
    services.join_room(member=member, room=room)

    assert Room.objects.get().member_count == 2
    assert room.memberships.filter(member=member, state="joined").count() == 1


def test_a_room_by_invitation_is_joined_by_who_is_invited():
    room, invited = RoomFactory(is_open=False), MemberFactory()

    assert services.invite_members(by=room.host, room=room, members=[invited, room.host]) == 1
    services.join_room(member=invited, room=room)
    with pytest.raises(PermissionDenied):
        services.join_room(member=MemberFactory(), room=room)

    assert Room.objects.get().member_count == 2


def test_who_was_removed_cannot_come_back_until_asked(heard, django_capture_on_commit_callbacks):
    news = heard(membership_revoked)
    room = RoomFactory()
    member = RoomMemberFactory(room=room).member

    with django_capture_on_commit_callbacks(execute=True):
        services.remove_member(by=room.host, room=room, member=member)
    with pytest.raises(PermissionDenied):
        services.join_room(member=member, room=room)
    services.invite_members(by=room.host, room=room, members=[member])
    services.join_room(member=member, room=room)

    assert news == [{"room_id": room.pk, "member_id": member.pk}]
    assert RoomMember.objects.get(member=member).state == "joined"


def test_the_host_can_neither_leave_nor_be_removed():
    room = RoomFactory()

    with pytest.raises(PermissionDenied):
        services.leave_room(member=room.host, room=room)
    with pytest.raises(PermissionDenied):
        services.remove_member(by=MemberFactory(roles=["moderator"]), room=room, member=room.host)


def test_leaving_gives_up_the_seat(heard, django_capture_on_commit_callbacks):
    news = heard(membership_revoked)
    room = RoomFactory(member_count=2)
    member = RoomMemberFactory(room=room).member

    with django_capture_on_commit_callbacks(execute=True):
        services.leave_room(member=member, room=room)

    assert Room.objects.get().member_count == 1
    assert news == [{"room_id": room.pk, "member_id": member.pk}]


def test_nobody_joins_or_is_invited_to_a_past_room():
    room = RoomFactory(past=True)

    with pytest.raises(RoomPastError):
        services.join_room(member=MemberFactory(), room=room)
    with pytest.raises(RoomPastError):
        services.invite_members(by=room.host, room=room, members=[MemberFactory()])


def test_messages_are_numbered_and_announced_on_commit(heard, django_capture_on_commit_callbacks):
    news = heard(message_published)
    room = RoomFactory()

    with django_capture_on_commit_callbacks(execute=True):
        services.say(author=room.host, room=room, text=" Buongiorno\r\na tutti ", language="it")
        services.say(author=room.host, room=room, text="Good morning", language="en")

    assert list(Message.objects.order_by("number").values_list("number", "text", "language")) == [
        (1, "Buongiorno\na tutti", "it"),
        (2, "Good morning", "en"),
    ]
    assert Room.objects.get().last_number == 2
    assert news == [{"room_id": room.pk, "number": 1}, {"room_id": room.pk, "number": 2}]


def test_a_message_sent_again_is_the_same_message(heard, django_capture_on_commit_callbacks):
    room, client_id = RoomFactory(), uuid.uuid4()
    first = services.say(author=room.host, room=room, text="Once", language="en", client_id=client_id)
    news = heard(message_published)

    with django_capture_on_commit_callbacks(execute=True):
        second = services.say(author=room.host, room=room, text="Once", language="en", client_id=client_id)

    assert second == first
    assert Message.objects.count() == 1
    assert news == []


def test_somebody_elses_client_id_is_refused():
    room = RoomFactory()
    message = MessageFactory(room=room)
    other = RoomMemberFactory(room=room).member

    with pytest.raises(SentTwiceError):
        services.say(author=other, room=room, text="Mine", language="en", client_id=message.client_id)


@pytest.mark.parametrize(
    ("text", "language", "at_fault"),
    [
        ("", "en", "text"),
        (" \n\t", "en", "text"),
        ("\x00\ud800", "en", "text"),
        ("x" * 2001, "en", "text"),
        ("Hello", "xx", "language"),
        ("Hello", "", "language"),
    ],
)
def test_a_message_says_something_in_a_language(text, language, at_fault):
    room = RoomFactory()

    with pytest.raises(RuleError) as refusal:
        services.say(author=room.host, room=room, text=text, language=language)

    assert refusal.value.fields == [at_fault]
    assert Room.objects.get().last_number == 0


@pytest.mark.parametrize(
    ("room", "refusal"), [({"past": True}, RoomPastError), ({"upcoming": True}, RoomNotBegunError)]
)
def test_nothing_is_said_before_the_first_day_or_after_the_last(room, refusal):
    room = RoomFactory(**room)

    with pytest.raises(refusal):
        services.say(author=room.host, room=room, text="Hello", language="en")

    assert list(Message.objects.all()) == []


def test_who_has_not_joined_says_nothing():
    room = RoomFactory()

    with pytest.raises(PermissionDenied):
        services.say(author=MemberFactory(), room=room, text="Hello", language="en")


def test_presence_counts_a_person_once_and_forgets_what_a_dead_process_left():
    room = RoomFactory()
    guest = RoomMemberFactory(room=room, member__display_name="Ada").member
    first, second = uuid.uuid4(), uuid.uuid4()
    services.arrive(member=room.host, room=room, connection=first)
    services.arrive(member=room.host, room=room, connection=second)
    services.arrive(member=guest, room=room, connection=uuid.uuid4())
    services.arrive(member=MemberFactory(), room=room, connection=uuid.uuid4())  # listens, no seat

    assert services.present_members(room.pk) == [guest, room.host]
    room.presences.filter(member=guest).update(seen_at=timezone.now() - dt.timedelta(minutes=5))
    assert services.present_members(room.pk) == [room.host]
    services.depart(room=room, connection=first)
    assert services.present_members(room.pk) == [room.host]
    services.stay(member=room.host, room=room, connection=second)
    services.arrive(member=room.host, room=room, connection=first)
    assert room.presences.count() == 2


def test_recount_repairs_rooms(capsys):
    MessageFactory()
    wrong = MessageFactory()
    RoomMemberFactory(room=wrong.room, state=RoomMember.State.INVITED)
    Room.objects.filter(pk=wrong.room_id).update(member_count=9, last_number=9)

    call_command("recount_rooms")
    call_command("recount_rooms")

    assert set(Room.objects.values_list("member_count", "last_number")) == {(1, 1)}
    assert capsys.readouterr().out == "Repaired 1 rooms.\nRepaired 0 rooms.\n"
