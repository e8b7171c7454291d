"""What is alive in each section right now, for one reader.

Each function gives a list of at most `count` rows with everything their row shows. Queries as
its docstring says; everything is found through `visible_to`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Count, Exists, OuterRef
from django.utils import timezone

from cop.core.languages import base_language, base_languages
from cop.pages.addresses import active_locale_id, address_of, restricted_paths
from cop.pages.fresh import Fresh
from forums.models import Topic
from forums.services import mark_unread
from repository.models import Practice, Resource
from rooms.models import Room
from scenarios.models import Rating, ScenarioPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet
    from wagtail.models import Page

    from cop.members.models import Member

    Anyone = Member | AnonymousUser

CANDIDATES = 60  # the newest ones, of which those in the reader's languages come first


def latest_topics(user: Anyone, count: int) -> list[Topic]:
    """Topics with the latest posts, in any language; two queries, three for members."""
    topics = list(Topic.objects.visible_to(user).public().for_list().active()[:count])
    if user.is_authenticated:
        mark_unread(member=user, topics=topics)
    return topics


def topic_headlines(user: Anyone, count: int) -> list[Topic]:
    """The same without what only a row of a list shows; one query."""
    return list(Topic.objects.visible_to(user).public().active()[:count])


def unanswered_questions(user: Anyone, languages: Sequence[str], count: int) -> list[Topic]:
    """Questions without an answer, those in the reader's languages first, newest first; one query."""
    rows = Topic.objects.visible_to(user).public().unanswered().select_related("forum", "author")
    return _in_languages_first(list(rows.newest()[:CANDIDATES]), languages)[:count]


def newest_resources(user: Anyone, count: int) -> list[Resource]:
    """The latest deposited resources; one query."""
    return list(Resource.objects.visible_to(user).for_list().newest()[:count])


def open_rooms(user: Anyone, count: int) -> list[Room]:
    """Rooms open to all and not yet over, the one that ends first on top; one query."""
    rows = Room.objects.visible_to(user).public().filter(ends_at__gt=timezone.now())
    return list(rows.for_list().order_by("ends_at", "pk")[:count])


def newest_practices(user: Anyone, count: int) -> list[Practice]:
    """The latest accepted practices, better and worse alike; one query."""
    return list(Practice.objects.visible_to(user).newest().select_related("organisation")[:count])


def featured_practices(user: Anyone, count: int) -> list[Practice]:
    """Accepted practices worth showing, each with all its `indicators`; two queries."""
    rows = Practice.objects.visible_to(user).featured().select_related("organisation", "author")
    return list(rows.prefetch_related("indicators")[:count])


@dataclass(frozen=True)
class Trail:
    """A question that became a room, whose outcome became a resource, which became a practice."""

    topic: Topic
    room: Room
    resource: Resource
    practice: Practice


def trails(user: Anyone, count: int) -> list[Trail]:
    """Trails whose four stops `user` may read, the latest practice first; two queries."""
    topics = Topic.objects.visible_to(user).public()
    rooms = Room.objects.visible_to(user).public().filter(from_topic__in=topics)
    grown = Practice.objects.visible_to(user).newest().filter(from_resource__status=Resource.Status.PUBLISHED)
    practices = list(
        grown.filter(Exists(rooms.filter(outcome_resource=OuterRef("from_resource")))).select_related(
            "from_resource"
        )[:count]
    )
    if not practices:
        return []
    resources = [practice.from_resource_id for practice in practices]
    found = rooms.filter(outcome_resource__in=resources).select_related("from_topic").order_by("-ends_at")
    by_resource = {room.outcome_resource_id: room for room in found}
    return [
        Trail(room.from_topic, room, practice.from_resource, practice)
        for practice in practices
        if (room := by_resource.get(practice.from_resource_id)) and room.from_topic
    ]


def scenarios(count: int) -> list[ScenarioPage]:
    """The latest scenarios in the reader's language, each with `rating_count` and `address`."""
    return _scenarios(active_locale_id(), count)


def coming_events(count: int) -> list[Any]:
    """The next events in the reader's language, soonest first; one under way is still coming."""
    return _events(active_locale_id(), count)


def open_calls(count: int) -> list[Any]:
    """Calls whose deadline has not passed, in the reader's language, most urgent first."""
    return _calls(active_locale_id(), count)


def latest_articles(count: int) -> list[Any]:
    """The latest articles in the reader's language."""
    return _articles(active_locale_id(), count)


def forget_pages() -> None:
    """An editor has published something: look again."""
    for kept in (_scenarios, _events, _calls, _articles, restricted_paths):
        kept.forget()


def _find_scenarios(locale_id: int, count: int) -> list[ScenarioPage]:
    found = list(_open_in(locale_id, ScenarioPage).order_by("-first_published_at", "-pk")[:count])
    ratings = Rating.objects.filter(scenario_key__in=[page.translation_key for page in found])
    counts = dict(ratings.values_list("scenario_key").annotate(count=Count("pk")).order_by())
    for page in found:
        page.rating_count = counts.get(page.translation_key, 0)
        page.address = address_of(page)
    return found


def _find_events(locale_id: int, count: int) -> list[Any]:
    rows = _open_in(locale_id, _model("EventPage")).filter(ends_at__gte=timezone.now())
    return list(rows.order_by("starts_at", "pk")[:count])


def _find_calls(locale_id: int, count: int) -> list[Any]:
    rows = _open_in(locale_id, _model("CallPage")).filter(deadline__gte=timezone.localdate())
    return list(rows.select_related("organisation").order_by("deadline", "pk")[:count])


def _find_articles(locale_id: int, count: int) -> list[Any]:
    return list(_open_in(locale_id, _model("ArticlePage")).order_by("-published_on", "-pk")[:count])


# What editors write is the same for all readers of a language: found twice a minute, not at every view.
_scenarios = Fresh(_find_scenarios, seconds=30)
_events = Fresh(_find_events, seconds=30)
_calls = Fresh(_find_calls, seconds=30)
_articles = Fresh(_find_articles, seconds=30)


def _model(name: str) -> type[Page]:
    """A page type of this app; its models are made of blocks, and those of this module."""
    return apps.get_model("pages", name)


def _open_in(locale_id: int, pages: type[Page]) -> QuerySet[Any]:
    """Live pages in one language that no editor has closed to strangers."""
    rows = pages.objects.live().filter(locale_id=locale_id)
    for path in restricted_paths():
        rows = rows.exclude(path__startswith=path)
    return rows


def _in_languages_first(rows: list[Any], languages: Sequence[str]) -> list[Any]:
    wanted = set(base_languages(languages))
    return sorted(rows, key=lambda row: base_language(row.language) not in wanted)
