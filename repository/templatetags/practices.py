"""The drawing of a change: one ruler per indicator, where it stood before and where after."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from repository.models import Indicator

register = template.Library()

START, LENGTH = 8, 304  # of the ruler, in units of the viewBox 0 0 320 42
FINE = 5  # fine parts between two numbers of the ruler
# The ruler ends at one of these times a power of ten, and shows that many numbers after the first.
ENDS = ((1, 4), (2, 4), (3, 3), (4, 4), (5, 5), (10, 4))


@dataclass(frozen=True)
class Drawing:
    """Geometry as text, ready for SVG attributes (a point, whatever the reader's language).

    `ticks` and `change` are paths; `labels` are (x, anchor, number as the reader writes it);
    `before_x`, `after_x` and `change` are "" where a value is missing.
    """

    ticks: str
    labels: list[tuple[str, str, str]]
    before_x: str = ""
    after_x: str = ""
    change: str = ""


def draw_change(before: Decimal | None, after: Decimal | None) -> Drawing:
    """The ruler for two values, either of which may be missing. It holds zero, and minus where needed."""
    values = [value for value in (before, after) if value is not None]
    end, parts = _reach(max((abs(value) for value in values), default=Decimal(0)))
    low, high = (-end if any(value < 0 for value in values) else Decimal(0)), end
    if low:
        parts = 4
    before_x = "" if before is None else _x(before, low, high)
    after_x = "" if after is None else _x(after, low, high)
    steps = [low + (high - low) * step / (parts * FINE) for step in range(parts * FINE + 1)]
    ticks = "".join(f"M{_x(at, low, high)} 20v{3 if step % FINE else 6}" for step, at in enumerate(steps))
    numbers = steps[::FINE]
    anchors = ["start", *["middle"] * (len(numbers) - 2), "end"]
    return Drawing(
        ticks=f"M{START} 20h{LENGTH}{ticks}",
        labels=[
            (_x(at, low, high), anchor, _number(at)) for at, anchor in zip(numbers, anchors, strict=True)
        ],
        before_x=before_x,
        after_x=after_x,
        change=f"M{before_x} 9H{after_x}" if before_x and after_x else "",
    )


def verdict_words(indicator: Indicator) -> str:
    """What became of the figure, in the reader's language; "" while it cannot be said."""
    if indicator.difference is None or not indicator.verdict:
        return ""
    difference = number_format(indicator.difference, use_l10n=True, force_grouping=True)
    if indicator.verdict == "same":
        return _("no change")
    if indicator.verdict == "better":
        return _("better by %(difference)s") % {"difference": difference}
    return _("worse by %(difference)s") % {"difference": difference}


@register.inclusion_tag("practices/_change.html")
def change(indicator: Indicator, language: str) -> dict[str, object]:
    """One indicator, drawn, with its figures and its verdict; its texts are in `language` (BCP 47)."""
    return {"indicator": indicator, "language": language, **drawn(indicator)}


@register.simple_tag
def drawn(indicator: Indicator) -> dict[str, object]:
    """What is needed to draw `indicator`: `drawing` (Drawing) and `words` (its verdict)."""
    drawing = draw_change(indicator.baseline, indicator.follow_up)
    return {"drawing": drawing, "words": verdict_words(indicator)}


def _reach(value: Decimal) -> tuple[Decimal, int]:
    """Where the ruler of `value` (not below zero) ends, and how many numbers it shows after zero."""
    power = Decimal(10) ** (math.floor(value.log10()) if value else 0)
    return next((end * power, parts) for end, parts in ENDS if end * power >= value)


def _x(value: Decimal, low: Decimal, high: Decimal) -> str:
    place = round(START + LENGTH * float((value - low) / (high - low)), 1)
    return f"{place:g}"


def _number(value: Decimal) -> str:
    value = value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
    return number_format(value, use_l10n=True, force_grouping=True)
