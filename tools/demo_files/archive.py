"""The kit of the bicycle workshop: its card and its assessment grid in one zip file."""

from __future__ import annotations

import zipfile
from pathlib import Path

from tools.demo_files.spreadsheets.layout import write_csv
from tools.demo_files.steady import add_to_zip

GESTURES = (
    ("Crevaison", "3 bars tenus vingt minutes, chambre non pincée"),
    ("Frein à câble", "Patin à mi-course, roue libre"),
)


def make_archive(out: Path) -> None:
    """Pack the card that make_pdfs left in `out` and a grid; both exist in the archive only."""
    card, grid = out / "fiche-velo.pdf", out / "grille-velo.csv"
    write_csv(
        grid,
        [
            ["Personne (code)", "Geste", "Critère", "Oui", "Non", "Date", "Formateur"],
            *[
                [f"P{n}", gesture, criterion, "", "", "", ""]
                for n in range(1, 7)
                for gesture, criterion in GESTURES
            ],
        ],
    )
    with zipfile.ZipFile(out / "kit-atelier-velo.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for file in (card, grid):
            add_to_zip(archive, file.name, file.read_bytes())
            file.unlink()
