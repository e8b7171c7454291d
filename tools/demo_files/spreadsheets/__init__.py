"""Registers and matrices as Excel files, tables as CSV."""

from __future__ import annotations

from pathlib import Path

from tools.demo_files.spreadsheets.competence_matrix import make_competence_matrix
from tools.demo_files.spreadsheets.moisture_register import make_moisture_registers
from tools.demo_files.spreadsheets.tables import make_mobility_budget, make_radiator_examples


def make_spreadsheets(out: Path) -> None:
    make_moisture_registers(out)
    make_competence_matrix(out)
    make_radiator_examples(out)
    make_mobility_budget(out)
