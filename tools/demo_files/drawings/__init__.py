"""Drawings for sheets and resources, as PNG."""

from __future__ import annotations

from pathlib import Path

from tools.demo_files.drawings.leather import draw_saddle_stitch
from tools.demo_files.drawings.tiles import draw_tile_layout
from tools.demo_files.drawings.welds import draw_weld_defects
from tools.demo_files.drawings.wood import draw_dovetail, draw_moisture_chart, draw_stair


def make_drawings(out: Path) -> None:
    draw_moisture_chart(out)
    draw_stair(out)
    draw_dovetail(out)
    draw_weld_defects(out)
    draw_tile_layout(out)
    draw_saddle_stitch(out)
