"""The paper that drawings, frames of films and posters are drawn on."""

from __future__ import annotations

import math
from pathlib import Path

from PIL import Image, ImageDraw

from tools.demo_files.fonts import font
from tools.demo_files.style import INK, PAPER, SOFT, WOOD_DARK


class Sheet:
    """A drawing at twice its size, made smaller at the end so that edges are smooth."""

    def __init__(
        self, width: int, height: int, *, zoom: int = 2, paper: tuple[int, int, int] = PAPER
    ) -> None:
        self.width, self.height, self.zoom = width, height, zoom
        self.image = Image.new("RGB", (width * zoom, height * zoom), paper)
        self.draw = ImageDraw.Draw(self.image)

    def _at(self, points) -> list[tuple[float, float]]:
        return [(x * self.zoom, y * self.zoom) for x, y in points]

    def line(self, points, colour=INK, width: float = 2) -> None:
        self.draw.line(self._at(points), fill=colour, width=max(1, round(width * self.zoom)), joint="curve")

    def dashed(self, a, b, colour=SOFT, width: float = 1.2, dash: float = 7) -> None:
        length = math.dist(a, b)
        steps = max(1, int(length / dash))
        for i in range(0, steps, 2):
            p, q = i / steps, min(1, (i + 1) / steps)
            self.line(
                [
                    (a[0] + (b[0] - a[0]) * p, a[1] + (b[1] - a[1]) * p),
                    (a[0] + (b[0] - a[0]) * q, a[1] + (b[1] - a[1]) * q),
                ],
                colour,
                width,
            )

    def shape(self, points, fill, edge=INK, width: float = 1.5) -> None:
        self.draw.polygon(self._at(points), fill=fill)
        if edge:
            self.line([*points, points[0]], edge, width)

    def box(self, x: float, y: float, w: float, h: float, fill, edge=INK, width: float = 1.5) -> None:
        self.shape([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], fill, edge, width)

    def dot(self, x: float, y: float, r: float, fill=INK, edge=None) -> None:
        z = self.zoom
        self.draw.ellipse(
            [(x - r) * z, (y - r) * z, (x + r) * z, (y + r) * z], fill=fill, outline=edge, width=z
        )

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float = 15,
        colour=INK,
        *,
        bold: bool = False,
        anchor: str = "la",
    ) -> None:
        self.draw.text(
            (x * self.zoom, y * self.zoom),
            words,
            font=font(size * self.zoom, bold=bold),
            fill=colour,
            anchor=anchor,
            spacing=4 * self.zoom,
        )

    def arrow(self, a, b, colour=INK, width: float = 1.6, *, both: bool = False) -> None:
        self.line([a, b], colour, width)
        for tip, tail in ((b, a), (a, b)) if both else ((b, a),):
            angle = math.atan2(tip[1] - tail[1], tip[0] - tail[0])
            wing = [(tip[0] - 9 * math.cos(angle + s), tip[1] - 9 * math.sin(angle + s)) for s in (0.4, -0.4)]
            self.shape([tip, *wing], colour, None)

    def grain(self, x: float, y: float, w: float, h: float, colour=WOOD_DARK, rows: int = 6) -> None:
        for i in range(1, rows):
            base = y + h * i / rows
            self.line(
                [(x + w * k / 40, base + 2.2 * math.sin(k * 0.35 + i * 1.7)) for k in range(41)], colour, 0.8
            )

    def small(self) -> Image.Image:
        return self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)

    def save(self, path: Path) -> None:
        """Keep it at its large size, in few colours."""
        self.image.resize(
            (round(self.width * 1.4), round(self.height * 1.4)), Image.Resampling.LANCZOS
        ).quantize(96, dither=Image.Dither.NONE).save(path, optimize=True)
