"""How the Word files look: page, fonts, headings, lists and tables."""

from __future__ import annotations

import io
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from tools.demo_files.steady import DATE, steady_office_file
from tools.demo_files.style import BLUE, SOFT

FONT = "DejaVu Sans"


def word(path: Path, *, lang: str, title: str, lead: str, by: str, parts: list) -> None:
    """Write one Word file. A part is "# heading", "- bullet", "[] box", text or a list of rows."""
    document = docx.Document()
    set_page(document)
    set_styles(document, lang)
    document.add_paragraph(title, style="Title")
    document.add_paragraph(lead).runs[0].font.color.rgb = RGBColor(*SOFT)
    for part in parts:
        add_part(document, part)
    core = document.core_properties
    core.title, core.author, core.last_modified_by, core.language = title, by, by, lang
    core.created = core.modified = DATE
    core.comments = ""
    buffer = io.BytesIO()
    document.save(buffer)
    path.write_bytes(steady_office_file(buffer.getvalue()))


def set_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2)


def set_styles(document: Document, lang: str) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(10)
    properties = normal.element.get_or_add_rPr()
    properties.append(properties.makeelement(qn("w:lang"), {qn("w:val"): lang}))
    for name, size in (("Title", 20), ("Heading 1", 13)):
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb = RGBColor(*BLUE)
        for theme in ("w:asciiTheme", "w:hAnsiTheme"):  # would win over the name
            style.element.rPr.rFonts.attrib.pop(qn(theme), None)


def add_part(document: Document, part: str | list[list[str]]) -> None:
    if isinstance(part, list):
        add_table(document, part)
    elif part.startswith("# "):
        document.add_paragraph(part[2:], style="Heading 1")
    elif part.startswith("- "):
        document.add_paragraph(part[2:], style="List Bullet")
    elif part.startswith("[] "):
        document.add_paragraph("☐ " + part[3:])
    else:
        document.add_paragraph(part)


def add_table(document: Document, rows: list[list[str]]) -> None:
    """A table with bold headings, and room below it."""
    table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for index, row in enumerate(rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            run = cell.paragraphs[0].add_run(text)
            run.font.size = Pt(9)
            run.bold = index == 0
    document.add_paragraph()
