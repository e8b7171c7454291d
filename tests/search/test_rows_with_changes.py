"""A change and its row in the outbox: whatever the way in, one transaction holds both."""

from functools import partial

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from wagtail.models import PageViewRestriction

from cop.members.services import accept_request, request_to_join
from cop.pages.models import ArticlePage
from forums.models import Forum
from forums.services import edit_post, reply_to_topic
from repository.services import publish_resource
from repository.services.practices import accept_practice
from rooms.services import close_room
from tests.factories.forums import TopicFactory
from tests.factories.members import MemberFactory, OrganisationFactory
from tests.factories.pages import make_page
from tests.factories.practices import proposed
from tests.factories.repository import draft
from tests.factories.rooms import RoomFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def inside(monkeypatch):
    """For each row noted, whether a transaction of the change itself was open."""
    from search import receivers

    depth, seen, record = len(connection.savepoint_ids), [], receivers.record

    def noted(*args, **kwargs):
        seen.append(len(connection.savepoint_ids) > depth)
        record(*args, **kwargs)

    monkeypatch.setattr(receivers, "record", noted)
    return seen


def reply():
    topic = TopicFactory()
    return partial(reply_to_topic, author=topic.author, topic=topic, body="Oak moves.", language="en")


def edit():
    post = TopicFactory(replies=1).posts.last()
    new = {"body": "Ash too.", "language": "en", "revision": post.revision}
    return partial(edit_post, editor=post.author, post=post, **new)


def publish():
    resource = draft()
    return partial(publish_resource, member=resource.depositor, resource=resource)


def accept():
    practice = proposed()
    words = {"revision": practice.revision, "reasons": "Well measured.", "language": "en"}
    return partial(accept_practice, actor=MemberFactory(roles=["editor"]), practice=practice, **words)


def close():
    room = RoomFactory()
    return partial(close_room, by=room.host, room=room)


def join():
    membership = request_to_join(member=MemberFactory(), organisation=OrganisationFactory(), note="")
    return partial(accept_request, actor=MemberFactory(roles=["administrator"]), membership=membership)


@pytest.mark.parametrize("prepare", [reply, edit, publish, accept, close, join])
def test_a_service_notes_its_change_within_its_own_transaction(prepare, inside):
    act = prepare()
    inside.clear()

    act()

    assert inside
    assert all(inside)


def test_the_desk_notes_what_an_editor_changes_within_its_own_transaction(site, client, inside):
    client.force_login(MemberFactory(roles=["administrator"], is_superuser=True))
    page, group = make_page(ArticlePage, "en", "secret", title="For some"), Group.objects.create(name="Few")
    forum = TopicFactory().forum
    acts = {
        f"/cms/pages/{page.pk}/privacy/": {"restriction_type": "login"},
        f"/cms/pages/{page.pk}/unpublish/": {},
        f"/cms/snippets/forums/forum/edit/{forum.pk}/": {
            "name_en": "Wood",
            "purpose_en": "All of it.",
            "slug": forum.slug,
            "group": group.pk,
            "position": "3",
        },
        f"/cms/pages/{page.pk}/delete/": {},
    }

    for address, form in acts.items():
        inside.clear()
        response = client.post(address, form)
        assert (address, response.status_code in (200, 302), bool(inside)) == (address, True, True)
        assert all(inside), address

    assert not PageViewRestriction.objects.exists()
    assert Forum.objects.get(pk=forum.pk).name_en == "Wood"
