"""A saddle stitch: two layers of leather, one thread in two colours, needles, an awl. In metres."""

from __future__ import annotations

from pathlib import Path

from tools.demo_files.models.gltf import write_glb
from tools.demo_files.models.mesh import Mesh, Point
from tools.demo_files.models.poster import poster
from tools.demo_files.style import LEATHER

HOLES = [0.012 + 0.008 * i for i in range(9)]
MIDDLE = 0.015  # of the strip, across
THREAD_RADIUS = 0.0006
DARK_END: list[Point] = [(0.088, -0.006, 0.018), (0.1, -0.012, 0.024)]
LIGHT_END: list[Point] = [(0.088, 0.012, 0.018), (0.1, 0.02, 0.024)]
AWL_HANDLE = [  # place along the handle, radius
    (0.06, 0.0022),
    (0.064, 0.0036),
    (0.066, 0.003),
    (0.07, 0.0046),
    (0.08, 0.0066),
    (0.092, 0.0066),
    (0.1, 0.0048),
    (0.103, 0.002),
]


def make_saddle_stitch(out: Path) -> None:
    meshes = [*leather(), *threads(), needles_and_blade(), awl_handle()]
    write_glb(out / "saddle-stitch.glb", meshes)
    poster(
        out / "saddle-stitch-poster.png",
        "Saddle stitch: one thread, two needles",
        "Follow which half of the thread comes out on which side",
        meshes,
        shift={},
        turn=-0.35,
        tilt=0.75,
    )


def leather() -> list[Mesh]:
    under, top = Mesh("leather, lower layer", (196, 138, 94)), Mesh("leather, top layer", LEATHER)
    under.box(0, 0, 0, 0.1, 0.002, 0.03)
    top.box(0, 0.002, 0, 0.1, 0.004, 0.03)
    return [under, top]


def threads() -> list[Mesh]:
    """The two halves of the thread: at every hole they change sides."""
    dark_path: list[Point] = []
    light_path: list[Point] = []
    slant, offset = 0.0008, 0.0005
    for i, x in enumerate(HOLES):
        above, below = (x - slant, 0.0046, MIDDLE - slant), (x + slant, -0.0006, MIDDLE + slant)
        first, second = (above, below) if i % 2 == 0 else (below, above)
        dark_path += [(p[0] - offset, p[1], p[2]) for p in (first, second)]
        light_path += [(p[0] + offset, p[1], p[2]) for p in (second, first)]
    dark = Mesh("thread, dark half", (44, 44, 48), rough=0.6)
    light = Mesh("thread, light half", (240, 228, 198), rough=0.6)
    for mesh, path in ((dark, dark_path + DARK_END), (light, light_path + LIGHT_END)):
        mesh.tube(path, [THREAD_RADIUS] * len(path), 6)
    return [dark, light]


def needles_and_blade() -> Mesh:
    steel = Mesh("needles and awl blade", (176, 186, 194), rough=0.3, metal=0.9)
    for start, way in ((DARK_END[-1], (0.03, -0.008, 0.006)), (LIGHT_END[-1], (0.03, 0.012, 0.006))):
        points = [tuple(start[k] + way[k] * t for k in range(3)) for t in (0, 0.15, 0.5, 0.85, 1.0)]
        steel.tube(points, [0.0007, 0.001, 0.001, 0.0008, 0.0003], 8)
    steel.tube(
        [(0.03, 0.003, 0.048), (0.045, 0.003, 0.048), (0.06, 0.003, 0.048)], [0.0004, 0.0014, 0.0014], 4
    )
    return steel


def awl_handle() -> Mesh:
    handle = Mesh("awl handle", (150, 96, 50), rough=0.5)
    handle.tube([(x, 0.003, 0.048) for x, _ in AWL_HANDLE], [radius for _, radius in AWL_HANDLE], 16)
    return handle
