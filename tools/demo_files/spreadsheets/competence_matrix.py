"""The competence matrix of a leather workshop: who does what alone, and what hangs on one person."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from tools.demo_files.spreadsheets.layout import heading_row, save_workbook, set_widths, titled_sheet

TITLE = "Matriz de competências da oficina"
PEOPLE = "ABCDEFG"
TASKS = [  # station, its tasks
    (
        "Corte",
        ["Escolher a pele e marcar defeitos", "Dispor moldes", "Cortar à mão", "Cortar no balancé"],
    ),
    ("Preparação", ["Igualizar", "Facear orlas", "Colar forros", "Marcar furação"]),
    ("Costura", ["Máquina plana", "Máquina de coluna", "Ponto de seleiro", "Remates"]),
    ("Montagem", ["Virar e vincar", "Aplicar fechos", "Aplicar ferragens", "Fechar a peça"]),
    ("Orlas", ["Lixar", "Tingir", "Polir a quente"]),
    ("Controlo", ["Medir e comparar com a amostra", "Reparar pequenos defeitos"]),
    ("Expedição", ["Limpar e embalar", "Etiquetar", "Preparar guia"]),
]
LEVELS = [  # one line for each task, one digit for each person
    "2310012",
    "2200011",
    "3210022",
    "1320010",
    "0310002",
    "0300000",
    "2212110",
    "1220012",
    "0032100",
    "0013200",
    "2000030",
    "1222120",
    "0212210",
    "0122100",
    "0212101",
    "1231210",
    "1122210",
    "0300001",
    "0300010",
    "2210130",
    "2200020",
    "1111322",
    "0111322",
    "0011032",
]
LEVEL_COLOURS = ((0, "F3F1EA"), (1, "F6E3B8"), (2, "CFE3D6"), (3, "8FC0A5"))
FIRST_ROW = 5
LAST_ROW = FIRST_ROW + len(LEVELS) - 1


def make_competence_matrix(out: Path) -> None:
    book = Workbook()
    sheet = titled_sheet(book, "Matriz", TITLE)
    sheet["A2"] = "0 não faz · 1 faz com ajuda · 2 faz sozinho · 3 ensina"
    heading_row(sheet, 4, ["Posto", "Tarefa", *[f"Pessoa {c}" for c in PEOPLE], "Fazem sozinhas", "Risco"])
    add_tasks(sheet)
    add_looks(sheet)
    save_workbook(
        book, out / "matriz-competencias.xlsx", TITLE, "Oficina de marroquinaria, São João da Madeira"
    )


def add_tasks(sheet: Worksheet) -> None:
    """Each task with its levels, how many do it alone, and a warning when that is one or none."""
    stations = [(station, task) for station, tasks in TASKS for task in tasks]
    for row, ((station, task), levels) in enumerate(zip(stations, LEVELS, strict=True), FIRST_ROW):
        sheet.cell(row, 1, station)
        sheet.cell(row, 2, task)
        for column, level in enumerate(levels, 3):
            sheet.cell(row, column, int(level)).alignment = Alignment(horizontal="center")
        sheet.cell(row, 10, f'=COUNTIF(C{row}:I{row},">=2")')
        sheet.cell(row, 11, f'=IF(J{row}=0,"ninguém",IF(J{row}=1,"uma só pessoa",""))')


def add_looks(sheet: Worksheet) -> None:
    """A colour for each level, red warnings, fixed headings, widths."""
    for level, colour in LEVEL_COLOURS:
        sheet.conditional_formatting.add(
            f"C{FIRST_ROW}:I{LAST_ROW}",
            CellIsRule(operator="equal", formula=[str(level)], fill=PatternFill("solid", bgColor=colour)),
        )
    sheet.conditional_formatting.add(
        f"K{FIRST_ROW}:K{LAST_ROW}", FormulaRule(formula=['$K5<>""'], font=Font(color="BA3A2E", bold=True))
    )
    sheet.freeze_panes = "C5"
    set_widths(sheet, "ABCDEFGHIJK", (14, 34, 10, 10, 10, 10, 10, 10, 10, 12, 18))
