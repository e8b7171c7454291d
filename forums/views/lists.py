from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cop.core.languages import base_languages, language_name
from cop.core.paging import page_newest_first
from cop.vocabulary.services import all_themes
from forums import services
from forums.forms import TopicFilter
from forums.models import Forum, Topic
from forums.policies import can_post

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from cop.vocabulary.models import Theme
    from forums.querysets import TopicQuerySet


@require_safe
def forum_list(request: HttpRequest) -> HttpResponse:
    forums = Forum.objects.visible_to(request.user).for_list()
    return render(request, "forums/forum_list.html", {"forums": forums})


@require_safe
def forum(request: HttpRequest, slug: str) -> HttpResponse:
    visible = Forum.objects.visible_to(request.user).select_related("group")
    forum = get_object_or_404(visible, slug=slug)
    if _is_guest_asking_for_unread(request):
        return _without_unread(request)
    topics = Topic.objects.visible_to(request.user).filter(forum=forum)
    context = _list_of_topics(request, topics)
    context |= {"forum": forum, "can_post": can_post(request.user, forum)}
    return render(request, "forums/forum.html", context)


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    if _is_guest_asking_for_unread(request):
        return _without_unread(request)
    return render(
        request,
        "forums/topics.html",
        _list_of_topics(request, Topic.objects.visible_to(request.user)),
    )


def _is_guest_asking_for_unread(request: HttpRequest) -> bool:
    """True for a filter that says nothing: what a guest has read is not known."""
    return not request.user.is_authenticated and "unread" in request.GET.getlist("state")


def _without_unread(request: HttpRequest) -> HttpResponse:
    return redirect(request.path + _without(request, "state", "unread").removesuffix("?"))


def _list_of_topics(request: HttpRequest, topics: TopicQuerySet) -> dict[str, Any]:
    """What a page with a filtered list of topics shows: a page of them, the facets, the chips."""
    chosen = TopicFilter(request.GET)
    rows = _filtered(topics, chosen, request).for_list()
    # A question without an answer was last posted to when it was asked.
    is_waiting = chosen.chosen.get("state") == "unanswered"
    by = "created_at" if chosen.is_newest_first or is_waiting else "last_posted_at"
    page = page_newest_first(rows, request.GET.get("after"), by=by)
    if request.user.is_authenticated:
        services.mark_unread(member=request.user, topics=page.rows)
    themes = all_themes()
    chips = _chips(request, chosen, themes)
    return {
        "page_of_topics": page,
        "filter": chosen,
        "chips": chips,
        "themes": themes,
        "states": {
            key: name
            for key, name in TopicFilter.STATES.items()
            if key != "unread" or request.user.is_authenticated
        },
        "kinds": TopicFilter.KINDS,
        "languages": _languages(request, chosen.languages),
    }


def _filtered(topics: TopicQuerySet, chosen: TopicFilter, request: HttpRequest) -> TopicQuerySet:
    wanted = chosen.chosen
    if kind := wanted.get("kind"):
        topics = topics.filter(kind=kind)
    if wanted.get("state") == "unanswered":
        topics = topics.unanswered()
    if wanted.get("state") == "solved":
        topics = topics.solved()
    if wanted.get("state") == "unread" and request.user.is_authenticated:
        topics = topics.unread_by(request.user)
    if theme := wanted.get("theme"):
        topics = topics.about([theme])
    if tag := wanted.get("tag"):
        topics = topics.tagged(tag)
    if chosen.languages:
        topics = topics.in_languages(chosen.languages)
    return topics


def _chips(request: HttpRequest, chosen: TopicFilter, themes: list[Theme]) -> list[dict[str, str]]:
    """One chip for each chosen filter: {label, language, query without it}."""
    names: dict[str, Any] = {"theme": {theme.key: theme.name for theme in themes}}
    names |= {"kind": TopicFilter.KINDS, "state": TopicFilter.STATES}
    chips = [
        {
            "label": str(names.get(key, {}).get(value, value)),
            "language": "",
            "query": _without(request, key, value),
        }
        for key, value in chosen.chosen.items()
    ]
    return chips + [
        {"label": language_name(code), "language": code, "query": _without(request, "language", code)}
        for code in chosen.languages
    ]


def _without(request: HttpRequest, key: str, value: str) -> str:
    query = request.GET.copy()
    query.pop("after", None)
    query.setlist(key, [other for other in query.getlist(key) if other.strip() != value])
    return f"?{query.urlencode()}"


def _languages(request: HttpRequest, chosen: list[str]) -> list[str]:
    """The languages offered as a filter: the reader's first, then the interface's, and the chosen."""
    reads = request.user.reads if request.user.is_authenticated else [get_language() or "en"]
    return list(dict.fromkeys([*base_languages(reads), *(code for code, _ in settings.LANGUAGES), *chosen]))
