"""How the PDFs look: styles, tables, pictures, the foot of the page."""

from __future__ import annotations

import io
import re
from pathlib import Path

from PIL import Image
from reportlab import rl_config
from reportlab.lib import colors
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.platypus import (
    Flowable,
    KeepTogether,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)
from reportlab.platypus import (
    Image as PdfImage,
)

from tools.demo_files.style import BLUE, LINE, PAPER, SOFT

rl_config.useA85 = 0  # binary streams: a quarter smaller


def rgb(c: tuple[int, int, int]) -> colors.Color:
    return colors.Color(c[0] / 255, c[1] / 255, c[2] / 255)


TEXT = ParagraphStyle("text", fontName="Body", fontSize=9.5, leading=13.5, alignment=TA_LEFT, spaceAfter=5)
CELL = ParagraphStyle("cell", parent=TEXT, fontSize=8.4, leading=11, spaceAfter=0)
HEAD = ParagraphStyle("head", parent=CELL, fontName="Body-Bold", textColor=colors.white)
H1 = ParagraphStyle("h1", parent=TEXT, fontName="Body-Bold", fontSize=17, leading=21, spaceAfter=4)
H2 = ParagraphStyle(
    "h2", parent=TEXT, fontName="Body-Bold", fontSize=11.5, leading=15, spaceBefore=9, spaceAfter=4
)
LEAD = ParagraphStyle("lead", parent=TEXT, fontSize=10.5, leading=15, textColor=rgb(SOFT))
ITEM = ParagraphStyle("item", parent=TEXT, bulletFontName="Body", leftIndent=14, bulletIndent=2, spaceAfter=3)
TICK = ParagraphStyle(
    "tick", parent=TEXT, bulletFontName="Body", bulletFontSize=11, leftIndent=18, bulletIndent=0, spaceAfter=4
)
NOTE = ParagraphStyle(
    "note",
    parent=TEXT,
    backColor=colors.Color(0.96, 0.93, 0.84),
    borderPadding=6,
    spaceBefore=8,
    spaceAfter=10,
)
TABLE = TableStyle(
    [
        ("BACKGROUND", (0, 0), (-1, 0), rgb(BLUE)),
        ("GRID", (0, 0), (-1, -1), 0.5, rgb(LINE)),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("ROWBACKGROUNDS", (0, 1), (-1, -1), [colors.white, rgb(PAPER)]),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ]
)


def pdf(path: Path, *, lang: str, title: str, lead: str, by: str, licence: str, parts: list) -> None:
    """Write one PDF. A part is a heading ("# ..."), a bullet ("- ..."), a box to tick
    ("[] ..."), a note ("! ..."), "---" for a new page, plain text, or a flowable."""
    title, lead = spaced(title, lang), spaced(lead, lang)
    flow: list[Flowable] = [Paragraph(title, H1), Paragraph(lead, LEAD), Spacer(1, 4)]
    for part in parts:
        if isinstance(part, str):
            flow.append(flowable(spaced(part, lang)))
        else:
            flow += [Spacer(1, 3), part, Spacer(1, 7)]

    def foot(canvas, document) -> None:
        draw_foot(canvas, f"{by} · {licence}", document.page)

    SimpleDocTemplate(
        str(path),
        pagesize=A4,
        leftMargin=2 * cm,
        rightMargin=2 * cm,
        topMargin=1.8 * cm,
        bottomMargin=2.2 * cm,
        title=title,
        author=by,
        subject=lead,
        lang=lang,
        initialFontName="Body",
        invariant=1,
        pageCompression=1,
    ).build(flow, onFirstPage=foot, onLaterPages=foot)


def spaced(text: str, lang: str) -> str:
    """French puts a narrow no-break space before ; : ! ? and inside « »."""
    if not lang.startswith("fr"):
        return text
    text = text.replace("« ", "«\u202f")
    return re.sub(r" ([:;?!»%])", "\u202f\\1", text)


def flowable(part: str) -> Flowable:
    """What a part of text becomes on the page, by the mark it begins with."""
    if part == "---":
        return PageBreak()
    mark, _, text = part.partition(" ")
    match mark:
        case "#":
            return Paragraph(text, H2)
        case "-":
            return Paragraph(text, ITEM, bulletText="•")
        case "[]":
            return Paragraph(text, TICK, bulletText="☐")
        case "!":
            return KeepTogether([Paragraph(text, NOTE)])
        case _:
            return Paragraph(part, TEXT)


def draw_foot(canvas, words: str, page: int) -> None:
    canvas.saveState()
    canvas.setStrokeColor(rgb(LINE))
    canvas.line(2 * cm, 1.7 * cm, A4[0] - 2 * cm, 1.7 * cm)
    canvas.setFont("Body", 7.5)
    canvas.setFillColor(rgb(SOFT))
    canvas.drawString(2 * cm, 1.2 * cm, words)
    canvas.drawRightString(A4[0] - 2 * cm, 1.2 * cm, str(page))
    canvas.restoreState()


def grid(rows: list[list[str]], widths: list[float], *, tall: float = 0) -> Table:
    """A table with a heading row; widths in cm, `tall` (cm) gives empty rows room to be written in."""
    body = [[Paragraph(c, HEAD if i == 0 else CELL) for c in row] for i, row in enumerate(rows)]
    heights = None if not tall else [None] + [tall * cm] * (len(rows) - 1)
    table = Table(body, colWidths=[w * cm for w in widths], rowHeights=heights, repeatRows=1)
    table.setStyle(TABLE)
    return table


def picture(path: Path, width: float) -> PdfImage:
    """A drawing made small enough for print, `width` cm wide."""
    with Image.open(path) as image:
        w, h = image.size
        buffer = io.BytesIO()
        image.convert("RGB").resize((740, round(740 * h / w)), Image.Resampling.LANCZOS).quantize(
            48, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
        ).save(buffer, "PNG")
    buffer.seek(0)
    return PdfImage(buffer, width=width * cm, height=width * h / w * cm)
