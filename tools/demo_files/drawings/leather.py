"""The saddle stitch in section; the film of it uses the same leather and needles."""

from __future__ import annotations

import math
from pathlib import Path

from tools.demo_files.drawings.sheet import Sheet
from tools.demo_files.style import (
    BLUE,
    INK,
    LEATHER,
    SOFT,
    STEEL,
)


def stitch_scene(s: Sheet, y: float, left: float, right: float, count: int, done: int) -> list[float]:
    """Two layers of leather in section with `done` stitches sewn; the places of the holes."""
    s.box(left, y, right - left, 44, LEATHER)
    s.box(left, y + 44, right - left, 44, (186, 124, 80))
    holes = [left + 45 + (right - left - 90) * i / (count - 1) for i in range(count)]
    for x in holes:
        s.line([(x - 5, y), (x + 5, y + 88)], (70, 40, 22), 3)
    for i in range(done):
        a, b = holes[i], holes[i + 1]
        up, down = ((40, 40, 40), (238, 226, 196)) if i % 2 == 0 else ((238, 226, 196), (40, 40, 40))
        s.line([(a - 5, y - 1), (a + (b - a) * 0.5, y - 7), (b - 5, y - 1)], up, 5)
        s.line([(a + 5, y + 89), (a + (b - a) * 0.5 + 5, y + 95), (b + 5, y + 89)], down, 5)
    return holes


def draw_saddle_stitch(out: Path) -> None:
    s = Sheet(960, 540)
    s.text(40, 20, "Ponto de seleiro em corte", 22, bold=True)
    s.text(40, 50, "Um fio, duas agulhas: cada furo recebe o fio dos dois lados", 15, SOFT)
    holes = stitch_scene(s, 190, 60, 900, 10, 6)
    x = holes[6]
    needle(s, (x - 5, 188), -58, 150)
    needle(s, (x + 5, 281), 52, 150)
    s.text(x + 108, 84, "agulha da frente", 15, bold=True)
    s.text(x + 118, 392, "agulha de trás", 15, bold=True)
    s.arrow((holes[1], 330), (holes[2], 330), BLUE, 1.8, both=True)
    s.text((holes[1] + holes[2]) / 2, 340, "passo 3,85 mm", 15, BLUE, bold=True, anchor="ma")
    for i, words in enumerate(
        (
            "1  Entra a agulha da frente.",
            "2  A de trás pousa sobre ela, faz um T, e puxa-se a da frente.",
            "3  Puxar o primeiro fio para trás; passa a segunda no mesmo furo.",
            "4  Apertar dos dois lados ao mesmo tempo.",
        )
    ):
        s.text(60, 404 + i * 30, words, 16)
    s.save(out / "ponto-de-seleiro.png")


def needle(s: Sheet, eye: tuple[float, float], degrees: float, length: float) -> None:
    angle = math.radians(degrees)
    c, n = math.cos(angle), math.sin(angle)
    tip = (eye[0] + length * c, eye[1] + length * n)
    side = (-n * 3.2, c * 3.2)
    body = [
        (eye[0] + side[0], eye[1] + side[1]),
        (tip[0] - 14 * c + side[0], tip[1] - 14 * n + side[1]),
        tip,
        (tip[0] - 14 * c - side[0], tip[1] - 14 * n - side[1]),
        (eye[0] - side[0], eye[1] - side[1]),
    ]
    s.shape(body, STEEL, INK, 1.2)
    s.line([(eye[0] + 10 * c, eye[1] + 10 * n), (eye[0] + 24 * c, eye[1] + 24 * n)], (255, 255, 255), 2)
