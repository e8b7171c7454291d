"""Measuring the moisture of a board: five steps, twelve seconds."""

from __future__ import annotations

import math
from pathlib import Path

from PIL import Image

from tools.demo_files.drawings.sheet import Sheet
from tools.demo_files.films.film import (
    FRAMES_PER_SECOND,
    draw_step,
    ease,
    new_frame,
    write_captions,
    write_film,
)
from tools.demo_files.style import BLUE, GREEN, INK, STEEL, WOOD, WOOD_DARK

STEPS = [
    "Scegli un punto a 30 cm dalla testata",
    "Imposta specie e temperatura",
    "Infiggi le punte lungo la fibra",
    "Leggi, poi ripeti in altri due punti",
    "Scrivi specie, temperatura e media",
]
EACH = 2.4  # seconds
POINTS = [330, 240, 430]  # where the pins go in
READINGS = ["11,6", "11,4", "11,9"]
NO_READING = "––"
RECORD = ["Abete, 27 mm, 20 °C", "11,6   11,4   11,9", "media 11,6 → lavorare"]


def make_moisture_film(out: Path) -> None:
    write_film(
        out / "misurare-umidita.webm",
        [frame(i / FRAMES_PER_SECOND) for i in range(144)],
        ["-c:v", "libvpx-vp9", "-crf", "36", "-b:v", "0", "-g", "72", "-row-mt", "0", "-f", "webm"],
    )
    write_captions(
        out / "misurare-umidita.it.vtt",
        "it",
        [
            STEPS[0] + ".",
            STEPS[1] + ": abete, 20 gradi.",
            STEPS[2] + ".",
            STEPS[3] + ": 11,6, 11,4, 11,9.",
            STEPS[4] + ": 11,6, si può lavorare.",
        ],
        EACH,
    )


def frame(time: float) -> Image.Image:
    """The picture at `time` seconds."""
    s = new_frame()
    step = min(4, int(time / EACH))
    part = (time - step * EACH) / EACH
    draw_board(s)
    if step == 0:
        draw_distance(s, ease(part * 1.4))
        draw_meter(s, POINTS[0], 60, NO_READING)
    elif step == 1:
        draw_meter(s, POINTS[0], 60, "abete 20 °C" if part > 0.5 else "abete")
    elif step == 2:
        draw_meter(s, POINTS[0], 60 - 60 * ease(part * 1.5), READINGS[0] if part > 0.75 else NO_READING)
    elif step == 3:
        draw_three_readings(s, part)
    else:
        draw_holes(s, POINTS)
        draw_record(s, RECORD[: 1 + int(part * 4)])
    draw_step(s, STEPS[step], step, 5)
    return s.small()


def draw_board(s: Sheet) -> None:
    s.box(40, 190, 560, 70, WOOD)
    s.grain(40, 190, 560, 70, rows=6)
    s.shape([(40, 190), (62, 176), (622, 176), (600, 190)], (236, 208, 164))
    s.shape([(600, 190), (622, 176), (622, 246), (600, 260)], WOOD_DARK)


def draw_distance(s: Sheet, reach: float) -> None:
    s.arrow((600, 278), (600 - 270 * reach, 278), BLUE, 2, both=True)
    if reach > 0.6:
        s.text(465, 284, "30 cm", 16, BLUE, bold=True, anchor="ma")


def draw_three_readings(s: Sheet, part: float) -> None:
    """One point after the other; the meter lifts on its way to the next."""
    which = min(2, int(part * 3))
    lift = 20 * abs(math.sin(part * 3 * math.pi)) if part * 3 % 1 < 0.25 else 0
    draw_holes(s, POINTS[:which])
    draw_meter(s, POINTS[which], lift, READINGS[which])


def draw_holes(s: Sheet, points: list[int]) -> None:
    for x in points:
        s.dot(x - 10, 184, 2.5, INK)
        s.dot(x + 10, 184, 2.5, INK)


def draw_meter(s: Sheet, x: float, lift: float, value: str) -> None:
    """The meter with its two pins, `lift` above the board; long values on two lines."""
    top = 184 - lift
    for dx in (-10, 10):
        s.line([(x + dx, top - 22), (x + dx, top + 4)], STEEL, 3)
    s.shape([(x - 34, top - 104), (x + 34, top - 104), (x + 26, top - 20), (x - 26, top - 20)], (60, 70, 80))
    s.box(x - 27, top - 96, 54, 34, (206, 226, 196), INK, 1)
    if len(value) < 5:
        s.text(x, top - 79, value, 18, bold=True, anchor="mm")
    else:
        for i, word in enumerate(value.split(" ", 1)):
            s.text(x, top - 86 + i * 14, word, 11, bold=True, anchor="mm")
    s.text(x, top - 42, "%", 13, (255, 255, 255), anchor="mm")


def draw_record(s: Sheet, lines: list[str]) -> None:
    s.box(190, 40, 260, 112, (255, 255, 255))
    for i, words in enumerate(lines):
        s.text(210, 54 + i * 31, words, 16, GREEN if i == 2 else INK, bold=i == 2)
