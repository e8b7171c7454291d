"""The register of wood moisture, in three versions that grew from one another.

The first has one limit and four boards; the second a lower limit, a correction for the
temperature and ten boards; the third a list of species and the curve of equilibrium.
"""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from openpyxl.chart import LineChart, Reference
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from tools.demo_files.formulas import equilibrium
from tools.demo_files.spreadsheets.layout import heading_row, save_workbook, set_widths, titled_sheet

TITLE = "Registro dell’umidità del legno"
COLUMNS = [
    "Tavola",
    "Specie",
    "Spessore mm",
    "Temperatura °C",
    "Lettura 1",
    "Lettura 2",
    "Lettura 3",
    "Media",
    "Scarto",
    "Decisione",
]
BOARDS = [
    ("A-01", "Abete", 27, 18, 11.2, 11.6, 11.4), ("A-02", "Abete", 27, 18, 12.1, 12.4, 12.0), ("A-03", "Abete", 50, 18, 14.8, 15.6, 13.9),
    ("L-01", "Larice", 40, 18, 10.4, 10.2, 10.9), ("L-02", "Larice", 40, 17, 13.2, 13.0, 13.5), ("R-01", "Rovere", 27, 19, 9.1, 9.4, 9.0),
    ("R-02", "Rovere", 50, 19, 16.8, 18.9, 15.2), ("R-03", "Rovere", 27, 19, 8.2, 8.0, 8.3), ("F-01", "Faggio", 30, 18, 7.9, 8.4, 8.1), ("F-02", "Faggio", 30, 18, 11.9, 12.3, 12.2),
]  # fmt: skip
FIRST_ROW, LAST_ROW = 5, 44


def make_moisture_registers(out: Path) -> None:
    for version in (1, 2, 3):
        book = Workbook()
        sheet = titled_sheet(book, "Registro", TITLE)
        add_limits(sheet, version)
        heading_row(sheet, 4, COLUMNS)
        add_boards(sheet, version)
        add_formulas(sheet, version)
        add_looks(sheet)
        if version == 3:
            add_species_list(sheet)
            add_equilibrium(book)
        name = "registro-umidita.xlsx" if version == 3 else f"registro-umidita-{version}.xlsx"
        save_workbook(book, out / name, TITLE, "Laboratorio di falegnameria, Bolzano")


def add_limits(sheet: Worksheet, version: int) -> None:
    if version == 1:
        sheet["A2"], sheet["B2"] = "Soglia massima %", 12
    else:
        sheet["A2"], sheet["B2"] = "Minimo %", 8
        sheet["C2"], sheet["D2"] = "Massimo %", 12


def add_boards(sheet: Worksheet, version: int) -> None:
    for row, board in enumerate(BOARDS[: 4 if version == 1 else 10], FIRST_ROW):
        for column, value in enumerate(board, 1):
            sheet.cell(row, column, value)


def add_formulas(sheet: Worksheet, version: int) -> None:
    """Mean, spread and decision of every row, filled in or not."""
    for r in range(FIRST_ROW, LAST_ROW + 1):
        mean, upper, dry_enough = f"AVERAGE(E{r}:G{r})", "$B$2", '"lavorare"'
        if version > 1:
            mean += f"+(20-D{r})*0.1"
            upper, dry_enough = "$D$2", f'IF(H{r}<$B$2,"troppo secco","lavorare")'
        sheet.cell(r, 8, f'=IF(COUNT(E{r}:G{r})<3,"",ROUND({mean},1))')
        sheet.cell(r, 9, f'=IF(COUNT(E{r}:G{r})<3,"",ROUND(MAX(E{r}:G{r})-MIN(E{r}:G{r}),1))')
        sheet.cell(
            r, 10, f'=IF(H{r}="","",IF(I{r}>2,"rimisurare",IF(H{r}>{upper},"aspettare",{dry_enough})))'
        )


def add_looks(sheet: Worksheet) -> None:
    """Amber for the boards not to be worked yet, fixed headings, widths."""
    sheet.conditional_formatting.add(
        f"J{FIRST_ROW}:J{LAST_ROW}",
        FormulaRule(
            formula=['OR($J5="aspettare",$J5="rimisurare",$J5="troppo secco")'],
            fill=PatternFill("solid", bgColor="F6D9A8"),
        ),
    )
    sheet.freeze_panes = "A5"
    set_widths(sheet, "ABCDEFGHIJ", (14, 12, 13, 15, 10, 10, 10, 9, 9, 14))


def add_species_list(sheet: Worksheet) -> None:
    kinds = DataValidation(type="list", formula1='"Abete,Larice,Rovere,Faggio,Castagno"', allow_blank=True)
    sheet.add_data_validation(kinds)
    kinds.add(f"B{FIRST_ROW}:B{LAST_ROW}")


def add_equilibrium(book: Workbook) -> None:
    """A second sheet: the equilibrium moisture at three temperatures, and its chart."""
    curve = book.create_sheet("Equilibrio")
    heading_row(curve, 1, ["Umidità relativa %", "10 °C", "20 °C", "30 °C"])
    for humidity in range(30, 96, 5):
        curve.append([humidity] + [round(equilibrium(t, humidity), 1) for t in (10, 20, 30)])
    chart = LineChart()
    chart.title, chart.y_axis.title, chart.x_axis.title = "Umidità di equilibrio", "Legno %", "Aria %"
    chart.add_data(Reference(curve, min_col=2, max_col=4, min_row=1, max_row=15), titles_from_data=True)
    chart.set_categories(Reference(curve, min_col=1, min_row=2, max_row=15))
    chart.y_axis.delete = chart.x_axis.delete = False
    curve.add_chart(chart, "F2")
    set_widths(curve, "ABCD", (18, 18, 18, 18))
