"""Paging by keyset: the same cost at page 1 and page 5,000, and no COUNT.

A cursor says "after the row with this value and this id"; it is signed, so nobody can make one
up, and a stale or broken one simply shows the first page.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.core import signing
from django.db.models import Model, Q

if TYPE_CHECKING:
    from django.db.models import QuerySet

Row = TypeVar("Row", bound=Model)
SALT = "cop.paging"
PAGE_SIZE = 25


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of rows, and the cursors that lead on.

    `older` and `newer` are cursors for `?after=`, "" where there is nothing further. Iterate
    it, take its length, or use `rows`.
    """

    rows: list[Row]
    older: str = ""
    newer: str = ""

    def __iter__(self):
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def has_other_pages(self) -> bool:
        """True when there is a page before or after this one."""
        return bool(self.older or self.newer)


def page_newest_first(
    rows: QuerySet[Row], cursor: str | None, *, by: str, size: int = PAGE_SIZE
) -> Page[Row]:
    """One page of `rows`, greatest `by` first, ties broken by id, greatest first.

    `cursor` is what the reader's `?after=` says (None or broken: the first page). Costs one
    query of `size + 1` rows; going back costs no more.
    """
    return _page(rows, cursor, by=by, size=size, descending=True)


def page_in_order(rows: QuerySet[Row], cursor: str | None, *, by: str, size: int = PAGE_SIZE) -> Page[Row]:
    """One page of `rows`, smallest `by` first, ties broken by id. See `page_newest_first`."""
    return _page(rows, cursor, by=by, size=size, descending=False)


def _page(rows: QuerySet[Row], cursor: str | None, *, by: str, size: int, descending: bool) -> Page[Row]:
    place = _read(cursor, by)
    backwards = place is not None and place[0] == "newer"
    downwards = descending != backwards
    sign = "-" if downwards else ""
    found = rows.order_by(f"{sign}{by}", f"{sign}pk")
    if place is not None:
        _, value, pk = place
        step = "lt" if downwards else "gt"
        # The first condition lets the index seek; the second breaks ties.
        found = found.filter(
            Q(**{f"{by}__{step}e": value}) & (Q(**{f"{by}__{step}": value}) | Q(**{f"pk__{step}": pk}))
        )
    window = list(found[: size + 1])
    more = len(window) > size
    window = window[:size]
    if backwards:
        window.reverse()
    if not window:
        return Page(rows=[]) if place is None else _page(rows, None, by=by, size=size, descending=descending)
    has_newer = more if backwards else place is not None
    has_older = True if backwards else more
    return Page(
        rows=window,
        newer=_write("newer", window[0], by) if has_newer else "",
        older=_write("older", window[-1], by) if has_older else "",
    )


def _write(direction: str, row: Model, by: str) -> str:
    value: Any = row
    for step in by.split("__"):
        value = getattr(value, step)
    if isinstance(value, dt.datetime):
        value = ["t", value.isoformat()]
    elif isinstance(value, dt.date):
        value = ["d", value.isoformat()]
    else:
        value = ["v", value]
    return signing.dumps([direction[0], by, value, row.pk], salt=SALT, compress=True)


def _read(cursor: str | None, by: str) -> tuple[str, Any, Any] | None:
    if not cursor:
        return None
    try:
        direction, field, (sort, value), pk = signing.loads(cursor, salt=SALT)
        if field != by:
            return None
        if sort == "t":
            value = dt.datetime.fromisoformat(value)
        elif sort == "d":
            value = dt.date.fromisoformat(value)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return ("newer" if direction == "n" else "older", value, pk)
