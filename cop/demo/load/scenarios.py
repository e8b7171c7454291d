"""Scenarios of the demo community, in nine languages, with their ratings and discussions."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.text import slugify
from wagtail.models import Locale, Page

from cop.core.richtext import render_markdown
from forums.models import Post, Topic
from forums.services import open_topic
from scenarios.models import Discussion, Rating, ScenarioIndexPage, ScenarioPage
from scenarios.services import group_of

if TYPE_CHECKING:
    from cop.demo.load.world import World

NAMESPACE = uuid.UUID("6d0e4d3c-0a8e-4b53-9f0e-2f9d8c1f7a10")


def load(world: World) -> None:
    """Pages first, then what hangs on them in every language."""
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    indexes = {code: index for code, locale in locales.items() if (index := index_page(locale))}
    for entry in world.read("scenarios")["scenario"]:
        key = uuid.uuid5(NAMESPACE, entry["key"])
        for code, text in entry["text"].items():
            if code in indexes and code in dict(settings.LANGUAGES):
                page = make_page(world, entry, text, key, locales[code])
                indexes[code].add_child(instance=page)
                page.themes.set([world.themes[theme] for theme in entry["themes"]])
                page.save()
                world.made(page)
        rate(world, entry, key)
        discuss(world, entry, key)


def index_page(locale: Locale) -> ScenarioIndexPage | None:
    """The list of scenarios of one locale, under its Communication page."""
    parent = Page.objects.filter(locale=locale, slug="communication", depth=3).first()
    return ScenarioIndexPage.objects.child_of(parent).first() if parent else None


def make_page(
    world: World, entry: dict[str, Any], text: dict[str, Any], key: uuid.UUID, locale: Locale
) -> ScenarioPage:
    moment = world.ago(entry["days_ago"])
    return ScenarioPage(
        title=text["title"],
        slug=slugify(entry["key"]),
        locale=locale,
        translation_key=key,
        lede=text["lede"],
        horizon=entry["horizon"],
        author=world.members[entry["author"]],
        search_description=text["lede"],
        narrative=json.dumps(narrative(text["narrative"])),
        drivers=json.dumps([{"type": "driver", "value": driver} for driver in text["drivers"]]),
        decisions=json.dumps([{"type": "decision", "value": decision} for decision in text["decisions"]]),
        consequences=json.dumps([{"type": "consequence", "value": value} for value in text["consequences"]]),
        signposts=json.dumps([{"type": "signpost", "value": signpost} for signpost in text["signposts"]]),
        sources=json.dumps([{"type": "source", "value": source} for source in text["sources"]]),
        first_published_at=moment,
        last_published_at=moment,
        live=True,
    )


def narrative(markdown: str) -> list[dict[str, str]]:
    """The story as blocks: `###` lines are headings, the rest paragraphs."""
    blocks = []
    for part in markdown.strip().split("\n\n"):
        if part.startswith("#"):
            blocks.append({"type": "heading", "value": part.lstrip("# ").strip()})
        else:
            blocks.append({"type": "paragraph", "value": str(render_markdown(part))})
    return blocks


def rate(world: World, entry: dict[str, Any], key: uuid.UUID) -> None:
    ratings = [
        Rating(
            scenario_key=key,
            member=(member := world.members[rating["member"]]),
            group=group_of(member),
            likelihood=rating["likelihood"],
            desirability=rating["desirability"],
            rated_at=world.ago(entry["days_ago"] * 0.8),
        )
        for rating in entry["ratings"]
    ]
    world.made(*Rating.objects.bulk_create(ratings))


def discuss(world: World, entry: dict[str, Any], key: uuid.UUID) -> None:
    text = entry["text"][entry["language"]]
    topic = open_topic(
        author=world.members[entry["author"]],
        forum=world.forums[entry["forum"]],
        kind=Topic.Kind.DISCUSSION,
        title=entry["topic_title"],
        body=f"{text['lede']}\n\n" + "\n".join(f"- {decision}" for decision in text["decisions"]),
        language=entry["language"],
        themes=[world.themes[theme] for theme in entry["themes"]],
        tags=[],
    )
    moment = world.ago(entry["days_ago"] - 0.5)
    Post.objects.filter(topic=topic).update(created_at=moment)
    Topic.objects.filter(pk=topic.pk).update(created_at=moment, last_posted_at=moment)
    discussion = Discussion.objects.create(scenario_key=key, topic=topic)
    world.made(topic, discussion)
