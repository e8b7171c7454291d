"""A large, dull community for measuring: 10,000 topics, one with 1,000 posts, 2,000 resources.

It is not the demo: its texts are made of a fixed word list, the same in every run.
"""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING

from django.utils import timezone

from cop.core.richtext import render_markdown
from cop.members.models import Member
from cop.vocabulary.models import Theme
from forums.models import Forum, Post, Topic
from forums.services import recount_forum
from repository.models import Resource, ResourceVersion

if TYPE_CHECKING:
    from collections.abc import Iterator

TOPICS, LONG_TOPIC_POSTS, RESOURCES = 10_000, 1_000, 2_000
WORDS = [
    "workshop",
    "apprentice",
    "gesture",
    "measure",
    "timber",
    "moisture",
    "assessment",
    "trainer",
    "company",
    "schedule",
    "safety",
    "weld",
    "seam",
    "joint",
    "leather",
    "stitch",
    "oven",
    "dough",
    "heat",
    "pump",
    "pressure",
    "valve",
    "drawing",
    "plan",
    "tolerance",
    "certificate",
    "mentor",
    "evening",
    "module",
    "report",
    "exercise",
    "question",
    "practice",
    "skill",
    "bench",
    "tool",
    "blade",
    "dust",
    "mask",
    "record",
    "week",
    "region",
    "partner",
]
LANGUAGES = ("en", "it", "fr", "de", "es", "pt", "el", "pl")


def sentence(dice: random.Random, words: int) -> str:
    return " ".join(dice.choices(WORDS, k=words)).capitalize()


def fill() -> tuple[Forum, Topic, Resource]:
    """Make it all; returns the forum that holds the topics, the long topic and one resource."""
    dice = random.Random(42)  # noqa: S311 - repeatable, not secret
    people = Member.objects.bulk_create(
        Member(
            email=f"bench{n}@cop.example",
            display_name=f"Member {n}",
            password="!",  # noqa: S106 - no password fits it
            reads=["en"],
            writes=["en"],
        )
        for n in range(200)
    )
    forum = Forum.objects.create(slug="bench", name_en="Bench", purpose_en="Many topics")
    topics = Topic.objects.bulk_create(_topics(dice, forum, people), batch_size=500)
    themes = list(Theme.objects.all())
    if themes:
        link = Topic.themes.through
        link.objects.bulk_create(
            (link(topic_id=topic.pk, theme_id=themes[n % len(themes)].pk) for n, topic in enumerate(topics)),
            batch_size=1000,
        )
    long = topics[len(topics) // 2]
    Post.objects.bulk_create(_posts(dice, topics, long, people), batch_size=500)
    Topic.objects.filter(pk=long.pk).update(post_count=LONG_TOPIC_POSTS, last_number=LONG_TOPIC_POSTS)
    recount_forum(forum.pk)
    long.refresh_from_db()
    return forum, long, _resources(dice, people, themes)


def _topics(dice: random.Random, forum: Forum, people: list[Member]) -> Iterator[Topic]:
    now = timezone.now()
    for n in range(TOPICS):
        moment = now - dt.timedelta(minutes=13 * n + 60)
        author = people[n % len(people)]
        yield Topic(
            forum=forum,
            kind=Topic.Kind.QUESTION if n % 2 else Topic.Kind.DISCUSSION,
            title=sentence(dice, 8),
            language=LANGUAGES[n % len(LANGUAGES)],
            author=author,
            last_author=author,
            post_count=1,
            last_number=1,
            created_at=moment,
            last_posted_at=moment,
        )


def _posts(dice: random.Random, topics: list[Topic], long: Topic, people: list[Member]) -> Iterator[Post]:
    for topic in topics:
        for number in range(1, (LONG_TOPIC_POSTS if topic is long else 1) + 1):
            body = "\n\n".join(sentence(dice, 30) + "." for _ in range(3))
            yield Post(
                topic=topic,
                number=number,
                author=people[(topic.pk + number) % len(people)],
                body=body,
                body_html=str(render_markdown(body)),
                language=topic.language,
                created_at=topic.created_at + dt.timedelta(seconds=number),
            )


def _resources(dice: random.Random, people: list[Member], themes: list[Theme]) -> Resource:
    now = timezone.now()
    made = Resource.objects.bulk_create(
        (_resource(dice, n, people, now) for n in range(RESOURCES)), batch_size=500
    )
    if themes:
        link = Resource.themes.through
        link.objects.bulk_create(
            (
                link(resource_id=resource.pk, theme_id=themes[n % len(themes)].pk)
                for n, resource in enumerate(made)
            ),
            batch_size=1000,
        )
    ResourceVersion.objects.bulk_create(
        (
            ResourceVersion(
                resource=resource,
                number=1,
                published_at=resource.published_at,
                link=resource.link,
                licence=resource.licence,
            )
            for resource in made
        ),
        batch_size=500,
    )
    return made[len(made) // 2]


def _resource(dice: random.Random, n: int, people: list[Member], now: dt.datetime) -> Resource:
    title, abstract = sentence(dice, 6), sentence(dice, 60) + "."
    moment = now - dt.timedelta(hours=n + 1)
    return Resource(
        type=Resource.Type.DOCUMENT if n % 3 else Resource.Type.TOOL,
        title=title,
        title_key=title.casefold(),
        abstract=abstract,
        abstract_html=str(render_markdown(abstract)),
        summary=abstract[:200],
        language=LANGUAGES[n % len(LANGUAGES)],
        languages=[LANGUAGES[n % len(LANGUAGES)]],
        country=("IT", "ES", "PT", "FR", "DE", "PL", "GR")[n % 7],
        eqf=n % 6,
        licence=Resource.Licence.BY,
        authors=[people[n % len(people)].display_name],
        depositor=people[n % len(people)],
        link="https://example.org/resource",
        year=2020 + n % 6,
        status=Resource.Status.PUBLISHED,
        published_at=moment,
        updated_at=moment,
        format="LINK",
    )
