"""A wall of tiles set out twice: from the corner, and from the middle. Lengths in millimetres."""

from __future__ import annotations

from pathlib import Path

from tools.demo_files.drawings.sheet import Sheet
from tools.demo_files.style import BLUE, GREEN, INK, RED, SOFT

WALL, TILE, JOINT = 2480, 200, 3
LEFT, SCALE = 50, 860 / 2480  # of the drawing
WHOLE, BAD_CUT, GOOD_CUT = (236, 240, 243), (248, 214, 206), (208, 230, 216)


def draw_tile_layout(out: Path) -> None:
    s = Sheet(960, 560)
    s.text(40, 20, "Paño de 2480 mm, pieza de 200, junta de 3", 22, bold=True)
    s.text(LEFT, 78, "Empezar en la esquina: 12 piezas y una tira de 41 mm", 16, RED, bold=True)
    draw_tiles(s, 110, [TILE] * 12 + [41], BAD_CUT)
    draw_measure(s, 256, 0, TILE, SOFT)
    draw_measure(s, 256, WALL - 41, 41, RED)
    s.text(LEFT, 308, "Repartir: 11 piezas y dos cortes de 122 mm", 16, GREEN, bold=True)
    draw_tiles(s, 340, [122] + [TILE] * 11 + [122], GOOD_CUT)
    draw_measure(s, 486, 0, 122, GREEN)
    draw_measure(s, 486, WALL - 122, 122, GREEN)
    draw_measure(s, 486, 122 + JOINT, TILE, SOFT)
    axis = LEFT + WALL / 2 * SCALE
    s.dashed((axis, 325), (axis, 490), BLUE, 2)
    s.text(axis, 500, "eje", 14, BLUE, anchor="ma")
    s.text(LEFT, 530, "(2480 − 11 × 200 − 12 × 3) ÷ 2 = 122", 15, bold=True)
    s.save(out / "replanteo-alicatado.png")


def draw_tiles(s: Sheet, top: float, pieces: list[int], cut_colour: tuple[int, int, int]) -> None:
    """Three rows of the pieces; those cut in a colour of their own."""
    for row in range(3):
        x = float(LEFT)
        for piece in pieces:
            fill = WHOLE if piece == TILE else cut_colour
            s.box(x, top + row * 44, piece * SCALE, 42, fill, INK, 1)
            x += (piece + JOINT) * SCALE


def draw_measure(s: Sheet, y: float, start: float, length: int, colour: tuple[int, int, int]) -> None:
    """An arrow from `start` over `length` with its number below; whole tiles quieter than cuts."""
    is_cut = length != TILE
    ends = (LEFT + start * SCALE, y), (LEFT + (start + length) * SCALE, y)
    s.arrow(*ends, colour, 1.6 if is_cut else 1.2, both=True)
    size = 14 if is_cut else 13
    s.text(LEFT + (start + length / 2) * SCALE, y + 8, str(length), size, colour, bold=is_cut, anchor="ma")
