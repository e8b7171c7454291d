"""Shapes made of triangles, and the little of vectors they need."""

from __future__ import annotations

import itertools
import math

Point = tuple[float, float, float]


class Mesh:
    """Triangles with flat normals, in one colour."""

    def __init__(
        self, name: str, colour: tuple[int, int, int], *, rough: float = 0.8, metal: float = 0.0
    ) -> None:
        self.name, self.colour, self.rough, self.metal = name, colour, rough, metal
        self.faces: list[tuple[Point, ...]] = []

    def triangle(self, a, b, c) -> None:
        self.faces.append((a, b, c))

    def quad(self, a, b, c, d) -> None:
        self.triangle(a, b, c)
        self.triangle(a, c, d)

    def prism(self, low: list, high: list) -> None:
        """Join two polygons of equal length (counter-clockwise seen from `high`)."""
        count = len(low)
        for i in range(1, count - 1):
            self.triangle(high[0], high[i], high[i + 1])
            self.triangle(low[0], low[i + 1], low[i])
        for i in range(count):
            j = (i + 1) % count
            self.quad(low[i], low[j], high[j], high[i])

    def box(self, x0, y0, z0, x1, y1, z1) -> None:
        self.prism(
            [(x0, y0, z0), (x1, y0, z0), (x1, y1, z0), (x0, y1, z0)],
            [(x0, y0, z1), (x1, y0, z1), (x1, y1, z1), (x0, y1, z1)],
        )

    def tube(self, path: list[Point], radii: list[float], sides: int = 8) -> None:
        """A closed tube along `path`, with one radius for each of its points."""
        rings = []
        for i, point in enumerate(path):
            before, after = path[max(0, i - 1)], path[min(len(path) - 1, i + 1)]
            along = unit(sub(after, before))
            helper = (0.0, 0.0, 1.0) if abs(along[2]) < 0.9 else (1.0, 0.0, 0.0)
            u = unit(cross(helper, along))
            v = cross(along, u)
            r = radii[i]
            rings.append(
                [
                    tuple(point[k] + r * (math.cos(t) * u[k] + math.sin(t) * v[k]) for k in range(3))
                    for t in (2 * math.pi * n / sides for n in range(sides))
                ]
            )
        for low, high in itertools.pairwise(rings):
            for i in range(sides):
                j = (i + 1) % sides
                self.quad(low[i], low[j], high[j], high[i])
        for ring, flip in ((rings[0], True), (rings[-1], False)):
            for i in range(1, sides - 1):
                self.triangle(ring[0], *((ring[i + 1], ring[i]) if flip else (ring[i], ring[i + 1])))


def sub(a: Point, b: Point) -> Point:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def cross(a: Point, b: Point) -> Point:
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def unit(a: Point) -> Point:
    length = math.hypot(*a) or 1.0
    return (a[0] / length, a[1] / length, a[2] / length)


def normal_of(face: tuple[Point, ...]) -> Point:
    """The direction a triangle looks in; its corners run counter-clockwise seen from there."""
    return unit(cross(sub(face[1], face[0]), sub(face[2], face[0])))
