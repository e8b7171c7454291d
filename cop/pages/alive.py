"""What is alive in each section right now, for one reader.

Each function gives a list of at most `count` rows with everything their row of a list shows, in
one query (and one more for prefetched themes).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from cop.pages.addresses import active_locale_id, restricted_paths

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from wagtail.models import Page


def coming_events(events: type[Page], count: int) -> list[Any]:
    """The next events in the reader's language, soonest first; one under way is still coming."""
    return list(_open_here(events).filter(ends_at__gte=timezone.now()).order_by("starts_at", "pk")[:count])


def open_calls(calls: type[Page], count: int) -> list[Any]:
    """Calls whose deadline has not passed, in the reader's language, most urgent first."""
    rows = _open_here(calls).filter(deadline__gte=timezone.localdate())
    return list(rows.select_related("organisation").order_by("deadline", "pk")[:count])


def latest_articles(articles: type[Page], count: int) -> list[Any]:
    """The latest articles in the reader's language."""
    return list(_open_here(articles).order_by("-published_on", "-pk")[:count])


def _open_here(pages: type[Page]) -> QuerySet[Any]:
    """Live pages in the reader's language that no editor has closed to strangers."""
    rows = pages.objects.live().filter(locale_id=active_locale_id())
    for path in restricted_paths():
        rows = rows.exclude(path__startswith=path)
    return rows
