"""Printable sheets, cards, curricula and manuals, as PDF: one module per family of trades."""

from __future__ import annotations

from pathlib import Path

from tools.demo_files.pdf import building, leather, metal_and_heating, small_trades, training, wood

SHEETS = (
    wood.moisture_lesson,
    wood.straight_stair,
    wood.wooden_window,
    wood.timber_renovation_curriculum,
    metal_and_heating.weld_defects,
    metal_and_heating.first_weld_defects,
    metal_and_heating.radiator_check,
    metal_and_heating.filter_change,
    building.tile_layout,
    building.work_cards,
    building.wall_preparation,
    leather.saddle_stitch_mornings,
    leather.leather_curricula,
    leather.leather_manual,
    small_trades.dough_temperature,
    small_trades.patch_test,
    small_trades.bicycle_repairs,
    training.micro_credentials,
    training.gesture_manual,
    training.workpiece_talk,
)


def make_pdfs(out: Path) -> None:
    """Write them all; the drawings some of them show must be in `out` already."""
    for make in SHEETS:
        make(out)
