"""The command: makes every file, drawings first, because the PDFs show them."""

from __future__ import annotations

import argparse
from pathlib import Path

from tools.demo_files.archive import make_archive
from tools.demo_files.drawings import make_drawings
from tools.demo_files.films import make_films
from tools.demo_files.fonts import use_fonts
from tools.demo_files.models import make_models
from tools.demo_files.pdf import make_pdfs
from tools.demo_files.spreadsheets import make_spreadsheets
from tools.demo_files.word import make_word_files


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tools.demo_files", description="Make the files of the demonstration toolbox."
    )
    parser.add_argument("--fonts", help="the folder with DejaVuSans.ttf and DejaVuSans-Bold.ttf")
    parser.add_argument("--out", type=Path, default=Path("cop/demo/files"), help="the folder to write to")
    options = parser.parse_args()
    use_fonts(options.fonts)
    out: Path = options.out
    out.mkdir(parents=True, exist_ok=True)
    make_drawings(out)
    make_models(out)
    make_pdfs(out)
    make_word_files(out)
    make_spreadsheets(out)
    make_archive(out)
    make_films(out)
    files = sorted(out.iterdir())
    print(f"{len(files)} files, {sum(f.stat().st_size for f in files) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
