"""Forms sent when the session has ended, sent twice, and sent with things of others in them."""

from html import unescape
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.db import transaction
from django.test import Client
from django.urls import reverse

from forums.models import Post, Topic
from repository.models import Practice, Resource
from rooms.models import Message
from scenarios.models import Rating
from tests.bad_input.forms import TEXTS, WRITERS, form_of, page_with_the_form, signed_in, where
from tests.world import OWNER

pytestmark = pytest.mark.django_db
PASSWORD = "quattro parole senza legame"
DRAFTED = ("forums:topic_new", "forums:reply", "forums:edit")


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_typed_while_the_session_ends_is_there_again_after_signing_in(world, name):
    """POST as a stranger, sign in through the door, and look at the form one is led to.

    A text of a forum is a draft from then on: it is there when the page is loaded once more.
    """
    thing, field = TEXTS[name]
    member = with_password(world.roles[WRITERS[name]])
    words = f"Everything I had typed {uuid4().hex}"
    action = where(name, thing, world)
    stranger = Client()
    page = page_with_the_form(signed_in_as(member), name, action, world)
    hidden = form_of(signed_in_as(member), page, action)

    sent = stranger.post(action, hidden | {field: words, "language": "en", "title": "Words of mine"})
    door = sent["Location"]
    entered = stranger.post(door, {"login": member.email, "password": PASSWORD})
    shown = stranger.get(entered["Location"], follow=True)

    assert (sent.status_code, entered.status_code, shown.status_code) == (302, 302, 200)
    assert words in unescape(shown.content.decode())
    if name in DRAFTED:
        assert words in unescape(stranger.get(entered["Location"], follow=True).content.decode())


def signed_in_as(member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def with_password(shared):
    """The same member with a password, as a new object: other tests go on with the one of the world."""
    member = type(shared).objects.get(pk=shared.pk)
    member.set_password(PASSWORD)
    member.save(update_fields=["password"])
    EmailAddress.objects.get_or_create(user=member, email=member.email, verified=True, primary=True)
    return member


def test_the_back_button_and_a_second_send_change_nothing_the_second_time(world):
    """One after the other, a reply, a message and a rating, each form sent twice as it stood."""
    client = signed_in(world, OWNER)
    for name, thing, answers in (
        ("forums:reply", "topic", {"body": "Once and no more", "language": "en"}),
        ("rooms:say", "room", {"text": "Once and no more", "language": "en"}),
        ("scenarios:rate", "scenario", {"likelihood": "4", "desirability": "2"}),
    ):
        action = where(name, thing, world)
        typed = form_of(client, page_with_the_form(client, name, action, world), action) | answers

        with transaction.atomic():
            first, second = client.post(action, typed), client.post(action, typed)
            count = (
                Post.objects.filter(body="Once and no more").count()
                + Message.objects.filter(text="Once and no more").count()
                + Rating.objects.filter(likelihood=4, desirability=2).count()
            )
            transaction.set_rollback(True)

        assert (first.status_code, second["Location"], count) == (302, first["Location"], 1)


def test_things_of_others_in_hidden_fields_lead_nowhere(world):
    """Ids of what this member may not see: a topic of a closed forum, a draft, a room, a forum."""
    client = signed_in(world, "member")
    closed_topic, closed_forum = world.address["closed_topic"], world.address["closed_forum"]
    draft = world.address["resource_draft"]["resource_id"]
    hidden_title = Topic.objects.get(pk=closed_topic["topic_id"]).title
    draft_title = Resource.objects.get(pk=draft).title

    room_form = client.get(reverse("rooms:new"), {"topic": closed_topic["topic_id"]}).content.decode()
    proposal = client.get(reverse("practices:propose"), {"resource": draft}).content.decode()
    into_closed = client.post(
        reverse("forums:topic_new"),
        {"forum": closed_forum["slug"], "kind": "question", "title": "Let me in, I said", "body": "Words.", "language": "en"},
    )  # fmt: skip

    assert hidden_title not in room_form
    assert draft_title not in proposal
    assert into_closed.status_code == 422


def test_an_organisation_one_does_not_belong_to_cannot_be_spoken_for(world):
    client = signed_in(world, "member")
    organisation = world.address["organisation"]["organisation_id"]

    proposed = client.post(
        reverse("practices:propose"),
        {"title": "Words of a stranger", "language": "en", "organisation": organisation, "token": uuid4()},
    )

    assert proposed.status_code == 422
    assert Practice.objects.filter(title="Words of a stranger").count() == 0
