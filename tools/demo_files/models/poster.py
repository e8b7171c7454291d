"""Draws a model as a picture, shown until the model itself has loaded."""

from __future__ import annotations

import math
from pathlib import Path

from tools.demo_files.drawings.sheet import Sheet
from tools.demo_files.models.mesh import Mesh, Point, cross, normal_of, sub, unit
from tools.demo_files.style import SOFT

LIGHT = unit((0.35, 0.9, 0.55))
Colour = tuple[int, ...]


def poster(
    path: Path,
    title: str,
    note: str,
    meshes: list[Mesh],
    *,
    shift: dict[int, Point],
    turn: float,
    tilt: float,
) -> None:
    """A picture of the same triangles: the nearest wins, one light.

    `shift` moves single meshes, by their place in the list; `turn` and `tilt` in radians.
    """
    s = Sheet(960, 600, paper=(244, 242, 236))
    seen = triangles_in_view(meshes, shift, turn, tilt)
    xs = [p[0] for flat, _ in seen for p in flat]
    ys = [p[1] for flat, _ in seen for p in flat]
    scale = min(820 / (max(xs) - min(xs)), 430 / (max(ys) - min(ys)))
    mx, my = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    zoom = s.zoom
    depth: dict[int, float] = {}
    for flat, colour in seen:
        corners = [
            ((480 + (p[0] - mx) * scale) * zoom, (330 - (p[1] - my) * scale) * zoom, p[2]) for p in flat
        ]
        fill_nearest(s.image.load(), depth, s.width * zoom, corners, colour)
    s.text(40, 22, title, 24, bold=True)
    s.text(40, 56, note, 15, SOFT)
    s.save(path)


def triangles_in_view(
    meshes: list[Mesh], shift: dict[int, Point], turn: float, tilt: float
) -> list[tuple[list[Point], Colour]]:
    """The triangles that face the viewer, turned and tilted, each with its shade."""
    seen = []
    for index, mesh in enumerate(meshes):
        move = shift.get(index, (0.0, 0.0, 0.0))
        for face in mesh.faces:
            flat = [turned((p[0] + move[0], p[1] + move[1], p[2] + move[2]), turn, tilt) for p in face]
            if cross(sub(flat[1], flat[0]), sub(flat[2], flat[0]))[2] <= 0:
                continue
            facing = sum(a * b for a, b in zip(normal_of(face), LIGHT, strict=True))
            shade = 0.55 + 0.45 * max(0.0, facing)
            seen.append((flat, tuple(round(c * shade) for c in mesh.colour)))
    return seen


def turned(point: Point, turn: float, tilt: float) -> Point:
    """About the vertical axis, then about the horizontal one."""
    x, y, z = point
    x, z = x * math.cos(turn) + z * math.sin(turn), -x * math.sin(turn) + z * math.cos(turn)
    y, z = y * math.cos(tilt) - z * math.sin(tilt), y * math.sin(tilt) + z * math.cos(tilt)
    return x, y, z


def fill_nearest(pixels, depth: dict[int, float], wide: int, corners: list[Point], colour: Colour) -> None:
    """Paint a triangle row by row where nothing nearer was painted before."""
    (x0, y0, z0), (x1, y1, z1), (x2, y2, z2) = corners
    area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
    if abs(area) < 1e-9:
        return
    dzx = ((z1 - z0) * (y2 - y0) - (z2 - z0) * (y1 - y0)) / area
    dzy = ((z2 - z0) * (x1 - x0) - (z1 - z0) * (x2 - x0)) / area
    for y in range(math.ceil(min(y0, y1, y2)), math.floor(max(y0, y1, y2)) + 1):
        cuts = cuts_at(y, corners)
        if len(cuts) < 2:
            continue
        for x in range(math.floor(min(cuts)), math.ceil(max(cuts)) + 1):
            z = z0 + dzx * (x - x0) + dzy * (y - y0)
            place = y * wide + x
            if z > depth.get(place, -1e9):
                depth[place] = z
                pixels[x, y] = colour


def cuts_at(y: int, corners: list[Point]) -> list[float]:
    """Where a row of pixels cuts the edges of a triangle."""
    cuts = []
    for (ax, ay, _), (bx, by, _) in zip(corners, [*corners[1:], corners[0]], strict=True):
        if ay != by and min(ay, by) <= y <= max(ay, by):
            cuts.append(ax + (bx - ax) * (y - ay) / (by - ay))
    return cuts
