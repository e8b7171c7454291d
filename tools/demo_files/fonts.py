"""The DejaVu fonts, for drawings and for PDFs: they hold every letter of the demo's languages."""

from __future__ import annotations

from pathlib import Path

from PIL import ImageFont
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FOLDERS = (
    "/usr/share/fonts/truetype/dejavu",
    "/usr/share/fonts/dejavu",
    "/usr/share/fonts/dejavu-sans-fonts",
    "/usr/share/fonts/TTF",
    "/Library/Fonts",
    str(Path.home() / ".fonts"),
)
REGULAR, BOLD = "DejaVuSans.ttf", "DejaVuSans-Bold.ttf"

_chosen = Path()  # by use_fonts, before anything is drawn


def use_fonts(given: str | None) -> None:
    """Draw and print with the fonts of the folder given, or of the first common one."""
    global _chosen
    _chosen = find_fonts(given)
    pdfmetrics.registerFont(TTFont("Body", str(_chosen / REGULAR)))
    pdfmetrics.registerFont(TTFont("Body-Bold", str(_chosen / BOLD)))
    pdfmetrics.registerFontFamily(
        "Body", normal="Body", bold="Body-Bold", italic="Body", boldItalic="Body-Bold"
    )


def find_fonts(given: str | None) -> Path:
    """The folder that holds DejaVuSans.ttf: the one given, or the first common one."""
    for folder in [given] if given else FOLDERS:
        if (Path(folder) / REGULAR).exists():
            return Path(folder)
    raise SystemExit("DejaVuSans.ttf not found: install fonts-dejavu or pass --fonts FOLDER")


def font(size: float, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """The font for a drawing; `size` in pixels."""
    return ImageFont.truetype(str(_chosen / (BOLD if bold else REGULAR)), round(size))
