import datetime as dt
import re
from xml.etree import ElementTree

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cop.core.richtext import render_markdown
from forums.models import Topic
from tests.factories.forums import ForumFactory, TopicFactory
from tests.factories.members import MemberFactory
from tests.factories.practices import PracticeFactory, proposed
from tests.factories.repository import ResourceFactory, draft
from tests.factories.rooms import RoomFactory

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def entries(client, path):
    """(title, language, address, what it says) of each entry."""
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    return [
        (
            entry.findtext(f"{ATOM}title"),
            entry.get(LANGUAGE),
            entry.find(f"{ATOM}link").get("href"),
            entry.findtext(f"{ATOM}summary"),
        )
        for entry in ElementTree.fromstring(response.content).iter(f"{ATOM}entry")
    ]


def test_topics_come_newest_first_each_in_its_language_and_with_its_own_words(client):
    now = timezone.now()
    old = TopicFactory(title="Oak & ash", created_at=now - dt.timedelta(days=2))
    new = TopicFactory(title="Quanta umidità?", language="it", created_at=now, forum=old.forum)
    TopicFactory(title="Elsewhere", created_at=now - dt.timedelta(days=1))

    found = entries(client, f"/el/communication/forums/{old.forum.slug}/feed/")

    site = "http://localhost:8000"
    assert [entry[:3] for entry in found] == [
        ("Quanta umidità?", "it", f"{site}/el/communication/topics/{new.pk}-quanta-umidita/"),
        ("Oak & ash", "en", f"{site}/el/communication/topics/{old.pk}-oak-ash/"),
    ]
    assert found[0][3] == new.posts.get().body_html
    assert [title for title, *_rest in entries(client, "/en/communication/topics/feed/")][1] == "Elsewhere"


@pytest.mark.parametrize(
    ("path", "shown", "hidden"),
    [
        ("communication/topics", TopicFactory, lambda: TopicFactory(forum=closed_forum())),
        ("sharing/resources", ResourceFactory, draft),
        ("cooperation/practices", PracticeFactory, proposed),
        ("collaboration/rooms", RoomFactory, lambda: RoomFactory(is_open=False)),
    ],
)
def test_a_feed_shows_what_a_stranger_sees_even_to_an_administrator(client, path, shown, hidden):
    seen = shown()
    hidden()
    client.force_login(MemberFactory(roles=["administrator", "moderator", "editor"]))

    assert [title for title, *_rest in entries(client, f"/en/{path}/feed/")] == [seen.title]
    assert f'href="/en/{path}/feed/"' in client.get(f"/en/{path}/").text


def closed_forum():
    return ForumFactory(group=Group.objects.create(name="few"))


def test_the_feed_of_a_closed_forum_is_not_there(client):
    forum = closed_forum()
    client.force_login(MemberFactory(roles=["administrator"]))

    assert client.get(f"/en/communication/forums/{forum.slug}/feed/").status_code == 404
    assert "application/atom+xml" not in client.get(f"/en/communication/forums/{forum.slug}/").text


@pytest.mark.parametrize(
    ("path", "make"),
    [
        ("communication/topics", TopicFactory),
        ("sharing/resources", ResourceFactory),
        ("cooperation/practices", PracticeFactory),
        ("collaboration/rooms", RoomFactory),
    ],
)
def test_a_control_character_that_is_stored_breaks_no_feed(client, path, make):
    make(title="Oak \x0band \x08ash")

    assert [title for title, *_rest in entries(client, f"/en/{path}/feed/")] == ["Oak and ash"]


def test_an_entry_keeps_its_id_when_its_title_is_corrected(client):
    topic = TopicFactory(title="Oak and ahs")

    ids = []
    for title in (topic.title, "Oak and ash"):
        type(topic).objects.update(title=title)
        ids += re.findall(r"<entry.*?<id>(.*?)</id>", client.get("/en/communication/topics/feed/").text)

    assert ids == [f"tag:localhost,2026:topic/{topic.pk}"] * 2


def test_control_characters_are_not_stored_with_what_is_written(client):
    forum = ForumFactory()
    client.force_login(MemberFactory())

    typed = {"title": "Which \x1boak is dry?", "body": "One\x08 line\x0b\nand\tanother"}
    client.post(
        "/en/communication/topics/new/",
        {"forum": forum.slug, "kind": "question", "language": "en", **typed},
    )

    topic = Topic.objects.get()
    post = topic.posts.get()
    assert (topic.title, post.body) == ("Which oak is dry?", "One line\nand\tanother")
    assert "\x08" not in render_markdown(typed["body"])


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("path", "make"),
    [
        ("communication/topics", TopicFactory),
        ("sharing/resources", ResourceFactory),
        ("cooperation/practices", PracticeFactory),
        ("collaboration/rooms", RoomFactory),
    ],
)
def test_a_feed_costs_at_most_5_queries(client, path, make, count):
    for _number in range(count):
        make()

    with CaptureQueriesContext(connection) as queries:
        assert len(entries(client, f"/en/{path}/feed/")) == count

    assert len(queries) <= 5
