from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from cop.core.countries import country_name, sort_key
from cop.core.languages import language_name
from cop.core.ratelimit import TooManyError, count_request
from search import services
from search.documents import KINDS
from search.engine.base import FACETS, PAGE_SIZE, PAGES_MAX
from search.query import QUERY_MAX_LENGTH
from search.results import row

if TYPE_CHECKING:
    from django.http import HttpRequest

    from search.engine.base import Part
    from search.services import Answer

OPEN_MAX = 8  # values of a facet shown before the rest is folded away


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    typed = request.GET.get("q", "")
    context: dict[str, Any] = {"q": typed[:QUERY_MAX_LENGTH], "kinds": _kinds()}
    try:
        if typed.strip():
            count_request(request, "search")
    except TooManyError as refusal:
        response = render(request, "search/search.html", context | {"refusal": refusal}, status=429)
        response["Retry-After"] = str(refusal.retry_after_s)
        return response
    if typed.strip():
        answer = services.search(
            typed,
            viewer=request.user,
            choices={facet: request.GET.getlist(facet) for facet in FACETS},
            part=request.GET.get("part", ""),
            page=_page_number(request),
        )
        context |= _page(answer)
    return render(request, "search/search.html", context)


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """The list of suggestions for what was typed so far, as a piece of a page."""
    typed = request.GET.get("q", "")
    try:
        count_request(request, "suggest")
    except TooManyError as refusal:
        return HttpResponse(status=429, headers={"Retry-After": str(refusal.retry_after_s)})
    rows = [row(hit) for hit in services.suggest(typed, viewer=request.user)]
    count_text = ngettext("%(count)d suggestion", "%(count)d suggestions", len(rows)) % {"count": len(rows)}
    context = {"rows": rows, "count_text": count_text, "ask_url": _ask_url(typed)}
    response = render(request, "search/suggestions.html", context)
    response["Cache-Control"] = "private, max-age=60"
    return response


def _page(answer: Answer) -> dict[str, Any]:
    """What the page shows of an answer."""
    results, asked = answer.results, answer.request
    return {
        "q": answer.query.text,
        "is_asked": answer.is_asked,
        "has_words": bool(asked.query.terms),
        "notes": _notes(answer),
        "count": results.count,
        "yours": _part(results.yours, "yours", asked.part, asked.page),
        "others": _part(results.others, "others", asked.part, asked.page),
        "part": asked.part,
        "page": asked.page,
        "facets": _facets(answer),
        "chips": _chips(answer),
        "without_choices": results.without_choices if asked.choices else 0,
        "corrections": answer.corrections,
        "close": [row(hit) for hit in answer.close],
        "phrase": _phrase(answer),
        "ask_url": _ask_url(" ".join(answer.query.words)),
    }


def _notes(answer: Answer) -> list[str]:
    asked = answer.request.query
    notes = list(answer.notes)
    if answer.query.was_cut:
        notes.insert(
            0, _("That was long: the first %(count)d characters were read.") % {"count": QUERY_MAX_LENGTH}
        )
    if not answer.is_asked:
        if asked.without or asked.filters_without:
            notes.append(_("This says only what to leave out. Add a word to look for."))
        else:
            notes.append(_("There is no word in this to look for. Add one."))
    elif not asked.terms:
        notes.append(
            _("These are filters alone, so the newest come first. Add a word to see the closest first.")
        )
    return notes


def _part(part: Part, name: str, shown: str, page: int) -> dict[str, Any]:
    """One group of languages: its rows, and the pages before and after."""
    pages = min(PAGES_MAX, -(-part.count // PAGE_SIZE))
    if shown == name:
        before, after = page - 1, page + 1 if page < pages else 0
    else:  # the first page, where the other languages are a beginning only
        before, after = 0, (2 if name == "yours" else 1) if part.count > len(part.hits) else 0
    return {
        "rows": [row(hit) for hit in part.hits],
        "count": part.count,
        "before": before,
        "after": after,
        "pages": pages,
        "is_bounded": shown == name and page == PAGES_MAX and part.count > PAGES_MAX * PAGE_SIZE,
    }


def _facets(answer: Answer) -> list[dict[str, Any]]:
    """The facets with something to choose: {name, label, choices, more}, each choice a dict."""
    labels = {
        "kind": _("Kind"),
        "language": _("Written in"),
        "theme": _("Theme"),
        "country": _("Country"),
        "year": _("Year"),
    }
    names = _names(answer)
    shown: list[dict[str, Any]] = []
    for facet in FACETS:
        chosen = answer.request.choices.get(facet, ())
        counts = dict.fromkeys(chosen, 0) | answer.results.facets.get(facet, {})
        choices = [
            {
                "value": value,
                "label": names[facet](value),
                "count": count,
                "is_chosen": value in chosen,
                "language": value if facet == "language" else "",
                "section": KINDS[value][1] if facet == "kind" and value in KINDS else "",
            }
            for value, count in sorted(counts.items(), key=lambda pair: _order(facet, pair, names))
        ]
        if len(choices) > 1 or chosen:
            first = [
                choice for index, choice in enumerate(choices) if index < OPEN_MAX or choice["is_chosen"]
            ]
            more = [choice for choice in choices if choice not in first]
            shown.append({"name": facet, "label": labels[facet], "choices": first, "more": more})
    return shown


def _order(facet: str, pair: tuple[str, int], names: dict[str, Any]) -> tuple[Any, ...]:
    value, count = pair
    if facet == "year":
        return (-int(value),)
    if facet == "kind":
        return (list(KINDS).index(value) if value in KINDS else len(KINDS),)
    return (-count, sort_key(names[facet](value)))


def _names(answer: Answer) -> dict[str, Any]:
    themes = {theme.key: str(theme) for theme in answer.themes}
    return {
        "kind": lambda value: str(KINDS[value][0]) if value in KINDS else value,
        "language": language_name,
        "theme": lambda value: themes.get(value, value),
        "country": country_name,
        "year": str,
    }


def _chips(answer: Answer) -> list[dict[str, Any]]:
    """What was chosen in the facets, each with what one searches with when it is taken away."""
    names = _names(answer)
    choices = answer.request.choices
    chips: list[dict[str, Any]] = []
    for facet, values in choices.items():
        for value in values:
            rest = {
                name: [other for other in chosen if (name, other) != (facet, value)]
                for name, chosen in choices.items()
            }
            query = urlencode({"q": answer.query.text} | rest, doseq=True)
            chips.append(
                {
                    "label": names[facet](value),
                    "query": query,
                    "language": value if facet == "language" else "",
                }
            )
    return chips


def _phrase(answer: Answer) -> str:
    """The same words as a phrase, where they were not one; else ""."""
    query = answer.query
    if answer.request.part or len(query.words) < 2 or len(query.words) != len(query.terms):
        return ""
    return "" if query.filters or query.without else f'"{" ".join(query.words)}"'


def _kinds() -> list[dict[str, Any]]:
    return [
        {"key": key, "label": label, "section": section, "icon": icon}
        for key, (label, section, icon) in KINDS.items()
    ]


def _ask_url(typed: str) -> str:
    title = " ".join(typed.split())[:160]
    address = reverse("forums:topic_new")
    return f"{address}?{urlencode({'title': title})}" if title else address


def _page_number(request: HttpRequest) -> int:
    given = request.GET.get("page", "")
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 4 else 1
    return max(1, min(number, PAGES_MAX))
