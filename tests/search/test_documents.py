"""Who finds what: the same as whoever may open it, and nothing else."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from wagtail.models import Page, PageViewRestriction

from cop.members.models import Member, Organisation
from cop.pages.models import ArticlePage
from forums.models import Forum, Post, Topic
from forums.services import (
    accept_answer,
    edit_opening,
    edit_post,
    move_topic,
    open_topic,
    remove_post,
    reply_to_topic,
)
from repository.models import Practice, Resource
from repository.services import change_resource
from rooms.models import Room
from scenarios.models import ScenarioPage
from search import outbox, services
from search.documents import SOURCES
from search.engine import engine
from search.engine.base import Request
from search.models import IndexedDocument, OutboxRow
from search.query import parse
from search.viewers import groups_of
from tests.factories.forums import ForumFactory, TopicFactory
from tests.factories.members import MemberFactory, OrganisationFactory
from tests.factories.pages import make_page
from tests.factories.practices import PracticeFactory
from tests.factories.practices import draft as practice_draft
from tests.factories.repository import ResourceFactory
from tests.factories.repository import draft as resource_draft
from tests.factories.rooms import RoomFactory, RoomMemberFactory
from tests.factories.scenarios import ScenarioFactory

pytestmark = pytest.mark.django_db


def found(viewer, text, **more):
    """(source, id) of every document `viewer` finds, whatever it is shown under."""
    request = Request(parse(text), groups_of(viewer), ("en",), **more)
    results = engine().search(request)
    return {(hit.source, hit.object_id) for hit in [*results.yours.hits, *results.others.hits]}


def of_kind(viewer, kind):
    return {pk for _source, pk in found(viewer, f"kind:{kind}")}


def viewers():
    insiders = Group.objects.create(name="insiders")
    member = MemberFactory(display_name="In the group")
    member.groups.add(insiders)
    return {
        "stranger": AnonymousUser(),
        "member": MemberFactory(),
        "insider": member,
        "moderator": MemberFactory(roles=["moderator"]),
        "editor": MemberFactory(roles=["editor"]),
        "administrator": MemberFactory(roles=["administrator"]),
        "inactive": MemberFactory(is_active=False),
    }


def test_topics_are_found_by_those_who_may_read_them():
    people = viewers()
    secret = ForumFactory(group=Group.objects.get(name="insiders"))
    TopicFactory(title="An open question")
    TopicFactory(title="A secret question", forum=secret, replies=1)
    empty = TopicFactory(title="A question whose posts were removed")
    Post.objects.filter(topic=empty).update(is_deleted=True, body="", body_html="")
    Topic.objects.filter(pk=empty.pk).update(post_count=0)
    services.rebuild()

    for name, viewer in people.items():
        if name == "inactive":
            viewer = AnonymousUser()
        topics = of_kind(viewer, "topic")
        assert topics == set(Topic.objects.visible_to(viewer).values_list("pk", flat=True)), name


def test_rooms_are_found_by_those_who_may_enter_them():
    people = viewers()
    RoomFactory()
    secret = RoomFactory(is_open=False)
    RoomMemberFactory(room=secret, member=people["member"], state="invited")
    RoomMemberFactory(room=secret, member=people["insider"], state="removed")
    people["host"] = secret.host
    services.rebuild()

    for name, viewer in people.items():
        if name == "inactive":
            continue
        rooms = of_kind(viewer, "room")
        assert rooms == set(Room.objects.visible_to(viewer).values_list("pk", flat=True)), name


def test_members_are_found_by_those_who_may_open_their_page():
    people = viewers()
    MemberFactory(is_public=False)
    services.rebuild()

    for viewer in (people["stranger"], people["member"], people["administrator"]):
        members = of_kind(viewer, "member")
        assert members == set(Member.objects.visible_to(viewer).values_list("pk", flat=True))


def test_only_what_is_out_is_found_in_the_repository():
    author = MemberFactory()
    resource, practice = ResourceFactory(), PracticeFactory()
    resource_draft(depositor=author)
    practice_draft(author=author)
    services.rebuild()

    for viewer in (AnonymousUser(), author, MemberFactory(roles=["editor"])):
        assert of_kind(viewer, "resource") == {resource.pk}
        assert of_kind(viewer, "practice") == {practice.pk}


def test_pages_are_found_once_in_their_own_language(site):
    article = make_page(ArticlePage, title="Marquetry in winter")
    scenario = ScenarioFactory(title="Marquetry in 2035", lede="What if?")
    hidden = make_page(ArticlePage, slug="hidden", title="Marquetry behind a door")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    draft = make_page(ArticlePage, slug="draft", title="Marquetry unfinished")
    draft.unpublish()
    services.rebuild()

    assert found(AnonymousUser(), "marquetry") == {("page", article.pk), ("scenario", scenario.pk)}
    assert found(MemberFactory(), "marquetry") == {("page", article.pk), ("scenario", scenario.pk)}
    assert IndexedDocument.objects.get(source="page", object_id=article.pk).address["path"] == article.url


def test_the_words_of_a_page_are_found_wherever_an_editor_put_them(site):
    article = make_page(ArticlePage, lede="Intarsia for beginners")
    scenario = ScenarioFactory()
    services.rebuild()

    assert found(AnonymousUser(), "intarsia") == {("page", article.pk)}
    assert found(AnonymousUser(), "torch apprentice") == {("scenario", scenario.pk)}


def test_what_editors_publish_unpublish_move_and_delete_reaches_the_outbox(site):
    article = make_page(ArticlePage, title="Marquetry")
    scenario = ScenarioFactory(title="Marquetry 2035")
    outbox.drain()
    assert found(AnonymousUser(), "marquetry") == {("page", article.pk), ("scenario", scenario.pk)}

    article.title = "Veneer"
    article.save_revision().publish()
    scenario.unpublish()
    outbox.drain()
    assert found(AnonymousUser(), "marquetry") == set()
    assert found(AnonymousUser(), "veneer") == {("page", article.pk)}

    restriction = PageViewRestriction.objects.create(page=article, restriction_type="login")
    outbox.drain()
    assert found(AnonymousUser(), "veneer") == set()
    restriction.delete()
    outbox.drain()
    assert found(AnonymousUser(), "veneer") == {("page", article.pk)}

    parent = article.get_parent()
    parent.slug = "elsewhere"
    parent.save()
    outbox.drain()
    outbox.drain()
    shown = IndexedDocument.objects.get(source="page", object_id=article.pk).address["path"]
    assert shown == Page.objects.get(pk=article.pk).get_url()
    assert "/elsewhere/" in shown

    Page.objects.get(pk=article.pk).delete()
    outbox.drain()
    assert found(AnonymousUser(), "veneer") == set()


def test_a_conversation_is_found_by_any_of_its_posts_and_follows_its_changes():
    writer, moderator = MemberFactory(display_name="Anna"), MemberFactory(roles=["moderator"])
    forum = ForumFactory()
    topic = open_topic(
        author=writer,
        forum=forum,
        kind="question",
        title="Which varnish holds?",
        body="On oak.",
        language="en",
    )
    answer = reply_to_topic(author=writer, topic=topic, body="Try shellac first.", language="en")
    outbox.drain()
    assert found(AnonymousUser(), "varnish oak") == {("topic", topic.pk)}
    assert found(AnonymousUser(), "shellac by:anna") == {("post", answer.pk)}

    Member.objects.filter(pk=writer.pk).update(display_name="Berta")
    outbox.record("member", writer.pk)
    outbox.drain()
    outbox.drain()
    assert found(AnonymousUser(), "shellac by:anna") == set()
    assert found(AnonymousUser(), "shellac by:berta") == {("post", answer.pk)}

    secret = ForumFactory(group=Group.objects.create(name="few"))
    move_topic(moderator=moderator, topic=topic, forum=secret)
    outbox.drain()
    assert found(AnonymousUser(), "varnish") | found(AnonymousUser(), "shellac") == set()
    assert found(moderator, "shellac") == {("post", answer.pk)}

    remove_post(remover=moderator, post=answer)
    outbox.drain()
    assert found(moderator, "shellac") == set()


def test_a_resource_is_found_by_its_authors_and_by_who_deposited_it():
    resource = ResourceFactory(
        title="Hinges", authors=["Ada Berg"], depositor=MemberFactory(display_name="Trainer, Bolzano")
    )
    services.rebuild()

    for query in ("hinges by:berg", "hinges by:bolzano"):
        assert found(AnonymousUser(), query) == {("resource", resource.pk)}
    assert IndexedDocument.objects.get(source="resource").author == "Ada Berg"


def test_a_forum_that_closes_its_doors_takes_its_posts_out_of_sight():
    topic = TopicFactory(title="About shellac", replies=1)
    services.rebuild()
    forum = Forum.objects.get(pk=topic.forum_id)
    forum.group = Group.objects.create(name="few")
    forum.save()

    outbox.drain()

    assert found(AnonymousUser(), "kind:topic") == set()
    assert set(IndexedDocument.objects.values_list("source", flat=True)) >= {"topic", "post"}


@pytest.mark.parametrize(
    ("make", "model"),
    [
        (OrganisationFactory, Organisation),
        (ResourceFactory, Resource),
        (PracticeFactory, Practice),
        (RoomFactory, Room),
        (ScenarioFactory, ScenarioPage),
        (MemberFactory, Member),
    ],
)
def test_everything_leads_to_its_own_page(make, model, site):
    thing = make()
    services.rebuild()

    row = IndexedDocument.objects.get(source=model._meta.model_name.removesuffix("page"), object_id=thing.pk)
    hits = engine().search(Request(parse(row.title), ("all",), ("en",))).yours.hits

    address = thing.get_absolute_url() if hasattr(thing, "get_absolute_url") else thing.get_url()
    assert address in {hit.url for hit in hits}


def test_each_source_costs_the_same_for_one_and_for_three(site, django_assert_max_num_queries):
    for make in (TopicFactory, ResourceFactory, PracticeFactory, RoomFactory, ScenarioFactory, MemberFactory):
        for _ in range(3):
            make()

    for source in SOURCES.values():
        ids = list(source.ids())[:3]
        with django_assert_max_num_queries(8):
            source.documents(ids)


def hidden_from_strangers(query):
    results = engine().search(Request(parse(query), ("all",), ("en",)))
    assert (results.count, results.without_choices) == (0, 0)
    assert not any(results.facets.values())
    request = Request(parse(query), ("all",), ("en",))
    assert engine().loosely(request, limit=5) == engine().suggest(query, request, limit=5) == []
    assert engine().did_you_mean(Request(parse(f"{query}x"), ("all",), ("en",)), limit=3) == []


def test_what_was_hidden_is_not_found_though_the_index_never_hears_of_it():
    topic = TopicFactory(title="About shellac", replies=1)
    room = RoomFactory(title="Marquetry evening")
    services.rebuild()
    assert found(AnonymousUser(), "shellac")
    assert found(AnonymousUser(), "marquetry")

    Room.objects.filter(pk=room.pk).update(is_open=False)
    outbox.record("room", room.pk)
    hidden_from_strangers("marquetry")

    secret = ForumFactory(group=Group.objects.create(name="few"))
    move_topic(moderator=MemberFactory(roles=["moderator"]), topic=topic, forum=secret)
    hidden_from_strangers("shellac")


def test_a_forum_closes_its_doors_at_once():
    topic = TopicFactory(title="About shellac", replies=1)
    services.rebuild()
    forum = Forum.objects.get(pk=topic.forum_id)
    forum.position += 1
    forum.save()
    assert found(AnonymousUser(), "shellac")

    forum.group = Group.objects.create(name="few")
    forum.save()

    hidden_from_strangers("shellac")


def test_the_posts_of_a_topic_wait_with_it_but_not_for_a_new_name():
    topic = TopicFactory(title="About shellac", replies=1)
    services.rebuild()
    Topic.objects.filter(pk=topic.pk).update(title="About varnish")
    outbox.record("topic", topic.pk)
    outbox._drain_batch()
    assert list(OutboxRow.objects.values_list("source", "hides")) == [("post", True)]
    outbox.drain()

    Member.objects.filter(pk=topic.author_id).update(display_name="Berta")
    outbox.record("member", topic.author_id)
    outbox._drain_batch()
    assert not OutboxRow.objects.filter(hides=True).exists()
    assert found(AnonymousUser(), "varnish")


def test_a_page_takes_those_below_along(site):
    page = make_page(ArticlePage, title="Marquetry")
    OutboxRow.objects.all().delete()

    page.get_parent().move(page.get_parent().get_parent(), pos="last-child")

    assert ("page", page.pk) in OutboxRow.objects.values_list("source", "object_id")


def test_a_conversation_stays_found_while_it_goes_on_but_not_what_a_moderator_takes_out():
    topic = TopicFactory(title="About shellac", replies=1)
    opening, answer = topic.posts.order_by("number")
    writer, moderator = topic.author, MemberFactory(roles=["moderator"])
    texts = {"body": "Nothing.", "language": "en"}
    Post.objects.filter(pk=answer.pk).update(body_html="<p>Marquetry</p>")
    services.rebuild()

    reply_to_topic(author=MemberFactory(), topic=topic, **texts)
    edit_post(editor=writer, post=answer, revision=1, **texts)
    accept_answer(member=writer, post=answer)
    assert found(AnonymousUser(), "shellac") == {("topic", topic.pk)}
    assert found(AnonymousUser(), "marquetry") == {("post", answer.pk)}

    edit_post(editor=moderator, post=answer, revision=2, **(texts | {"body": "Taken out."}))
    hidden_from_strangers("marquetry")
    assert found(AnonymousUser(), "shellac") == {("topic", topic.pk)}

    title = "About something else"
    edit_opening(editor=moderator, post=opening, title=title, themes=[], tags=[], revision=1, **texts)
    hidden_from_strangers("shellac")


def test_a_resource_stays_found_while_its_depositor_mends_it():
    resource = ResourceFactory(title="About shellac")
    services.rebuild()

    change_resource(member=resource.depositor, resource=resource, title="About something else")
    assert found(AnonymousUser(), "shellac") == {("resource", resource.pk)}

    change_resource(member=MemberFactory(roles=["editor"]), resource=resource, title="About nothing")
    hidden_from_strangers("shellac")


def test_the_year_of_a_document_is_that_of_the_place_where_the_site_is():
    topic = TopicFactory(created_at=dt.datetime(2025, 12, 31, 23, 30, tzinfo=dt.UTC))

    assert SOURCES["topic"].documents([topic.pk])[0].year == 2026
