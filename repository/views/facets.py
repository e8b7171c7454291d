"""The facets of a list as its page shows them: their names, their choices, the chosen as chips."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cop.core.countries import country_name
from cop.core.languages import language_name
from cop.vocabulary.services import all_themes
from repository.services import facet_counts, total

if TYPE_CHECKING:
    from django.http import HttpRequest

    from repository.services import Chosen
    from repository.services.facets import Rows

    Counts = dict[str, dict[str, int]]
    Labels = dict[str, dict[str, str]]

SHORT = 6  # values of a facet shown before "more"
IN_ORDER = ("eqf", "result", "conclusion")  # facets whose values have an order of their own


def facets_context(
    request: HttpRequest,
    rows: Rows,
    chosen: Chosen,
    *,
    titles: dict[str, str],
    labels: Labels,
) -> dict[str, Any]:
    """What the page of a list needs for its facets; `rows` are those there are without a choice.

    `titles` names the facets in the order of the page; `labels` the values of those that only this
    list has. Themes, languages and countries are named here.
    """
    counts = facet_counts(rows, chosen)
    labels = _shared_labels(counts, chosen) | labels
    return {
        "count": total(counts, chosen),
        "facets": _facets(counts, chosen, titles, labels),
        "chips": _chips(request, chosen, labels),
        "chosen": chosen,
    }


def _shared_labels(counts: Counts, chosen: Chosen) -> Labels:
    languages, countries = (
        [*counts[facet], *chosen.values.get(facet, [])] for facet in ("language", "country")
    )
    return {
        "theme": {theme.key: str(theme.name) for theme in all_themes()},
        "language": {value: language_name(value) for value in languages},
        "country": {value: country_name(value) for value in countries},
    }


def _facets(counts: Counts, chosen: Chosen, titles: dict[str, str], labels: Labels) -> list[dict[str, Any]]:
    """The facets: name, title, the choices to show and those folded away; no values nobody knows."""
    facets = []
    for name, title in titles.items():
        picked = chosen.values.get(name, [])
        values = [value for value in dict.fromkeys([*picked, *counts[name]]) if value in labels[name]]
        if name in IN_ORDER:
            values.sort(key=list(labels[name]).index)
        choices = [
            {
                "value": value,
                "label": labels[name][value],
                "count": counts[name].get(value, 0),
                "chosen": value in picked,
                "lang": value if name == "language" else "",
            }
            for value in values
        ]
        short = max(SHORT, len(picked))
        short = len(choices) if len(choices) <= short + 2 else short
        facets.append({"name": name, "title": title, "choices": choices[:short], "more": choices[short:]})
    return [facet for facet in facets if facet["choices"]]


def _chips(request: HttpRequest, chosen: Chosen, labels: Labels) -> list[dict[str, Any]]:
    """Each chosen value with the address of this page without it."""
    chips = []
    for facet, values in chosen.values.items():
        for value in values:
            query = request.GET.copy()
            query.pop("after", None)
            query.setlist(facet, [other for other in values if other != value])
            chips.append(
                {
                    "label": labels[facet].get(value, value),
                    "lang": value if facet == "language" else "",
                    "is_name": facet == "licence",
                    "url": f"{request.path}?{query.urlencode()}",
                }
            )
    return chips
