"""How the spreadsheets look, and how they are written."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from tools.demo_files.steady import DATE, steady_office_file

THIN = Side(style="thin", color="C4CDD5")


def titled_sheet(book: Workbook, name: str, title: str) -> Worksheet:
    """The first sheet of a new workbook, named, with its title above everything."""
    sheet = book.active
    sheet.title = name
    sheet["A1"] = title
    sheet["A1"].font = Font(bold=True, size=15)
    return sheet


def heading_row(sheet: Worksheet, row: int, names: list[str]) -> None:
    for column, name in enumerate(names, 1):
        cell = sheet.cell(row, column, name)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1F5E8C")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        cell.border = Border(THIN, THIN, THIN, THIN)


def set_widths(sheet: Worksheet, columns: str, widths: Iterable[float]) -> None:
    for letter, width in zip(columns, widths, strict=True):
        sheet.column_dimensions[letter].width = width


def save_workbook(book: Workbook, path: Path, title: str, by: str) -> None:
    book.properties.title, book.properties.creator, book.properties.lastModifiedBy = title, by, by
    book.properties.created = book.properties.modified = DATE
    buffer = io.BytesIO()
    book.save(buffer)
    path.write_bytes(steady_office_file(buffer.getvalue()))


def write_csv(path: Path, rows: list[list]) -> None:
    """As spreadsheets in Europe open it: a byte order mark, semicolons."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";", lineterminator="\r\n").writerows(rows)
