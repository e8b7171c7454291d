"""Facets of a list: what is chosen in them, and how many there are of everything else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from django.db.models import CharField, Count, F, Value
from django.db.models.functions import Cast

from cop.core.countries import COUNTRIES
from cop.core.languages import base_languages, base_of, is_language

if TYPE_CHECKING:
    from django.http import QueryDict

    from repository.querysets import PracticeQuerySet, ResourceQuerySet

Rows = TypeVar("Rows", "ResourceQuerySet", "PracticeQuerySet")

# The facets of a list, each with the path to its values; of the first, every row has exactly one.
RESOURCE_FACETS = {
    "type": "type",
    "language": "material_languages__language",
    "theme": "themes__key",
    "country": "country",
    "eqf": "eqf",
    "licence": "licence",
}
PRACTICE_FACETS = {
    "result": "direction",
    "theme": "themes__key",
    "conclusion": "conclusion_on",
    "language": "language",
    "country": "country",
}
NOT_SAID: dict[str, object] = {"eqf": 0, "country": ""}  # what a row has that says nothing there
VALUES_MOST = 40  # of one facet that a query string may choose


@dataclass(frozen=True)
class Chosen:
    """The values chosen in each facet of a list: facet to list of values, as in the query string."""

    paths: dict[str, str]
    values: dict[str, list[str]]

    @classmethod
    def from_query(cls, query: QueryDict, paths: dict[str, str]) -> Chosen:
        """What a query string chooses in the facets of `paths`; what cannot be a value is passed over."""
        values = {
            facet: [value for value in _typed(query, facet) if _is_value(facet, value)] for facet in paths
        }
        return cls(paths, {facet: chosen for facet, chosen in values.items() if chosen})

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
    if facet == "eqf":
        return value in "12345678" and len(value) == 1
    return 0 < len(value) <= 50 and value.isprintable()


def narrowed(rows: Rows, chosen: Chosen, *, without: str = "") -> Rows:
    """`rows` that match the chosen values of every facet but `without`."""
    for facet, values in chosen.values.items():
        if facet == without:
            continue
        if facet == "language":
            rows = rows.in_languages(values)
        elif facet == "theme":
            through = rows.model.themes.through.objects.filter(theme__key__in=values)
            rows = rows.filter(pk__in=through.values(rows.model._meta.model_name))
        else:
            rows = rows.filter(**{f"{chosen.paths[facet]}__in": values})
    return rows


def facet_counts(rows: Rows, chosen: Chosen) -> dict[str, dict[str, int]]:
    """How many of `rows` there are of each value: facet to value to count, most first.

    Each facet is counted among what the *other* facets leave, so that a second value of the same
    facet can be added. Languages are counted by their base codes, a row in "pt" and "pt-BR"
    once. One query for all facets.
    """
    counted = [
        _count(narrowed(rows, chosen, without=facet), facet, path) for facet, path in chosen.paths.items()
    ]
    found: dict[str, dict[str, int]] = {facet: {} for facet in chosen.paths}
    lines = sorted(counted[0].union(*counted[1:], all=True), key=lambda line: (-line[2], line[1]))
    for facet, value, count in lines:
        found[facet][value] = count
    return found


def _count(rows: Rows, facet: str, path: str):
    rows = (
        rows.exclude(**{path: NOT_SAID[facet]})
        if facet in NOT_SAID
        else rows.filter(**{f"{path}__isnull": False})
    )
    value = base_of(path) if facet == "language" else F(path)
    return (
        rows.order_by()
        .annotate(facet=Value(facet, output_field=CharField()), value=Cast(value, CharField(max_length=60)))
        .values_list("facet", "value")
        .annotate(count=Count("pk", distinct=facet == "language"))
    )


def total(counts: dict[str, dict[str, int]], chosen: Chosen) -> int:
    """How many rows are shown, read off the counts of the first facet (each row has just one value)."""
    first = next(iter(chosen.paths))
    wanted = chosen.values.get(first)
    return sum(count for value, count in counts[first].items() if wanted is None or value in wanted)
