"""One saddle stitch: four steps, ten seconds."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from tools.demo_files.drawings.leather import needle, stitch_scene
from tools.demo_files.drawings.sheet import Sheet
from tools.demo_files.films.film import (
    FRAMES_PER_SECOND,
    draw_step,
    ease,
    new_frame,
    write_captions,
    write_film,
)
from tools.demo_files.style import RED, SOFT

STEPS = [
    "Entra a agulha da frente",
    "A agulha de trás passa no mesmo furo",
    "Puxar os dois fios",
    "Apertar dos dois lados ao mesmo tempo",
]
EACH = 2.5  # seconds
DARK, PALE, EDGE = (40, 40, 40), (238, 226, 196), (150, 130, 90)


def make_stitch_film(out: Path) -> None:
    write_film(
        out / "ponto-de-seleiro.mp4",
        [frame(i / FRAMES_PER_SECOND) for i in range(120)],
        ["-c:v", "libx264", "-preset", "slow", "-crf", "26", "-movflags", "+faststart", "-f", "mp4"],
    )
    write_captions(
        out / "ponto-de-seleiro.pt.vtt",
        "pt",
        [
            STEPS[0] + ", de cima para baixo.",
            STEPS[1] + ", de baixo para cima.",
            STEPS[2] + " sem trespassar a linha.",
            STEPS[3] + ".",
        ],
        EACH,
    )


def frame(time: float) -> Image.Image:
    """The picture at `time` seconds. Each step draws between the last hole sewn (a) and the next (x)."""
    s = new_frame()
    step = min(3, int(time / EACH))
    part = ease((time - step * EACH) / 2.2)
    holes = stitch_scene(s, 120, 40, 600, 8, 5 if step == 3 and part > 0.6 else 4)
    draw = (front_needle_enters, back_needle_follows, pull_both, tighten)[step]
    draw(s, holes[4], holes[5], part)
    s.text(44, 88, "frente", 14, SOFT)
    s.text(44, 226, "trás", 14, SOFT)
    draw_step(s, STEPS[step], step, 4)
    return s.small()


def pale_thread(s: Sheet, points: list[tuple[float, float]]) -> None:
    """With an edge, or it would vanish on the paper."""
    s.line(points, EDGE, 5)
    s.line(points, PALE, 4)


def front_needle_enters(s: Sheet, a: float, x: float, part: float) -> None:
    y = 40 + 190 * part
    s.line([(a - 5, 118), (a + 20, 70), (x, y - 40)], DARK, 4)
    needle(s, (x - 4, y - 70), 86, 70)
    pale_thread(s, [(a + 5, 210), (a + 40, 255), (a + 90, 262)])
    needle(s, (a + 90, 262), -8, 70)


def back_needle_follows(s: Sheet, a: float, x: float, part: float) -> None:
    s.line([(a - 5, 118), (a + 22, 84), (x - 5, 118), (x + 5, 208), (x + 60, 250)], DARK, 4)
    needle(s, (x + 60, 250), 20, 70)
    y = 262 - 200 * part
    pale_thread(s, [(a + 5, 210), (a + 30, 240), (x + 2, y + 30)])
    needle(s, (x + 4, y + 40), -94, 70)


def pull_both(s: Sheet, a: float, x: float, part: float) -> None:
    slack, reach = 34 * (1 - part), 40 * part
    middle = (a + x) / 2
    s.line([(a - 5, 118), (middle, 112 - slack), (x - 5, 118), (x + 5, 208), (x + 60 + reach, 250)], DARK, 4)
    needle(s, (x + 60 + reach, 250), 20, 70)
    pale_thread(s, [(a + 5, 210), (middle, 216 + slack), (x + 5, 208), (x - 5, 118), (x + 50 + reach, 70)])
    needle(s, (x + 50 + reach, 70), -20, 70)


def tighten(s: Sheet, a: float, x: float, part: float) -> None:
    s.line([(x + 5, 208), (x + 120, 232)], DARK, 4)
    pale_thread(s, [(x - 5, 118), (x + 120, 94)])
    if part <= 0.6:
        s.line([(a - 5, 118), ((a + x) / 2, 112), (x - 5, 118)], DARK, 5)
        s.line([(a + 5, 210), ((a + x) / 2, 216), (x + 5, 210)], PALE, 5)
    s.arrow((x + 70, 80 - 14 * part), (x + 128, 68 - 14 * part), RED, 3)
    s.arrow((x + 70, 246 + 14 * part), (x + 128, 258 + 14 * part), RED, 3)
