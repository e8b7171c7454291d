"""The demo community as a whole: as much of everything as promised, told without a contradiction."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import transaction
from django.db.models import Count, F, Min, Q
from django.test import override_settings
from taggit.models import Tag

from cop.demo.load import load_everything
from cop.demo.models import DemoObject
from cop.members.models import Member, Organisation
from cop.pages.alive import trails
from cop.pages.foryou import what_waits_for
from cop.pages.fresh import Fresh
from cop.pages.services.setup import set_up_site
from forums.models import Draft, Forum, Post, Topic
from repository.models import Practice, Resource, ResourceVersion, StoredFile, VersionFile
from repository.services import add_file, deposit_resource
from rooms.models import Message, Room
from scenarios.models import Rating, ScenarioPage
from search.models import IndexedDocument, OutboxRow
from search.outbox import drain
from search.services import compare
from tests.factories.forums import PostFactory, TopicFactory
from tests.factories.members import MemberFactory

pytestmark = pytest.mark.django_db
LANGUAGES = {"en", "it", "fr", "es", "pt", "el", "pl", "de"}


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """The whole demo community, loaded once for this module, with a folder of its own for its files."""
    folder = {**settings.STORAGES["files"], "OPTIONS": {"location": tmp_path_factory.mktemp("files")}}
    with (
        override_settings(STORAGES={**settings.STORAGES, "files": folder}),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        Fresh.forget_all()
        set_up_site()
        yield load_everything()
        transaction.set_rollback(True)
    Fresh.forget_all()


def files_in(folder):
    """The paths of all files under `folder`."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_there_is_as_much_as_promised(demo):
    assert Member.objects.count() == 30
    assert Organisation.objects.count() == 15
    assert Forum.objects.filter(group=None).count() == 8
    assert Topic.objects.count() >= 60
    assert Post.objects.count() >= 400
    assert Resource.objects.count() >= 40
    assert Room.objects.count() >= 6
    assert Practice.objects.count() == 10
    assert Practice.objects.filter(direction=Practice.Direction.NEGATIVE).count() == 2
    assert ScenarioPage.objects.filter(alias_of=None, locale__language_code="en").count() == 4
    assert Rating.objects.count() >= 40


def test_people_write_in_many_languages(demo):
    for model in (Topic, Post, Resource, Practice):
        assert set(model.objects.values_list("language", flat=True)) >= LANGUAGES, model.__name__


def test_most_resources_have_a_file_and_the_others_lead_somewhere(demo):
    there = {
        placed.version.resource_id
        for placed in VersionFile.objects.select_related("version", "file")
        if storages["files"].exists(placed.file.path)
    }
    links = Resource.objects.exclude(pk__in=there).values_list("link", flat=True)

    assert len(there) >= 34
    assert [link for link in links if not link or "example" in urlsplit(link).netloc.split(".")] == []


def test_a_resource_came_under_another_licence_with_its_second_version(demo):
    changed = ResourceVersion.objects.exclude(licence=F("resource__licence")).exclude(published_at=None)

    assert [(version.number, version.licence) for version in changed] == [(1, "CC-BY-NC-SA-4.0")]


def test_every_quotation_says_its_language(demo):
    quoting = Post.objects.filter(body_html__contains="<blockquote")

    assert quoting.count() > 20
    assert quoting.exclude(body_html__contains='<blockquote lang="').count() == 0


def test_nobody_wrote_before_they_joined(demo):
    """Nor was a thing of theirs there before."""
    early = {
        model.__name__: list(model.objects.filter(**{f"{who}__joined_at__gt": F("created_at")}))
        for model, who in (
            (Topic, "author"),
            (Post, "author"),
            (Message, "author"),
            (Room, "host"),
            (Resource, "depositor"),
            (Practice, "author"),
        )
    }

    assert {name: things for name, things in early.items() if things} == {}


def test_posts_and_messages_are_numbered_without_a_gap(demo):
    topics = Topic.objects.annotate(posts_there=Count("posts"), first=Min("posts__number"))
    rooms = Room.objects.annotate(said=Count("messages"), first=Min("messages__number"))

    assert list(topics.exclude(posts_there=F("last_number"))) == []
    assert list(topics.exclude(first=1)) == []
    assert list(rooms.filter(~Q(said=F("last_number")))) == []


def test_a_question_has_become_a_good_practice(demo):
    found = trails(AnonymousUser(), 1)

    assert [trail.topic.kind for trail in found] == [Topic.Kind.QUESTION]
    trail = found[0]
    times = [
        trail.topic.created_at,
        trail.room.created_at,
        trail.resource.published_at,
        trail.practice.published_at,
    ]
    assert times == sorted(times)


def test_the_three_first_accounts_have_a_past(demo):
    for key in ("trainer", "sme", "editor"):
        member = demo.members[key]
        assert Post.objects.filter(author=member).exists(), key
        assert Topic.objects.filter(author=member).exists(), key
        assert Draft.objects.filter(member=member).exists(), key
        assert Room.objects.joined_by(member).exists(), key
        waiting = what_waits_for(member)
        assert all((waiting.unread, waiting.drafts, waiting.rooms)), key


def test_everything_is_told_to_the_search(demo):
    assert OutboxRow.objects.count() > 500


def test_removed_it_leaves_only_what_real_people_made(demo, django_capture_on_commit_callbacks):
    """What hangs on a demo topic goes with it; a real member, their topic, tag and file stay."""
    folder = Path(storages["files"].location)
    with transaction.atomic():
        real = PostFactory(topic=TopicFactory(), number=2)
        real.topic.tags.add("mine")
        Tag.objects.create(name="for later", slug="for-later")
        shared = StoredFile.objects.filter(media_type="application/pdf").order_by("pk")[0]
        with shared.open() as content:
            resource = deposit_resource(depositor=MemberFactory(), type="document", title="Mine")
            add_file(member=resource.depositor, resource=resource, file=content, name="mine.pdf")
        before = files_in(folder)
        drain(limit=50)
        indexed = IndexedDocument.objects.count()
        with django_capture_on_commit_callbacks(execute=True):
            call_command("remove_demo", stdout=(said := StringIO()))
        wrong = compare().keys
        left = {
            model.__name__: model.objects.count()
            for model in (DemoObject, Room, Resource, Practice, ScenarioPage, Organisation)
        }
        people = set(Member.objects.filter(is_demo=True))
        posts = set(Post.objects.values_list("topic", flat=True))
        tags = set(Tag.objects.values_list("name", flat=True))
        transaction.set_rollback(True)

    assert re.fullmatch(r"Removed \d{3,} demo objects.\n", said.getvalue())
    assert indexed > 0
    assert wrong == []
    assert left == dict.fromkeys(left, 0) | {"Resource": 1, "DemoObject": 1}  # the shared file is noted still
    assert people == set()
    assert posts == {real.topic_id}
    assert tags == {"mine", "for later"}
    assert len(before) > 40
    assert files_in(folder) == {shared.path}
