"""The list of practices: what is chosen in its facets, and how many there are of everything else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import CharField, Count, F, Value
from django.db.models.functions import Cast

from cop.core.countries import COUNTRIES
from cop.core.languages import base_languages, base_of, is_language
from repository.models import Practice

if TYPE_CHECKING:
    from django.http import QueryDict

    from repository.querysets import PracticeQuerySet

PRACTICE_FACETS = {
    "result": "direction",
    "theme": "themes__key",
    "conclusion": "conclusion_on",
    "language": "language",
    "country": "country",
}
VALUES_MOST = 40  # of one facet that a query string may choose


@dataclass(frozen=True)
class PracticeChoice:
    """The values chosen in each facet: facet to list of values, as in the query string."""

    values: dict[str, list[str]]

    @classmethod
    def from_query(cls, query: QueryDict) -> PracticeChoice:
        """What a query string chooses; what cannot be a value is passed over."""
        values = {
            facet: [value for value in _typed(query, facet) if _is_value(facet, value)]
            for facet in PRACTICE_FACETS
        }
        return cls({facet: chosen for facet, chosen in values.items() if chosen})

    @property
    def count(self) -> int:
        """How many values are chosen altogether."""
        return sum(len(values) for values in self.values.values())


def _typed(query: QueryDict, facet: str) -> list[str]:
    values = query.getlist(facet)
    values = base_languages(values) if facet == "language" else list(dict.fromkeys(values))
    return values[:VALUES_MOST]


def _is_value(facet: str, value: str) -> bool:
    if facet == "language":
        return is_language(value)
    if facet == "country":
        return value in COUNTRIES
    return 0 < len(value) <= 50 and value.isprintable()


def narrowed_practices(
    rows: PracticeQuerySet, chosen: PracticeChoice, *, without: str = ""
) -> PracticeQuerySet:
    """`rows` that match the chosen values of every facet but `without`."""
    for facet, values in chosen.values.items():
        if facet == without:
            continue
        if facet == "theme":
            through = Practice.themes.through.objects.filter(theme__key__in=values)
            rows = rows.filter(pk__in=through.values("practice"))
        elif facet == "language":
            rows = rows.in_languages(values)
        else:
            rows = rows.filter(**{f"{PRACTICE_FACETS[facet]}__in": values})
    return rows


def practice_counts(rows: PracticeQuerySet, chosen: PracticeChoice) -> dict[str, dict[str, int]]:
    """How many of `rows` there are of each value: facet to value to count, most first.

    Each facet is counted among what the *other* facets leave, so that a second value of the same
    facet can be added. Languages are counted by their base codes. One query for all facets.
    """
    counted = [
        _count(narrowed_practices(rows, chosen, without=facet), facet, path)
        for facet, path in PRACTICE_FACETS.items()
    ]
    found: dict[str, dict[str, int]] = {facet: {} for facet in PRACTICE_FACETS}
    for facet, value, count in sorted(
        counted[0].union(*counted[1:], all=True), key=lambda line: (-line[2], line[1])
    ):
        found[facet][value] = count
    return found


def practice_total(counts: dict[str, dict[str, int]], chosen: PracticeChoice) -> int:
    """How many practices are shown, read off the counts of their results (each has just one)."""
    wanted = chosen.values.get("result")
    return sum(count for value, count in counts["result"].items() if wanted is None or value in wanted)


def _count(rows: PracticeQuerySet, facet: str, path: str):
    if facet == "theme":
        rows = rows.filter(themes__isnull=False)
    if facet == "country":
        rows = rows.exclude(country="")
    value = base_of(path) if facet == "language" else F(path)
    return (
        rows.order_by()
        .annotate(facet=Value(facet, output_field=CharField()), value=Cast(value, CharField(max_length=60)))
        .values_list("facet", "value")
        .annotate(count=Count("pk"))
    )
