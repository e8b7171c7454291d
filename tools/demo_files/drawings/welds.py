"""Six welds in section: a good one and five defects, numbered as in ISO 6520-1."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tools.demo_files.drawings.sheet import Sheet
from tools.demo_files.style import GREEN, INK, LINE, RED, SOFT, STEEL

WHITE = (255, 255, 255)
NORMAL, HIGH = 9, 26  # how far the bead rises above the plates


class Place(NamedTuple):
    """Where a weld is drawn: its middle, and the upper and lower face of the plates."""

    mid: float
    top: float
    low: float


def draw_weld_defects(out: Path) -> None:
    s = Sheet(960, 620)
    s.text(40, 20, "Wady spoin w przekroju", 22, bold=True)
    s.text(40, 50, "Numery według ISO 6520-1", 14, SOFT)
    for index, (name, foot, draw_defect) in enumerate(KINDS):
        x, y = 40 + (index % 3) * 300, 95 + (index // 3) * 260
        s.box(x, y, 280, 235, WHITE, LINE, 1)
        s.text(x + 14, y + 12, name, 15, GREEN if index == 0 else RED, bold=True)
        place = Place(x + 140, y + 105, y + 165)
        draw_plates(s, place)
        draw_bead(
            s,
            place,
            height=HIGH if draw_defect is excess else NORMAL,
            through=draw_defect is not no_penetration,
        )
        if draw_defect:
            draw_defect(s, place)
        s.text(x + 14, y + 206, foot, 13, SOFT)
    s.save(out / "wady-spoin.png")


def draw_plates(s: Sheet, place: Place) -> None:
    mid, top, low = place
    for side in (-1, 1):
        s.shape(
            [
                (mid + side * 120, top),
                (mid + side * 34, top),
                (mid + side * 8, low - 8),
                (mid + side * 8, low),
                (mid + side * 120, low),
            ],
            (202, 210, 216),
        )
        for k in range(6):
            a = mid + side * (48 + k * 13)
            s.line([(a, low - 3), (a + 12, low - 16)], STEEL, 1)


def draw_bead(s: Sheet, place: Place, *, height: float, through: bool) -> None:
    """The weld itself; `through` when it reaches the lower face."""
    mid, top, low = place
    crown = [(mid - 40 + 80 * k / 20, top - height * math.sin(math.pi * k / 20)) for k in range(21)]
    if through:
        root = [(mid + 13, low), (mid + 6, low + 5), (mid - 6, low + 5), (mid - 13, low)]
    else:
        root = [(mid + 21, low - 32), (mid, low - 22), (mid - 21, low - 32)]
    s.shape([*crown, *root], (126, 140, 152))
    for k in range(1, 4):
        s.line(
            [
                (mid - 36 + 72 * t / 12, top - 6 + k * 14 + 5 * math.sin(math.pi * t / 12))
                for t in range(2 + k, 11 - k)
            ],
            (160, 172, 182),
            1,
        )


def undercut(s: Sheet, place: Place) -> None:
    mid, top, _ = place
    for side in (-1, 1):
        s.shape(
            [(mid + side * 33, top - 2), (mid + side * 46, top - 2), (mid + side * 39, top + 11)],
            WHITE,
            INK,
            1.2,
        )
        s.arrow((mid + side * 75, top - 40), (mid + side * 42, top - 6), RED, 2)


def no_penetration(s: Sheet, place: Place) -> None:
    mid, _, low = place
    s.shape(
        [(mid - 8, low), (mid - 8, low - 10), (mid, low - 22), (mid + 8, low - 10), (mid + 8, low)],
        WHITE,
        INK,
        1.2,
    )
    s.arrow((mid + 50, low + 38), (mid + 6, low - 8), RED, 2)


def no_fusion(s: Sheet, place: Place) -> None:
    mid, top, low = place
    s.line([(mid - 33, top + 3), (mid - 12, low - 10)], RED, 4)
    s.arrow((mid - 85, top - 32), (mid - 28, top + 20), RED, 2)


def pores(s: Sheet, place: Place) -> None:
    mid, top, _ = place
    for dx, dy, r in ((-12, 8, 4), (6, 18, 5), (-2, 34, 3.5), (14, 4, 3), (-18, 22, 3)):
        s.dot(mid + dx, top + dy, r, WHITE, INK)
    s.arrow((mid + 80, top - 32), (mid + 12, top + 14), RED, 2)


def excess(s: Sheet, place: Place) -> None:
    mid, top, _ = place
    s.dashed((mid - 70, top), (mid + 95, top), INK)
    s.arrow((mid + 72, top), (mid + 72, top - HIGH), RED, 2, both=True)
    s.text(mid + 82, top - 22, "h", 15, RED, bold=True)


# Name, what to look for, what is drawn over the bead.
KINDS: list[tuple[str, str, Callable[[Sheet, Place], None] | None]] = [
    ("Spoina poprawna", "h w granicach, przetop pełny", None),
    ("Podtopienie · 5011", "rowek na brzegu, h głębokość", undercut),
    ("Brak przetopu · 402", "grań nie stopiona", no_penetration),
    ("Przyklejenie · 401", "brzeg nie stopiony, brak szczeliny", no_fusion),
    ("Pęcherze · 2011", "gaz zamknięty w spoinie", pores),
    ("Nadmierny nadlew · 502", "lico zbyt wypukłe", excess),
]
