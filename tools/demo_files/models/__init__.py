"""Models to turn and look at, as glTF, each with a poster."""

from __future__ import annotations

from pathlib import Path

from tools.demo_files.models.dovetail import make_dovetail
from tools.demo_files.models.saddle_stitch import make_saddle_stitch


def make_models(out: Path) -> None:
    make_dovetail(out)
    make_saddle_stitch(out)
