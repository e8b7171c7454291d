"""Wood: the moisture it settles at, the rule of a stair, a dovetail joint."""

from __future__ import annotations

from pathlib import Path

from tools.demo_files.drawings.sheet import Sheet
from tools.demo_files.formulas import equilibrium, tail_edges
from tools.demo_files.style import (
    BLUE,
    GREEN,
    INK,
    LINE,
    PAPER,
    RED,
    SOFT,
    WOOD,
    WOOD_DARK,
)


def draw_moisture_chart(out: Path) -> None:
    s = Sheet(900, 560)
    s.text(60, 22, "Umidità di equilibrio del legno", 22, bold=True)
    s.text(60, 52, "Il valore a cui il legno arriva da solo, se l’aria non cambia", 14, SOFT)
    left, right, top, bottom = 80, 860, 95, 480

    def at(h: float, m: float) -> tuple[float, float]:
        return left + (h - 30) / 65 * (right - left), bottom - (m - 4) / 22 * (bottom - top)

    for low, high, colour, label in (
        (8, 12, (224, 236, 228), "interni riscaldati 8–12 %"),
        (12, 15, (246, 234, 206), "serramenti esterni fino a 15 %"),
        (20, 26, (245, 220, 214), "rischio di funghi oltre 20 %"),
    ):
        s.box(left, at(30, high)[1], right - left, at(30, low)[1] - at(30, high)[1], colour, None)
        s.text(left + 10, at(30, high)[1] + 6, label, 12.5, SOFT)
    for m in range(4, 27, 2):
        s.line([at(30, m), at(95, m)], LINE, 0.7)
        s.text(left - 10, at(30, m)[1], str(m), 13, anchor="rm")
    for h in range(30, 96, 10):
        s.line([at(h, 4), at(h, 26)], LINE, 0.7)
        s.text(at(h, 4)[0], bottom + 10, f"{h}", 13, anchor="ma")
    for t, colour in ((10, BLUE), (20, GREEN), (30, RED)):
        points = [at(h, equilibrium(t, h)) for h in range(30, 96) if equilibrium(t, h) <= 26]
        s.line(points, colour, 3)
    for i, (t, colour) in enumerate(((10, BLUE), (20, GREEN), (30, RED))):
        s.line([(640, 420 + i * 20), (675, 420 + i * 20)], colour, 3)
        s.text(685, 420 + i * 20, f"{t} °C", 14, anchor="lm")
    s.line([(left, top), (left, bottom), (right, bottom)], INK, 2)
    s.text((left + right) / 2, 520, "Umidità relativa dell’aria, %", 14, anchor="ma")
    s.text(60, 76, "Legno, %", 12.5, SOFT)
    x, y = at(45, equilibrium(20, 45))
    s.dashed((x, bottom), (x, y), INK)
    s.dashed((left, y), (x, y), INK)
    s.dot(x, y, 5, GREEN)
    s.text(x + 10, y + 6, "45 % e 20 °C: 8,5 %", 13, bold=True)
    s.save(out / "grafico-umidita-equilibrio.png")


def draw_stair(out: Path) -> None:
    s = Sheet(960, 600)
    s.text(40, 20, "Rampa dritta, altezza 270 cm", 22, bold=True)
    s.text(40, 50, "16 alzate da 16,9 · 15 pedate da 29 · 2a + p = 62,8", 15, SOFT)
    scale, x0, y0 = 1.55, 120, 530
    rise, going = 270 / 16 * scale, 29 * scale
    profile = [(x0, y0)]
    for i in range(16):
        x, y = profile[-1]
        profile.append((x, y - rise))
        if i < 15:
            profile.append((x + going, y - rise))
    end = profile[-1]
    s.shape(
        [
            *profile,
            (end[0] + 90, end[1]),
            (end[0] + 90, end[1] + 22),
            (end[0] + 8, end[1] + 22),
            (x0 + 46, y0),
        ],
        WOOD,
    )
    s.line([(20, y0), (930, y0)], INK, 2.5)
    s.arrow((end[0] + 120, y0), (end[0] + 120, end[1]), BLUE, 1.8, both=True)
    s.text(end[0] + 112, (y0 + end[1]) / 2, "270", 17, BLUE, bold=True, anchor="rm")
    s.arrow((x0, y0 + 26), (end[0], y0 + 26), BLUE, 1.8, both=True)
    s.text((x0 + end[0]) / 2, y0 + 34, "435", 17, BLUE, bold=True, anchor="ma")
    i = 13
    px, py = profile[i]
    s.line([(px, py + rise), (px, py)], RED, 3)
    s.dashed((px, py + rise / 2), (px + 60, py + 110), RED)
    s.text(px + 66, py + 112, "a 16,9", 16, RED, bold=True, anchor="lm")
    px, py = profile[20]
    s.line([(px - going, py), (px, py)], RED, 3)
    s.dashed((px - going / 2, py), (px + 40, py + 110), RED)
    s.text(px + 46, py + 112, "p 29", 16, RED, bold=True, anchor="lm")
    nose = [(x0, y0 - rise), (end[0], end[1])]
    s.dashed(nose[0], nose[1], GREEN, 2)
    x, y = profile[7]
    s.arrow((x, y - 200 * scale * 0.72), (x, y), GREEN, 2, both=True)
    s.text(x - 10, y - 150, "altezza libera\nalmeno 200", 14, GREEN, anchor="ra")
    s.save(out / "regola-scala.png")


def draw_dovetail(out: Path) -> None:
    s = Sheet(960, 560)
    s.text(40, 20, "Coda di rondine passante, abete 20 mm", 22, bold=True)
    s.text(40, 50, "Quattro code, pendenza 1:6; nel rovere 1:8", 15, SOFT)
    x0, y0, wide, deep = 70, 130, 360, 90
    tails = tail_edges(wide, 4, deep / 6, 26)
    s.text(x0, 96, "Tavola delle code, di faccia", 15, BLUE, bold=True)
    s.box(x0, y0 + deep, wide, 240, WOOD)
    s.grain(x0, y0 + deep, wide, 240, rows=9)
    for a, b, c, d in tails:
        s.shape([(x0 + a, y0 + deep), (x0 + b, y0), (x0 + c, y0), (x0 + d, y0 + deep)], WOOD)
        for k in range(1, 4):
            g = b + (c - b) * k / 4
            s.line([(x0 + g, y0 + 4), (x0 + g, y0 + deep - 2)], WOOD_DARK, 0.8)
    s.dashed((x0 - 20, y0 + deep), (x0 + wide + 20, y0 + deep), RED, 1.6)
    s.text(x0 + wide + 24, y0 + deep, "graffietto", 14, RED, anchor="lm")
    s.arrow((x0 - 24, y0), (x0 - 24, y0 + deep), BLUE, 1.6, both=True)
    s.text(x0 - 32, y0 + deep / 2, "20", 15, BLUE, bold=True, anchor="rm")
    x1 = 560
    s.text(x1, 96, "Tavola dei perni, di testa", 15, BLUE, bold=True)
    s.box(x1, y0, wide, deep, (240, 222, 186))
    for a, b, c, d in tails:
        s.shape([(x1 + a, y0 + deep), (x1 + b, y0), (x1 + c, y0), (x1 + d, y0 + deep)], PAPER, INK, 1.4)
    for k in range(10):
        s.line([(x1 + 2, y0 + deep - 8 * k), (x1 + 18, y0 + deep - 8 * k - 4)], WOOD_DARK, 0.7)
    sx, sy = 620, 330
    s.text(sx - 60, sy - 62, "La pendenza", 15, BLUE, bold=True)
    s.line([(sx, sy + 180), (sx, sy), (sx + 30, sy), (sx, sy + 180)], INK, 2)
    s.text(sx + 15, sy - 4, "1", 15, anchor="mb")
    s.text(sx - 10, sy + 90, "6", 15, anchor="rm")
    s.text(sx + 60, sy + 40, "Si sega dalla parte\ndello scarto: la linea\nresta sul pezzo.", 15)
    s.save(out / "coda-di-rondine.png")
