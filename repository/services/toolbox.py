"""The toolbox: what is chosen in the facets, and how many there are of everything else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import CharField, Count, F, Value
from django.db.models.functions import Cast

from cop.core.countries import COUNTRIES
from cop.core.languages import base_languages, base_of, is_language
from repository.models import Resource

if TYPE_CHECKING:
    from django.http import QueryDict

    from repository.querysets import ResourceQuerySet

FACETS = {
    "type": "type",
    "language": "material_languages__language",
    "theme": "themes__key",
    "country": "country",
    "eqf": "eqf",
    "licence": "licence",
}
VALUES_MOST = 40  # of one facet that a query string may choose


@dataclass(frozen=True)
class Chosen:
    """The values chosen in each facet: facet to list of values, as in the query string."""

    values: dict[str, list[str]]

    @classmethod
    def from_query(cls, query: QueryDict) -> Chosen:
        """What a query string chooses; what cannot be a value is passed over."""
        values = {
            facet: [value for value in _typed(query, facet) if _is_value(facet, value)] for facet in FACETS
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
    if facet == "eqf":
        return value in "12345678" and len(value) == 1
    return 0 < len(value) <= 50 and value.isprintable()


def narrowed(rows: ResourceQuerySet, chosen: Chosen, *, without: str = "") -> ResourceQuerySet:
    """`rows` that match the chosen values of every facet but `without`."""
    for facet, values in chosen.values.items():
        if facet == without:
            continue
        if facet == "language":
            rows = rows.in_languages(values)
        elif facet == "theme":
            through = Resource.themes.through.objects.filter(theme__key__in=values)
            rows = rows.filter(pk__in=through.values("resource"))
        else:
            rows = rows.filter(**{f"{facet}__in": values})
    return rows


def facet_counts(rows: ResourceQuerySet, chosen: Chosen) -> dict[str, dict[str, int]]:
    """How many of `rows` there are of each value: facet to value to count, most first.

    Each facet is counted among what the *other* facets leave, so that a second value of the same
    facet can be added. Languages are counted by their base codes, a resource in "pt" and "pt-BR"
    once. One query for all facets.
    """
    counted = [_count(narrowed(rows, chosen, without=facet), facet, path) for facet, path in FACETS.items()]
    found: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
    lines = sorted(counted[0].union(*counted[1:], all=True), key=lambda line: (-line[2], line[1]))
    for facet, value, count in lines:
        found[facet][value] = count
    return found


def _count(rows: ResourceQuerySet, facet: str, path: str):
    empty: dict[str, object] = {"eqf": 0, "country": ""}
    rows = (
        rows.exclude(**{path: empty[facet]}) if facet in empty else rows.filter(**{f"{path}__isnull": False})
    )
    value = base_of(path) if facet == "language" else F(path)
    return (
        rows.order_by()
        .annotate(facet=Value(facet, output_field=CharField()), value=Cast(value, CharField(max_length=60)))
        .values_list("facet", "value")
        .annotate(count=Count("pk", distinct=facet == "language"))
    )


def total(counts: dict[str, dict[str, int]], chosen: Chosen) -> int:
    """How many resources are shown, read off the counts of their types (each has just one)."""
    types = counts["type"]
    wanted = chosen.values.get("type")
    return sum(count for value, count in types.items() if wanted is None or value in wanted)
