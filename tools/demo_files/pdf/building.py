"""Building trades: tiles, walls, and six jobs on cards in easy words."""

from __future__ import annotations

from pathlib import Path

from reportlab.platypus import Spacer

from tools.demo_files.pdf.layout import grid, pdf, picture


def tile_layout(out: Path) -> None:
    pdf(
        out / "replanteo-alicatado.pdf",
        lang="es",
        title="Replanteo de alicatado",
        lead="Calcular antes de mezclar el adhesivo",
        by="Aula taller de alicatado, Castelló",
        licence="CC BY-NC 4.0",
        parts=[
            picture(out / "replanteo-alicatado.png", 17),
            "# Los cuatro pasos",
            "- Mide el ancho del paño en tres alturas y quédate con el menor. Anota el desplome.",
            "- Módulo = pieza + junta. Con pieza de 200 y junta de 3, el módulo es 203 mm.",
            "- Divide el ancho entre el módulo y mira el resto. Si el resto es menor que media pieza, quita una pieza entera.",
            "- Reparte lo que queda a los dos lados: (ancho − piezas × 200 − juntas × 3) ÷ 2.",
            "# Ejemplo resuelto: paño de 2480 mm",
            grid(
                [
                    ["Solución", "Piezas enteras", "Cortes", "Qué se ve"],
                    [
                        "Empezar en la esquina",
                        "12",
                        "1 × 41 mm",
                        "Una tira estrecha, difícil de cortar y de pegar",
                    ],
                    ["Repartir", "11", "2 × 122 mm", "Dos cortes iguales, mayores que media pieza"],
                ],
                [4.4, 3, 3.4, 6.2],
            ),
            "---",
            "# Tu paño",
            grid(
                [
                    ["Dato", "Medida 1", "Medida 2", "Medida 3"],
                    ["Ancho", "", "", ""],
                    ["Alto", "", "", ""],
                    ["Desplome", "", "", ""],
                    ["Módulo", "", "", ""],
                    ["Corte final", "", "", ""],
                ],
                [5, 4, 4, 4],
                tall=0.8,
            ),
            "# Lo evalúa el formador",
            "[] Mide en tres alturas y anota las tres.",
            "[] Calcula los dos cortes con un error de 2 mm como máximo.",
            "[] Marca el eje y el nivel de la segunda hilada antes de abrir el saco.",
        ],
    )


# Name of the job, its steps, a warning and a question.
WORK_CARDS = [
    (
        "Gruntowanie",
        [
            "Odkurz ścianę.",
            "Otwórz okno.",
            "Wymieszaj grunt patykiem.",
            "Maluj pędzlem rogi.",
            "Maluj wałkiem resztę.",
            "Zetrzyj zacieki od razu.",
            "Czekaj cztery godziny.",
        ],
        "Grunt szczypie w oczy. Załóż okulary.",
        "Skąd wiesz, że ściana jest już sucha?",
    ),
    (
        "Szpachlowanie",
        [
            "Weź szpachlę jak masło na nóż.",
            "Wciśnij ją w dziurę.",
            "Ściągnij nadmiar jednym ruchem.",
            "Warstwa ma mieć 2 milimetry.",
            "Głęboka dziura? Zrób dwie warstwy.",
            "Umyj narzędzie przed przerwą.",
            "Czekaj do jutra.",
        ],
        "Ostra szpachelka tnie. Odkładaj ją płasko.",
        "Dlaczego dwie cienkie, a nie jedna gruba?",
    ),
    (
        "Szlifowanie",
        [
            "Załóż maskę FFP2.",
            "Zamknij drzwi.",
            "Weź papier 120.",
            "Szlifuj kółkami, lekko.",
            "Sprawdź dłonią.",
            "Sprawdź lampą z boku.",
            "Odkurz ścianę.",
        ],
        "Bez maski nie zaczynaj.",
        "Co widać w świetle z boku?",
    ),
    (
        "Zabezpieczanie podłogi",
        [
            "Zamieć podłogę.",
            "Rozłóż tekturę.",
            "Sklej brzegi taśmą.",
            "Folia tylko na meble.",
            "Zostaw wolne przejście.",
            "Sprawdź, czy tektura się nie ślizga.",
        ],
        "Folia na podłodze jest śliska.",
        "Dlaczego tektura, a nie folia?",
    ),
    (
        "Malowanie wałkiem",
        [
            "Wlej farbę do kuwety.",
            "Zmocz wałek do połowy.",
            "Odciśnij na kratce.",
            "Maluj literę W.",
            "Wypełnij puste miejsca.",
            "Zawsze kończ ruchem w dół.",
            "Nie wracaj na suche.",
        ],
        "Na drabinie trzymaj trzy punkty podparcia.",
        "Po czym poznasz, że wałek jest za mokry?",
    ),
    (
        "Mycie narzędzi",
        [
            "Zeskrob resztę farby do puszki.",
            "Umyj wałek w wiadrze.",
            "Nie lej farby do zlewu.",
            "Wyciśnij i powieś.",
            "Pędzel odłóż włosiem w górę.",
            "Wytrzyj uchwyt.",
        ],
        "Resztki farby to odpad. Zostaw puszkę w magazynie.",
        "Gdzie trafia brudna woda?",
    ),
]


def work_cards(out: Path) -> None:
    parts: list = []
    for index, (name, steps, warning, question) in enumerate(WORK_CARDS):
        if index and index % 2 == 0:
            parts.append("---")
        rows = [["", name]] + [[str(n), s] for n, s in enumerate(steps, 1)]
        parts += [
            grid(rows, [1.2, 15.8], tall=0.92),
            f"! <b>Uwaga.</b> {warning}",
            f"<b>Pytanie:</b> {question}",
            Spacer(1, 8),
        ]
    pdf(
        out / "karty-instrukcji.pdf",
        lang="pl",
        title="Sześć prac krok po kroku",
        lead="Krótkie zdania, jedno ostrzeżenie, jedno pytanie",
        by="BARKA",
        licence="CC BY-NC-SA 4.0",
        parts=parts,
    )


def wall_preparation(out: Path) -> None:
    pdf(
        out / "przygotowanie-sciany.pdf",
        lang="pl",
        title="Przygotowanie ściany do malowania",
        lead="Plan dwóch dni i ocena trzech czynności",
        by="BARKA",
        licence="CC BY-SA 4.0",
        parts=[
            grid(
                [
                    ["Godziny", "Dzień pierwszy", "Dzień drugi"],
                    [
                        "1",
                        "Pokaz: ta sama ściana w świetle z góry i z boku",
                        "Oglądamy własną pracę lampą, zaznaczamy ołówkiem",
                    ],
                    [
                        "2",
                        "Zabezpieczenie podłogi, próba taśmą w trzech miejscach",
                        "Druga cienka warstwa tam, gdzie trzeba",
                    ],
                    ["3", "Gruntowanie 3 m² na osobę", "Szlifowanie papierem 120 i 180, maska FFP2"],
                    [
                        "4",
                        "Szpachla: ubytki, warstwa do 2 mm",
                        "Kontrola łatą 1 m, ocena, rozmowa z przyszłym najemcą",
                    ],
                ],
                [2.2, 7.4, 7.4],
            ),
            "# Ocenia trener",
            grid(
                [
                    ["Czynność", "Kryterium", "Tak", "Nie"],
                    [
                        "Ocena podłoża i gruntowanie",
                        "Taśma nie odrywa podłoża w trzech miejscach, brak zacieków",
                        "",
                        "",
                    ],
                    ["Szpachlowanie", "Szczelina pod łatą 1 m nie większa niż 2 mm", "", ""],
                    [
                        "Szlifowanie i kontrola",
                        "Brak rys w świetle bocznym z 1 m, maska przez cały czas",
                        "",
                        "",
                    ],
                ],
                [5.2, 8.8, 1.5, 1.5],
                tall=1.2,
            ),
            "# Na osobę",
            "[] Szpachelki 5 i 25 cm, paca, pędzel ławkowiec, wałek",
            "[] Grunt 0,6 l, szpachla gotowa 3 kg, papier 120 i 180",
            "[] Maska FFP2, okulary, rękawice, lampa na statywie (jedna na parę)",
            "! W budynkach sprzed 1990 roku nie szlifujemy starych powłok bez sprawdzenia, co to jest. W razie wątpliwości: na mokro albo wcale.",
        ],
    )
