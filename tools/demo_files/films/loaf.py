"""Shaping a loaf: six gestures, twelve seconds, no words."""

from __future__ import annotations

import math
from pathlib import Path

from PIL import Image

from tools.demo_files.drawings.sheet import Sheet
from tools.demo_files.films.film import FRAMES_PER_SECOND, ease, new_frame, write_film
from tools.demo_files.style import BLUE, LINE, WOOD

EACH = 2.0  # seconds
GESTURES = 6
DOUGH, SHADE, SEAM, SKIN = (246, 232, 200), (228, 206, 160), (196, 168, 118), (214, 160, 124)
MIDDLE, BENCH = 320, 190


def make_loaf_film(out: Path) -> None:
    write_film(
        out / "formar-barra.mp4",
        [frame(i / FRAMES_PER_SECOND) for i in range(int(EACH * GESTURES * FRAMES_PER_SECOND))],
        ["-c:v", "libx264", "-preset", "slow", "-crf", "28", "-movflags", "+faststart", "-f", "mp4"],
    )


def frame(time: float) -> Image.Image:
    """The picture at `time` seconds."""
    s = new_frame()
    gesture = min(GESTURES - 1, int(time / EACH))
    part = ease((time - gesture * EACH) / EACH * 1.2)
    s.box(0, 0, 640, 360, WOOD, None)
    s.grain(0, 0, 640, 360, rows=9)
    (press, fold_down, fold_up, fold_in_two, turn_seam_down, stretch)[gesture](s, part)
    for i in range(GESTURES):
        s.dot(640 - 20 - (GESTURES - 1 - i) * 16, 24, 5, BLUE if i == gesture else LINE)
    return s.small()


def press(s: Sheet, part: float) -> None:
    """The gas out: wider and flatter under both palms."""
    oval(s, MIDDLE, BENCH, 90 + 60 * part, 92 - 4 * part, DOUGH)
    for side in (-1, 1):
        hand(s, MIDDLE + side * (34 + 50 * part), BENCH + 26 - 14 * math.sin(part * math.pi * 3), side)


def fold_down(s: Sheet, part: float) -> None:
    """The far third to the middle."""
    oval(s, MIDDLE, BENCH, 150, 88, DOUGH)
    oval(s, MIDDLE, BENCH - 62 + 40 * part, 132, 18 + 14 * part, SHADE)
    both_hands(s, 96, BENCH - 66 + 56 * part)


def fold_up(s: Sheet, part: float) -> None:
    """The near third over it."""
    oval(s, MIDDLE, BENCH + 8, 146, 76 - 14 * part, DOUGH)
    oval(s, MIDDLE, BENCH - 18, 132, 32, SHADE)
    oval(s, MIDDLE, BENCH + 62 - 52 * part, 130, 16 + 14 * part, DOUGH)
    both_hands(s, 96, BENCH + 80 - 56 * part)


def fold_in_two(s: Sheet, part: float) -> None:
    """In two, closed with the heel of the hand from one end to the other."""
    oval(s, MIDDLE, BENCH, 142, 60 - 18 * part, DOUGH)
    end = MIDDLE - 120 + 240 * part
    s.line([(MIDDLE - 120, BENCH + 30), (end, BENCH + 30)], SEAM, 4)
    hand(s, end, BENCH + 58, 1)


def turn_seam_down(s: Sheet, part: float) -> None:
    """The seam rolls over the front edge and under the loaf."""
    oval(s, MIDDLE, BENCH, 142, 42, DOUGH)
    if part < 0.9:
        y = BENCH + 8 + 30 * part
        s.line([(MIDDLE - 110 + 30 * part, y), (MIDDLE + 110 - 30 * part, y)], SEAM, 4 - 2 * part)
    both_hands(s, 84, BENCH + 30 + 26 * part)


def stretch(s: Sheet, part: float) -> None:
    """Rolled long, from the middle to the ends."""
    oval(s, MIDDLE, BENCH, 142 + 118 * part, 42 - 16 * part, DOUGH)
    both_hands(s, 22 + 190 * part, BENCH + 34 + 12 * math.sin(part * math.pi * 4))


def oval(s: Sheet, x: float, y: float, rx: float, ry: float, fill) -> None:
    turns = [i * math.tau / 60 for i in range(60)]
    s.shape([(x + rx * math.cos(t), y + ry * math.sin(t)) for t in turns], fill, SEAM, 2)


def both_hands(s: Sheet, apart: float, y: float) -> None:
    for side in (-1, 1):
        hand(s, MIDDLE + side * apart, y, side)


def hand(s: Sheet, x: float, y: float, side: int) -> None:
    """A hand from above, its fingers away from us; `side` is -1 for the left one."""
    s.shape([(x - 15, y + 30), (x + 15, y + 30), (x + 24, 372), (x - 24, 372)], SKIN, None)
    for i in range(4):
        oval(s, x - 21 + i * 14, y - 24 - (6 if i in (1, 2) else 0), 7, 22, SKIN)
    oval(s, x - side * 30, y + 8, 17, 9, SKIN)
    oval(s, x, y + 12, 28, 30, SKIN)
