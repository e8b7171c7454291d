"""Short films drawn frame by frame, with their captions."""

from __future__ import annotations

from pathlib import Path

from tools.demo_files.films.loaf import make_loaf_film
from tools.demo_files.films.moisture import make_moisture_film
from tools.demo_files.films.saddle_stitch import make_stitch_film


def make_films(out: Path) -> None:
    make_moisture_film(out)
    make_stitch_film(out)
    make_loaf_film(out)
