"""A through dovetail that slides open. Lengths in metres."""

from __future__ import annotations

from pathlib import Path

from tools.demo_files.formulas import tail_edges
from tools.demo_files.models.gltf import write_glb
from tools.demo_files.models.mesh import Mesh
from tools.demo_files.models.poster import poster

WIDE, DEEP, LONG = 0.12, 0.02, 0.09


def make_dovetail(out: Path) -> None:
    tails = tail_edges(WIDE, 4, DEEP / 6, 0.0085)
    boards = [pin_board(tails), tail_board(tails)]
    write_glb(out / "dovetail.glb", boards, slide=(1, 0.03))
    poster(
        out / "dovetail-poster.png",
        "Through dovetail, four tails, 1:6",
        "Tail board drawn off: it comes apart in this direction only",
        boards,
        shift={1: (0.0, 0.0, 0.05)},
        turn=-1.2,
        tilt=0.5,
    )


def tail_board(tails: list[tuple[float, float, float, float]]) -> Mesh:
    """It stands up from the joint; its tails point down and fill the depth of the pin board."""
    board = Mesh("tail board", (232, 204, 156))
    board.box(0, DEEP, 0, WIDE, DEEP + LONG, DEEP)
    for a, b, c, d in tails:
        upright(board, [(b, 0.0), (c, 0.0), (d, DEEP), (a, DEEP)])
    return board


def pin_board(tails: list[tuple[float, float, float, float]]) -> Mesh:
    """It lies behind; its pins come forward between the tails."""
    board = Mesh("pin board", (196, 148, 92), rough=0.75)
    board.box(0, 0, -LONG, WIDE, DEEP, 0)
    left_root, left_end = 0.0, 0.0
    for a, b, c, d in [*tails, (WIDE, WIDE, WIDE, WIDE)]:
        upright(board, [(left_end, 0.0), (b, 0.0), (a, DEEP), (left_root, DEEP)])
        left_root, left_end = d, c
    return board


def upright(board: Mesh, outline: list[tuple[float, float]]) -> None:
    """A tail or a pin: its outline, as deep as a board."""
    board.prism([(x, y, 0.0) for x, y in outline], [(x, y, DEEP) for x, y in outline])
