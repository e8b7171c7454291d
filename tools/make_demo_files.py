"""Make the files of the demonstration toolbox: sheets, drawings, films and models.

The site never runs this. It needs packages of its own and two programs:

    python -m venv VENV && VENV/bin/pip install reportlab python-docx openpyxl Pillow
    apt-get install ffmpeg fonts-dejavu
    VENV/bin/python tools/make_demo_files.py [--fonts FOLDER] [--out cop/demo/files]

The same packages and fonts give the same bytes: every date inside a file is fixed.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import io
import itertools
import json
import math
import re
import struct
import subprocess
import zipfile
from pathlib import Path

import docx
import openpyxl
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from openpyxl.chart import LineChart, Reference
from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image, ImageDraw, ImageFont
from reportlab import rl_config
from reportlab.lib import colors
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    Image as PdfImage,
)
from reportlab.platypus import (
    KeepTogether,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

DATE = datetime.datetime(2025, 1, 15, 9, 0, 0)
ZIP_DATE = (2025, 1, 15, 9, 0, 0)
FONT_FOLDERS = (
    "/usr/share/fonts/truetype/dejavu",
    "/usr/share/fonts/dejavu",
    "/usr/share/fonts/dejavu-sans-fonts",
    "/usr/share/fonts/TTF",
    "/Library/Fonts",
    str(Path.home() / ".fonts"),
)

INK = (33, 43, 54)
SOFT = (104, 117, 130)
LINE = (196, 205, 213)
PAPER = (251, 250, 246)
BLUE = (31, 94, 140)
GREEN = (52, 120, 84)
RED = (186, 58, 46)
AMBER = (214, 148, 40)
WOOD = (222, 190, 140)
WOOD_DARK = (176, 132, 80)
LEATHER = (168, 104, 62)
LEATHER_DARK = (122, 70, 38)
STEEL = (150, 162, 172)

OUT = Path("cop/demo/files")
FONTS = Path()


# ------------------------------------------------------------------ fonts


def find_fonts(given: str | None) -> Path:
    """The folder that holds DejaVuSans.ttf: the one given, or the first common one."""
    for folder in [given] if given else FONT_FOLDERS:
        if (Path(folder) / "DejaVuSans.ttf").exists():
            return Path(folder)
    raise SystemExit("DejaVuSans.ttf not found: install fonts-dejavu or pass --fonts FOLDER")


def font(size: float, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return ImageFont.truetype(str(FONTS / name), round(size))


# ------------------------------------------------------------------ PDF


def register_pdf_fonts() -> None:
    rl_config.useA85 = 0  # binary streams: a quarter smaller
    pdfmetrics.registerFont(TTFont("Body", str(FONTS / "DejaVuSans.ttf")))
    pdfmetrics.registerFont(TTFont("Body-Bold", str(FONTS / "DejaVuSans-Bold.ttf")))
    pdfmetrics.registerFontFamily(
        "Body", normal="Body", bold="Body-Bold", italic="Body", boldItalic="Body-Bold"
    )


TEXT = ParagraphStyle("text", fontName="Body", fontSize=9.5, leading=13.5, alignment=TA_LEFT, spaceAfter=5)
CELL = ParagraphStyle("cell", parent=TEXT, fontSize=8.4, leading=11, spaceAfter=0)
HEAD = ParagraphStyle("head", parent=CELL, fontName="Body-Bold", textColor=colors.white)
H1 = ParagraphStyle("h1", parent=TEXT, fontName="Body-Bold", fontSize=17, leading=21, spaceAfter=4)
H2 = ParagraphStyle(
    "h2", parent=TEXT, fontName="Body-Bold", fontSize=11.5, leading=15, spaceBefore=9, spaceAfter=4
)
LEAD = ParagraphStyle(
    "lead", parent=TEXT, fontSize=10.5, leading=15, textColor=colors.Color(*[c / 255 for c in SOFT])
)
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


def rgb(c: tuple[int, int, int]) -> colors.Color:
    return colors.Color(c[0] / 255, c[1] / 255, c[2] / 255)


def grid(rows: list[list[str]], widths: list[float], *, tall: float = 0) -> Table:
    """A table with a heading row; `tall` gives empty rows room to be written in."""
    body = [[Paragraph(c, HEAD if i == 0 else CELL) for c in row] for i, row in enumerate(rows)]
    heights = None if not tall else [None] + [tall * cm] * (len(rows) - 1)
    table = Table(body, colWidths=[w * cm for w in widths], rowHeights=heights, repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, 0), rgb(BLUE)),
                ("GRID", (0, 0), (-1, -1), 0.5, rgb(LINE)),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("ROWBACKGROUNDS", (0, 1), (-1, -1), [colors.white, rgb(PAPER)]),
                ("TOPPADDING", (0, 0), (-1, -1), 3),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
            ]
        )
    )
    return table


def spaced(text: str, lang: str) -> str:
    """French puts a narrow no-break space before ; : ! ? and inside « »."""
    if not lang.startswith("fr"):
        return text
    text = text.replace("« ", "«\u202f")
    return re.sub(r" ([:;?!»%])", "\u202f\\1", text)


def pdf(name: str, *, lang: str, title: str, lead: str, by: str, licence: str, parts: list) -> None:
    """Write one PDF. A part is a heading ("# ..."), a bullet ("- ..."), a box to tick
    ("[] ..."), a note ("! ..."), "---" for a new page, plain text, or a flowable."""
    title, lead = spaced(title, lang), spaced(lead, lang)
    parts = [
        spaced(p, lang)
        if isinstance(p, str) and not p.startswith("! ")
        else "! " + spaced(p[2:], lang)
        if isinstance(p, str)
        else p
        for p in parts
    ]
    flow: list = [Paragraph(title, H1), Paragraph(lead, LEAD), Spacer(1, 4)]
    for part in parts:
        if not isinstance(part, str):
            flow += [Spacer(1, 3), part, Spacer(1, 7)]
        elif part == "---":
            flow.append(PageBreak())
        elif part.startswith("# "):
            flow.append(Paragraph(part[2:], H2))
        elif part.startswith("- "):
            flow.append(Paragraph(part[2:], ITEM, bulletText="•"))
        elif part.startswith("[] "):
            flow.append(Paragraph(part[3:], TICK, bulletText="☐"))
        elif part.startswith("! "):
            flow.append(KeepTogether([Paragraph(part[2:], NOTE)]))
        else:
            flow.append(Paragraph(part, TEXT))

    def foot(canvas, document) -> None:
        canvas.saveState()
        canvas.setStrokeColor(rgb(LINE))
        canvas.line(2 * cm, 1.7 * cm, A4[0] - 2 * cm, 1.7 * cm)
        canvas.setFont("Body", 7.5)
        canvas.setFillColor(rgb(SOFT))
        canvas.drawString(2 * cm, 1.2 * cm, f"{by} · {licence}")
        canvas.drawRightString(A4[0] - 2 * cm, 1.2 * cm, str(document.page))
        canvas.restoreState()

    SimpleDocTemplate(
        str(OUT / name),
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


def picture(name: str, width: float) -> PdfImage:
    with Image.open(OUT / name) as image:
        w, h = image.size
        buffer = io.BytesIO()
        image.convert("RGB").resize((740, round(740 * h / w)), Image.Resampling.LANCZOS).quantize(
            48, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
        ).save(buffer, "PNG")
    buffer.seek(0)
    return PdfImage(buffer, width=width * cm, height=width * h / w * cm)


def make_pdfs() -> None:
    pdf(
        "umidita-piano-lezione.pdf",
        lang="it",
        title="Misurare l’umidità del legno prima di tagliare",
        lead="Piano di lezione, tre ore, sei persone, due igrometri a punte",
        by="Laboratorio di falegnameria, Bolzano",
        licence="CC BY 4.0",
        parts=[
            "# Che cosa si saprà fare",
            "- Infiggere le punte lungo la fibra, ad almeno 30 cm dalla testata, e prendere tre letture per tavola.",
            "- Impostare specie e temperatura prima di misurare.",
            "- Decidere se lavorare, aspettare o scartare, e scriverlo nel registro.",
            "# Svolgimento",
            grid(
                [
                    ["Minuti", "Attività", "Materiale"],
                    [
                        "0–15",
                        "Il ripiano storto: perché un pezzo incollato al 17 % si apre in una stanza al 40 % di umidità relativa",
                        "Ripiano, film di dodici secondi",
                    ],
                    [
                        "15–40",
                        "Lo strumento: punte, scala, specie, temperatura. Prova su due campioni noti",
                        "2 igrometri, 2 campioni pesati in stufa",
                    ],
                    [
                        "40–100",
                        "A coppie: venti tavole, tre letture ciascuna. Il formatore misura le stesse cinque tavole e tace",
                        "Abete, larice, rovere; registro",
                    ],
                    ["100–115", "Pausa. Chi vuole rimisura la tavola che non convince", ""],
                    [
                        "115–150",
                        "Decisioni: dieci tavole, tre destinazioni d’uso. Ogni coppia difende le sue scelte",
                        "Schede d’uso",
                    ],
                    [
                        "150–180",
                        "Valutazione dei tre gesti da parte del formatore, uno per volta",
                        "Griglia sul retro",
                    ],
                ],
                [1.9, 10.2, 4.9],
            ),
            "# Intervalli da tenere in tasca",
            grid(
                [
                    ["Destinazione", "Intervallo", "Se è fuori"],
                    [
                        "Mobili in ambiente riscaldato",
                        "8–12 %",
                        "Accatastare con listelli nel locale, rimisurare dopo 10 giorni",
                    ],
                    ["Serramenti esterni", "11–15 %", "Oltre 15 % non incollare e non verniciare"],
                    [
                        "Struttura al coperto",
                        "12–18 %",
                        "Oltre 20 % rischio di funghi: areare, non coprire con telo",
                    ],
                    ["Legna da ardere", "meno di 20 %", "Un’altra estate sotto tettoia"],
                ],
                [6, 3.2, 7.8],
            ),
            "! L’igrometro a resistenza non è affidabile sotto il 7 % e sopra il 25 %. Sopra il 25 % si scrive «&gt;25» e si torna.",
            "---",
            "# Griglia di valutazione (compila il formatore)",
            grid(
                [
                    ["Gesto", "Criterio", "Sì", "No", "Nota"],
                    [
                        "Tre letture per tavola lungo la fibra",
                        "Cinque tavole, scarto non oltre 1 punto dal formatore",
                        "",
                        "",
                        "",
                    ],
                    ["Specie e temperatura impostate", "Tre specie su tre senza suggerimenti", "", "", ""],
                    ["Decisione scritta con il motivo", "Otto giuste su dieci", "", "", ""],
                ],
                [4.6, 6.2, 1.2, 1.2, 3.8],
                tall=1.5,
            ),
            "# L’umidità di equilibrio",
            picture("grafico-umidita-equilibrio.png", 16),
            "Il legno cerca da solo questo valore. Un locale al 45 % di umidità relativa e 20 °C porta l’abete verso l’8,5 %, in settimane per una tavola da 25 mm e in mesi per una da 60.",
        ],
    )
    pdf(
        "karta-wad-spoin.pdf",
        lang="pl",
        title="Karta wad spoin",
        lead="Sześć przekrojów do nazwania, zanim padnie przyczyna (metoda 135)",
        by="Pracownia spawalnicza, Rzeszów",
        licence="CC BY 4.0",
        parts=[
            picture("wady-spoin.png", 17),
            "# Co zmienić najpierw",
            grid(
                [
                    ["Wada", "ISO 6520-1", "Najczęstsza przyczyna", "Zmień najpierw"],
                    [
                        "Podtopienie",
                        "5011",
                        "Za długi łuk, za szybki ruch, pochylenie palnika",
                        "Skróć wolny wylot do 12–15 mm, zatrzymuj się na brzegach",
                    ],
                    [
                        "Brak przetopu",
                        "402",
                        "Za mały odstęp, za niski prąd",
                        "Odstęp 2–3 mm, sprawdź szlif progu",
                    ],
                    [
                        "Przyklejenie",
                        "401",
                        "Jeziorko wyprzedza łuk, zgorzelina na brzegach",
                        "Szlifuj 20 mm od rowka, łuk na przodzie jeziorka",
                    ],
                    [
                        "Pęcherze",
                        "2011",
                        "Przeciąg, brudna dysza, wilgoć",
                        "Gaz 12–15 l/min, wyczyść dyszę, zamknij bramę",
                    ],
                    [
                        "Nadmierny nadlew",
                        "502",
                        "Za wolny ruch, za dużo drutu",
                        "Zmniejsz posuw drutu o 10 %",
                    ],
                ],
                [3, 2.2, 5.8, 6],
            ),
            "---",
            "# Granice według poziomów jakości (ISO 5817, t &gt; 3 mm)",
            grid(
                [
                    ["Wada", "Poziom B", "Poziom C", "Poziom D"],
                    [
                        "Podtopienie ciągłe, h",
                        "≤ 0,05 t, najwyżej 0,5 mm",
                        "≤ 0,1 t, najwyżej 0,5 mm",
                        "≤ 0,2 t, najwyżej 1 mm",
                    ],
                    [
                        "Nadlew spoiny doczołowej, h",
                        "≤ 1 mm + 0,1 b, najwyżej 5 mm",
                        "≤ 1 mm + 0,15 b, najwyżej 7 mm",
                        "≤ 1 mm + 0,25 b, najwyżej 10 mm",
                    ],
                    ["Przyklejenie", "niedopuszczalne", "niedopuszczalne", "tylko krótkie odcinki"],
                    ["Pęknięcia", "niedopuszczalne", "niedopuszczalne", "niedopuszczalne"],
                ],
                [4.2, 4.2, 4.3, 4.3],
            ),
            "t – grubość blachy, b – szerokość spoiny. Przed egzaminem zawsze zajrzyj do aktualnego wydania normy: karta jest pomocą, nie normą.",
            "# Ćwiczenie (20 minut, w parach)",
            "[] Weź sześć przeciętych próbek bez podpisów.",
            "[] Nazwij wadę i pokaż ją palcem na przekroju.",
            "[] Zmierz głębokość lub wysokość spoinomierzem, zapisz w milimetrach.",
            "[] Powiedz, czy próbka mieści się w poziomie C, i dlaczego.",
            "[] Dopiero teraz podaj przyczynę i jedną zmianę.",
            "! Zasada pracowni: jedna zmiana na raz. Kto kręci dwoma pokrętłami, nie wie, które pomogło.",
        ],
    )
    pdf(
        "karta-wad-spoin-1.pdf",
        lang="pl",
        title="Karta wad spoin",
        lead="Wersja pierwsza: sama tabela",
        by="Pracownia spawalnicza, Rzeszów",
        licence="CC BY 4.0",
        parts=[
            grid(
                [
                    ["Wada", "Najczęstsza przyczyna", "Zmień najpierw"],
                    ["Podtopienie", "Za długi łuk, za szybki ruch", "Skróć wolny wylot"],
                    ["Brak przetopu", "Za mały odstęp", "Odstęp 2–3 mm"],
                    ["Przyklejenie", "Jeziorko wyprzedza łuk", "Łuk na przodzie jeziorka"],
                    ["Pęcherze", "Przeciąg, brudna dysza", "Wyczyść dyszę"],
                ],
                [4, 6.5, 6.5],
            ),
        ],
    )
    pdf(
        "pruefliste-heizkoerper.pdf",
        lang="de",
        title="Heizkörper-Check vor der Wärmepumpe",
        lead="Prüfliste je Raum, etwa zwölf Minuten",
        by="Fachbetrieb für Wärmepumpen, Freiburg",
        licence="CC BY-SA 4.0",
        parts=[
            "# Aufnehmen",
            grid(
                [
                    ["Was", "Wie", "Wert"],
                    ["Raum, Geschoss, Nutzung", "Eckzimmer und Bad zuerst", ""],
                    ["Fläche und Höhe", "Laser, auf 5 cm genau", ""],
                    ["Außenwände, Himmelsrichtung", "Länge, Baujahr, Dämmung ja/nein", ""],
                    ["Fenster", "Fläche, Verglasung, Jahr im Randverbund lesen", ""],
                    ["Heizkörper", "Typ (10, 11, 21, 22, 33), Höhe, Länge, Nische, Verkleidung", ""],
                    ["Ventil", "Voreinstellbar? Fabrikat?", ""],
                    ["Vorlauf heute", "Bei Außentemperatur unter 5 °C messen", ""],
                ],
                [5, 8.5, 3.5],
                tall=0.85,
            ),
            "# Schätzen",
            "1. Heizlast grob: Fläche × Kennwert (vor 1978 ungedämmt: 100 W/m², teilsaniert: 65, um 1983: 50, nach 1995: 40; Eckzimmer und Bad ein Drittel mehr).",
            "2. Leistung des Heizkörpers bei 55/45/20: Normleistung (75/65/20) × 0,51; bei 45/38/20: × 0,33.",
            "3. Reicht die Leistung bei 55/45? Dann prüfen, ob sie auch bei 45/38 reicht.",
            "! Diese Schätzung ersetzt keine Berechnung nach DIN EN 12831. Sie sagt, wo gerechnet werden muss.",
            "# Entscheiden",
            "[] Reicht bei 45/38: grüner Punkt, nichts tun.",
            "[] Reicht nur bei 55/45: gelber Punkt, Tausch gegen größeren Typ gleicher Baulänge prüfen.",
            "[] Reicht auch bei 55/45 nicht: roter Punkt, Heizlast rechnen, Dämmung ansprechen.",
            "---",
            "# Fragen an die Bewohner",
            "- Welcher Raum wird im Januar nicht warm?",
            "- Welche Ventile stehen immer auf 5?",
            "- Wird nachts abgesenkt, und wer hat das eingestellt?",
            "- Steht im Winter etwas vor dem Heizkörper?",
            "# Typische Fehler beim Aufnehmen",
            grid(
                [
                    ["Fehler", "Folge", "Abhilfe"],
                    [
                        "Typ 21 mit 22 verwechselt",
                        "Leistung um ein Viertel zu hoch",
                        "Von oben hineinsehen: zwei Lamellenpakete sind Typ 22",
                    ],
                    ["Verkleidung übersehen", "Bis 15 % weniger Leistung", "Foto von vorn und von der Seite"],
                    ["Vorlauf im Mai gemessen", "Wert ohne Aussage", "Datum und Außentemperatur notieren"],
                ],
                [5, 5, 7],
            ),
        ],
    )
    pdf(
        "replanteo-alicatado.pdf",
        lang="es",
        title="Replanteo de alicatado",
        lead="Calcular antes de mezclar el adhesivo",
        by="Aula taller de alicatado, Castelló",
        licence="CC BY-NC 4.0",
        parts=[
            picture("replanteo-alicatado.png", 17),
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
    pdf(
        "mikrodiapisteftiria.pdf",
        lang="el",
        title="Μικροδιαπιστευτήρια: τι πρέπει να γράφει ένα πιστοποιητικό",
        lead="Σύντομο σημείωμα για παρόχους και μικρές επιχειρήσεις",
        by="ΙΜΕ ΓΣΕΒΕΕ",
        licence="CC BY 4.0",
        parts=[
            "Η σύσταση του Συμβουλίου της 16ης Ιουνίου 2022 (2022/C 243/02) ορίζει στο παράρτημα Ι τα στοιχεία που πρέπει να έχει κάθε μικροδιαπιστευτήριο. Ο πίνακας τα δείχνει με ένα παράδειγμα από εργαστήριο κουφωμάτων.",
            grid(
                [
                    ["Στοιχείο", "Παράδειγμα", "Συχνό λάθος"],
                    [
                        "Ταυτότητα εκπαιδευομένου",
                        "Ονοματεπώνυμο όπως στο έγγραφο ταυτότητας",
                        "Υποκοριστικό ή λατινικοί χαρακτήρες μόνο",
                    ],
                    ["Τίτλος", "Συντήρηση ξύλινου παραθύρου", "«Σεμινάριο Α΄»"],
                    ["Χώρα και φορέας έκδοσης", "Ελλάδα, το κέντρο κατάρτισης", "Λογότυπο χωρίς επωνυμία"],
                    ["Ημερομηνία", "Ημέρα της αξιολόγησης", "Ημέρα της τελετής"],
                    ["Μαθησιακά αποτελέσματα", "Στρώνει στόκο σε ενιαία γωνία", "«Γνωρίζει τα υλικά»"],
                    ["Φόρτος", "16 ώρες με τον εκπαιδευτή και 4 ώρες εξάσκηση", "Μόνο ώρες παρουσίας"],
                    ["Επίπεδο", "EQF 3, ως μέρος προσόντος", "Επίπεδο χωρίς αναφορά σε προσόν"],
                    ["Αξιολόγηση", "Παρατήρηση τριών κινήσεων από εκπαιδευτή", "«Επιτυχής παρακολούθηση»"],
                    ["Μορφή συμμετοχής", "Εργαστήριο και αίθουσα", "Κενό"],
                    [
                        "Διασφάλιση ποιότητας",
                        "Διπλή βαθμολόγηση σε ένα στα πέντε δείγματα",
                        "«ISO» χωρίς αριθμό",
                    ],
                ],
                [4.3, 6.7, 6],
            ),
            "# Δύο σημεία διαφωνίας",
            "<b>Φόρτος.</b> Όποιος μετρά μόνο ώρες παρουσίας αδικεί όσους εξασκούνται στο σπίτι. Όποιος μετρά και την εξάσκηση πρέπει να πει πώς τη βλέπει. Προτείνουμε δύο αριθμούς, όχι έναν.",
            "<b>Επίπεδο.</b> Τρεις ώρες σπάνια στέκονται μόνες τους σε ένα επίπεδο. Το τίμιο είναι να γραφτεί ποιου προσόντος αποτελούν μέρος, ή να μείνει το πεδίο κενό.",
            "---",
            "# Δέκα ερωτήσεις για τον εργοδότη",
            "[] Λέει τι μπορεί να κάνει το άτομο, με ρήμα και εργαλείο;",
            "[] Φαίνεται ποιος αξιολόγησε;",
            "[] Γράφει πώς αξιολογήθηκε;",
            "[] Υπάρχει ημερομηνία αξιολόγησης;",
            "[] Αναφέρει φόρτο σε ώρες;",
            "[] Λέει αν η κατάρτιση έγινε σε εργαστήριο ή εξ αποστάσεως;",
            "[] Μπορείτε να επικοινωνήσετε με τον φορέα;",
            "[] Υπάρχει τρόπος να ελέγξετε τη γνησιότητα;",
            "[] Συνδέεται με επόμενο βήμα;",
            "[] Θα δίνατε την πρώτη εργασία με βάση αυτό το χαρτί;",
            "! Αν απαντήσετε «όχι» στην τελευταία ερώτηση, γράψτε στον φορέα τι λείπει. Δύο προτάσεις αρκούν.",
        ],
    )
    cards = [
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
    parts: list = []
    for index, (name, steps, warning, question) in enumerate(cards):
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
        "karty-instrukcji.pdf",
        lang="pl",
        title="Sześć prac krok po kroku",
        lead="Krótkie zdania, jedno ostrzeżenie, jedno pytanie",
        by="BARKA",
        licence="CC BY-NC-SA 4.0",
        parts=parts,
    )
    pdf(
        "temperatura-massa.pdf",
        lang="ca",
        title="La temperatura de la massa",
        lead="Càlcul de l’aigua i full de control de torn",
        by="Fleca artesana, Girona",
        licence="CC BY-SA 4.0",
        parts=[
            "# El càlcul",
            "<b>Aigua = 3 × massa − (farina + obrador + escalfament de la pastadora)</b>",
            "Exemple: 3 × 24 = 72. Farina a 21, obrador a 26, escalfament 9: en total 56. L’aigua ha d’anar a 72 − 56 = <b>16 °C</b>.",
            grid(
                [["Farina + obrador", "Escalfament 5", "Escalfament 7", "Escalfament 9", "Escalfament 11"]]
                + [[f"{s} °C"] + [f"{72 - s - f} °C" for f in (5, 7, 9, 11)] for s in range(36, 59, 2)],
                [4.2, 3.2, 3.2, 3.2, 3.2],
            ),
            "Taula per a una massa de 24 °C. Si l’aigua surt per sota de 4 °C, part de l’aigua va en gel picat: 100 g de gel refreden com uns 450 g d’aigua de 4 °C en una massa de 24.",
            "! L’escalfament es mesura: pasteu amb aigua coneguda, mireu la massa i aïlleu el terme. Repetiu-ho per a mitja càrrega. La nostra pastadora, amb 18 kg, dona 9; amb 8 kg, 5.",
            "---",
            "# Full de torn",
            grid(
                [["Hora", "Farina", "Obrador", "Aigua", "Massa", "Divisió", "Signa"]]
                + [[""] * 7 for _ in range(14)],
                [2, 2.2, 2.2, 2.2, 2.2, 2.6, 3.6],
                tall=1.05,
            ),
            "Massa entre 23 i 25: seguiu. Fora d’aquest marge: escriviu què heu canviat (temps de bloc, aigua, plegat) i aviseu qui entra.",
        ],
    )
    pdf(
        "tracciare-una-scala.pdf",
        lang="it",
        title="Tracciare una scala dritta",
        lead="Dalla misura in cantiere alla dima",
        by="Laboratorio di scale, Verona",
        licence="CC BY-NC-ND 4.0",
        parts=[
            picture("regola-scala.png", 16.5),
            "# 1. Misurare",
            "[] Altezza da pavimento finito a pavimento finito, in tre punti.",
            "[] Spessore del massetto e del rivestimento, chiesti per iscritto.",
            "[] Lunghezza disponibile e posizione delle porte.",
            "[] Altezza libera sopra ogni gradino: almeno 2,00 m.",
            "# 2. Calcolare",
            "Altezza 270 cm. Con alzate vicine a 17: 270 ÷ 17 = 15,9, quindi 16 alzate da 16,9 cm. Regola di comodità: 2a + p tra 62 e 64. Con p = 29 si ha 2 × 16,9 + 29 = 62,8. Le pedate sono una in meno delle alzate: 15 × 29 = 435 cm di sviluppo.",
            grid(
                [["Alzate", "a (cm)", "p per 63 (cm)", "Sviluppo (cm)", "Giudizio"]]
                + [
                    [
                        str(n),
                        f"{270 / n:.1f}".replace(".", ","),
                        f"{63 - 540 / n:.1f}".replace(".", ","),
                        f"{(n - 1) * (63 - 540 / n):.0f}",
                        g,
                    ]
                    for n, g in [
                        (14, "ripida, solo soffitta"),
                        (15, "accettabile"),
                        (16, "comoda"),
                        (17, "comoda se c’è posto"),
                        (18, "lenta, da giardino"),
                    ]
                ],
                [2.4, 2.6, 3.6, 3.6, 4.8],
            ),
            "---",
            "# 3. Fare la dima",
            "- Multistrato da 6 mm, tre gradini interi, filo superiore dell’alzata in matita grassa.",
            "- Portarla in cantiere <b>prima</b> di tagliare i fianchi: primo, medio e ultimo gradino.",
            "- All’ultimo gradino si toglie lo spessore del rivestimento del piano; al primo si toglie quello del pavimento.",
            "! L’errore del 2019: rivestimento dell’ultimo gradino dimenticato, un’alzata da 20 in mezzo a quindici da 17. La differenza tra due alzate consecutive non deve superare i 5 mm.",
            "# 4. Controllo prima del taglio (firma chi taglia e chi controlla)",
            grid(
                [
                    ["Controllo", "Valore", "Taglia", "Controlla"],
                    ["Somma delle alzate = altezza misurata", "", "", ""],
                    ["2a + p", "", "", ""],
                    ["Altezza libera minima", "", "", ""],
                    ["Ultimo gradino con rivestimento", "", "", ""],
                ],
                [7.5, 3.5, 3, 3],
                tall=0.9,
            ),
        ],
    )
    pdf(
        "ponto-de-seleiro.pdf",
        lang="pt",
        title="Ponto de seleiro: quatro manhãs",
        lead="Plano de sessão e grelha de avaliação",
        by="Oficina de marroquinaria, São João da Madeira",
        licence="CC BY-SA 4.0",
        parts=[
            picture("ponto-de-seleiro.png", 16.5),
            grid(
                [
                    ["Manhã", "O que se faz", "Fica feito"],
                    [
                        "1",
                        "Linha a 3 mm da orla, marcador de 3,85 mm, sovela sempre inclinada para o mesmo lado",
                        "Três tiras de 20 cm furadas",
                    ],
                    [
                        "2",
                        "Enfiar as duas agulhas, fio com quatro vezes o comprimento da costura, ordem das mãos",
                        "Uma tira com linha de duas cores",
                    ],
                    [
                        "3",
                        "Tensão: apertar a cada ponto, comparar com a tira de referência",
                        "Duas tiras com linha crua",
                    ],
                    [
                        "4",
                        "Prova, remate com três pontos atrás, bater a costura, lixar a orla",
                        "Porta-chaves cosido",
                    ],
                ],
                [2, 9.5, 5.5],
            ),
            "# A ordem das mãos",
            "- Entra primeiro a agulha da frente, sempre.",
            "- A agulha de trás pousa sobre a da frente, faz um T, e só então se puxa a da frente.",
            "- Antes de passar a segunda, puxar o primeiro fio para trás: assim não se trespassa a linha.",
            "- Apertar para os dois lados ao mesmo tempo, na direção da costura e não para cima.",
            "---",
            "# Avaliação (preenche o formador)",
            grid(
                [
                    ["Gesto", "Critério", "Sim", "Não", "Observação"],
                    [
                        "Marca e fura com a mesma inclinação",
                        "52 furos em 20 cm, nenhum a mais de 0,5 mm da linha",
                        "",
                        "",
                        "",
                    ],
                    ["Cose com duas agulhas", "Sem troca de ordem; linha não trespassada", "", "", ""],
                    ["Aperta e remata", "Couro sem ondas; remate aguenta 5 kg", "", "", ""],
                ],
                [4.4, 6.2, 1.3, 1.3, 3.8],
                tall=1.6,
            ),
            "# Material por pessoa",
            "[] Três tiras de couro de curtimenta vegetal, 2 mm, 22 × 4 cm",
            "[] Duas agulhas de ponta romba n.º 4, sovela em losango, torno de coser",
            "[] Linha de linho encerada 0,6 mm, crua e preta",
            "! A sovela guarda-se espetada na rolha. Os dois cortes do ano passado foram ambos na arrumação.",
        ],
    )
    pdf(
        "filterwechsel.pdf",
        lang="de",
        title="Filterwechsel an der Wohnraumlüftung",
        lead="Ablauf der Mikroschulung und Protokoll",
        by="Fachbetrieb für Wärmepumpen, Freiburg",
        licence="CC BY-SA 4.0",
        parts=[
            grid(
                [
                    ["Minuten", "Was", "Wo"],
                    ["0–20", "Neun verkehrte Filter: Fotos aus Wohnungen, was ist falsch?", "Werkstatt"],
                    ["20–80", "Wechsel am ausgebauten Gerät, jede Person dreimal", "Werkstatt"],
                    ["80–110", "Kondensat, Anzeige, Protokoll", "Werkstatt"],
                    ["110–180", "Ein Gerät in einer bewohnten Wohnung, danach Bewertung", "Wohnung"],
                ],
                [2.4, 10.6, 4],
            ),
            "# Reihenfolge",
            "[] Bewohner fragen, Gerät abschalten, Stecker ziehen oder Sicherung sichern.",
            "[] Abdeckung, Filter herausnehmen, <b>Pfeilrichtung vorher fotografieren</b>.",
            "[] Filterklasse lesen: ISO 16890, zum Beispiel ePM1 55 % für Zuluft, Coarse 65 % für Abluft.",
            "[] Gehäuse auswischen, Dichtungen ansehen.",
            "[] Neue Filter in Luftrichtung einsetzen, Datum auf den Rahmen.",
            "[] 0,2 l Wasser in die Wanne: läuft es ab?",
            "[] Einschalten, Anzeige zurücksetzen, zwei Minuten zuhören.",
            grid(
                [
                    ["Alt (EN 779)", "Ungefähr neu (ISO 16890)", "Üblich für"],
                    ["G4", "Coarse 60–70 %", "Abluft"],
                    ["M5", "ePM10 50 %", "Zuluft einfach"],
                    ["F7", "ePM1 50–65 %", "Zuluft, Pollen"],
                ],
                [4, 7, 6],
            ),
            "! Schimmel im Gerät, stehendes Wasser oder Brandgeruch: nicht weiterarbeiten, abschalten, melden.",
            "---",
            "# Protokoll",
            grid(
                [
                    ["Angabe", "Eintrag"],
                    ["Adresse, Gerät, Seriennummer", ""],
                    ["Filter alt: Klasse, Zustand, Richtung", ""],
                    ["Filter neu: Klasse, Datum", ""],
                    ["Kondensatprobe", ""],
                    ["Auffälligkeiten, an wen gemeldet", ""],
                    ["Unterschrift", ""],
                ],
                [6, 11],
                tall=1.2,
            ),
            "# Bewertung durch die Lehrkraft",
            grid(
                [
                    ["Handgriff", "Kriterium", "Ja", "Nein"],
                    [
                        "Filter wechseln",
                        "Beide richtig herum, kein Staub im Gerät, unter zehn Minuten",
                        "",
                        "",
                    ],
                    ["Kondensat und Protokoll", "Probe läuft ab, Protokoll vollständig", "", ""],
                ],
                [5, 9, 1.5, 1.5],
                tall=1.1,
            ),
        ],
    )
    pdf(
        "patch-test-card.pdf",
        lang="en",
        title="Patch test and scalp check before colour",
        lead="Bench card, one client, 48 hours before the appointment",
        by="Training salon, Tampere",
        licence="CC BY 4.0",
        parts=[
            "# Ask first",
            "[] Any reaction to colour, ever, even mild?",
            "[] A black temporary tattoo in the past?",
            "[] Broken, sore or recently sunburnt skin?",
            "[] Treatment for the scalp or a new medicine?",
            "! One yes to the first two questions: no oxidation colour, whatever the test shows. Offer another service.",
            "# Look",
            grid(
                [
                    ["Zone", "What to look for", "Found"],
                    ["Front hairline", "Redness, flakes, scratches", ""],
                    ["Crown", "Scaling, thinning, sores", ""],
                    ["Behind the ears", "Cracks, eczema", ""],
                    ["Nape", "Rash, insect bites", ""],
                ],
                [4, 7.5, 5.5],
                tall=0.9,
            ),
            "# Test",
            "[] Read the maker’s leaflet: amount, mixed or unmixed, place, time.",
            "[] Clean a spot behind the ear or in the bend of the elbow; apply a touch of product.",
            "[] Let it dry; it stays uncovered for 48 hours. Write product, batch and hour.",
            "[] Tell the client when to call: itching, swelling, blisters. Swelling of the face is an emergency: 112.",
            grid(
                [["Client no.", "Product and batch", "Placed", "Read after 48 h", "By"]]
                + [[""] * 5 for _ in range(4)],
                [2.4, 5.6, 3, 3.6, 2.4],
                tall=0.9,
            ),
            "---",
            "# The sentence",
            "Practise in pairs until it comes without apology:",
            "“I can’t colour today, because the test needs 48 hours. I can book you for Thursday, and I can cut or tone with something that needs no test now.”",
            grid(
                [
                    ["What the client says", "What helps", "What does not"],
                    ["I have a wedding tomorrow", "Name two things you can do today", "‘It’s the rules’"],
                    ["You never asked before", "‘True. We do now, for every colour’", "Blaming a colleague"],
                    [
                        "I’ll sign something",
                        "‘A signature doesn’t help your skin’",
                        "Calling the manager first",
                    ],
                ],
                [5, 6.5, 5.5],
            ),
            "# Assessed by the trainer",
            "[] All four zones checked in good light, findings written on the card, two models out of two.",
            "[] Test placed as in the leaflet, record complete, client told when to call.",
        ],
    )
    pdf(
        "przygotowanie-sciany.pdf",
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
    pdf(
        "xylina-parathyra.pdf",
        lang="el",
        title="Συντήρηση ξύλινου παραθύρου",
        lead="Τέσσερα απογεύματα, ένα παράθυρο ανά δύο άτομα",
        by="Εργαστήριο ξυλουργικής, Θεσσαλονίκη",
        licence="CC BY 4.0",
        parts=[
            grid(
                [
                    ["Απόγευμα", "Εργασία", "Έτοιμο στο τέλος"],
                    [
                        "1",
                        "Μέτρηση υγρασίας σε κάσα και φύλλο, χάρτης φθορών, έλεγχος παλιού χρώματος για μόλυβδο",
                        "Δελτίο παραθύρου",
                    ],
                    [
                        "2",
                        "Αφαίρεση σαθρού στόκου με θέρμανση και σπάτουλα, προστασία τζαμιού, αστάρωμα πατούρας με λινέλαιο",
                        "Φύλλο χωρίς σαθρά",
                    ],
                    ["3", "Νέος στόκος λινελαίου, ενιαία γωνία 45°, καθάρισμα", "Στοκαρισμένο φύλλο"],
                    [
                        "4",
                        "Ρύθμιση μεντεσέ, λάδι στις κλειδαριές, πρώτο λεπτό χέρι, τοποθέτηση",
                        "Παράθυρο που κλείνει με ένα δάχτυλο",
                    ],
                ],
                [2.4, 9.2, 5.4],
            ),
            "# Υγρασία: πότε σταματάμε",
            grid(
                [
                    ["Ένδειξη", "Τι κάνουμε"],
                    ["Έως 15 %", "Προχωράμε σε στόκο και χρώμα"],
                    ["15–18 %", "Μόνο καθαρισμός και επισκευή, νέα μέτρηση σε μία εβδομάδα"],
                    ["Πάνω από 18 %", "Ψάχνουμε την αιτία: υδρορροή, αρμός, συμπύκνωση"],
                ],
                [4, 13],
            ),
            "! Παλιά χρώματα πριν από το 1980: δοκιμή μολύβδου πριν από κάθε τρίψιμο. Θετική δοκιμή σημαίνει υγρή αφαίρεση, μάσκα P3 και χωριστά απόβλητα.",
            "---",
            "# Αξιολόγηση από τον εκπαιδευτή",
            grid(
                [
                    ["Κίνηση", "Κριτήριο", "Ναι", "Όχι", "Σημείωση"],
                    [
                        "Μέτρηση υγρασίας",
                        "Τρεις μετρήσεις ανά στοιχείο, καμία βαφή πάνω από 15 %",
                        "",
                        "",
                        "",
                    ],
                    ["Στόκος λινελαίου", "Ένα πέρασμα ανά πλευρά, χωρίς κενό ορατό από 50 εκ.", "", "", ""],
                    ["Ρύθμιση μεντεσέ", "Αρμός 2–3 χιλιοστά σε όλες τις πλευρές", "", "", ""],
                ],
                [4.2, 6.6, 1.3, 1.3, 3.6],
                tall=1.5,
            ),
            "# Δελτίο παραθύρου",
            grid(
                [["Σημείο", "Υγρασία", "Φθορά", "Απόφαση"]]
                + [
                    [p, "", "", ""]
                    for p in ("Κάσα κάτω", "Κάσα πλάι", "Φύλλο κάτω τραβέρσα", "Φύλλο μπόι", "Νεροχύτης")
                ],
                [5, 3, 5, 4],
                tall=0.95,
            ),
        ],
    )
    for name, second in (("curriculo-marroquinaria-1.pdf", False), ("curriculo-marroquinaria.pdf", True)):
        units = [
            ["Unidade", "Horas", "Lacuna que cobre", "Resultado de aprendizagem", "Avaliação"],
            [
                "1. Corte e aproveitamento",
                "40",
                "Desperdício acima de 25 %",
                "Dispõe e corta dez moldes numa meia pele, evitando defeitos",
                "Peso das sobras, dez peças medidas",
            ],
            [
                "2. Preparação e facear",
                "40",
                "Orlas irregulares",
                "Faceia a 0,5 mm numa faixa de 12 mm",
                "Medição em oito pontos",
            ],
            [
                "3. Costura à mão e à máquina",
                "56" if second else "50",
                "Costura dependente de uma pessoa",
                "Cose 20 cm à mão e 2 m à máquina de coluna",
                "Três gestos observados",
            ],
            [
                "4. Montagem e orlas" + (" e reparação" if second else ""),
                "44" if second else "50",
                "Reclamações na orla",
                "Monta e acaba uma carteira" + (" e repara uma usada" if second else ""),
                "Peça e ficha de tempo",
            ],
        ]
        if second:
            units.append(
                [
                    "5. Peça completa em empresa",
                    "40",
                    "Entrada na produção",
                    "Faz uma peça do corte à embalagem no tempo acordado com a empresa",
                    "Formador e tutor, em separado",
                ]
            )
        pdf(
            name,
            lang="pt",
            title="Currículo modular de marroquinaria",
            lead="Nível 4, 220 horas, cinco unidades" if second else "Nível 4, 180 horas, quatro unidades",
            by="Centro de formação, Porto",
            licence="CC BY-SA 4.0",
            parts=[
                grid(units, [3.4, 1.4, 3.6, 5, 3.6]),
                "# Regras de entrada e de dispensa" if second else "# Entrada",
                "- Entra quem já trabalhou três meses no setor ou tem uma microformação do mesmo tema.",
                *(
                    [
                        "- A microformação de ponto de seleiro dispensa doze horas da unidade 3.",
                        "- As unidades 1 a 4 fazem-se por qualquer ordem; a quinta só depois de todas.",
                        "# Como se liga ao diagnóstico",
                        "A empresa responde ao diagnóstico; cada lacuna aponta para uma unidade. Se nenhuma lacuna aponta para uma unidade, essa unidade não entra no plano da empresa. As mesmas respostas dão sempre o mesmo plano.",
                        "! Por resolver: a unidade de corte digital. Só duas das nove empresas têm mesa de corte, e alugar uma custa 90 euros por hora.",
                    ]
                    if second
                    else ["- As unidades fazem-se por ordem."]
                ),
            ],
        )
    pdf(
        "anakainisi-xylou.pdf",
        lang="el",
        title="Ανακαίνιση ξύλινων στοιχείων κτιρίου",
        lead="Πρόγραμμα σπουδών 160 ωρών, επίπεδο 4",
        by="Εργαστήριο ξυλουργικής, Θεσσαλονίκη",
        licence="CC BY 4.0",
        parts=[
            grid(
                [
                    ["Ενότητα", "Ώρες", "Μαθησιακό αποτέλεσμα", "Πραγματικό στοιχείο"],
                    [
                        "1. Διάγνωση και υγρασία",
                        "40",
                        "Χαρτογραφεί φθορές, μετρά υγρασία, προτείνει επισκευή ή αντικατάσταση με κόστος",
                        "Πόρτα εισόδου",
                    ],
                    [
                        "2. Επισκευή σκελετού",
                        "40",
                        "Τοποθετεί ένθετο κομμάτι με λοξή ένωση 1:4, ίδιο νερό ξύλου",
                        "Κάτω τραβέρσα",
                    ],
                    [
                        "3. Παράθυρα και στεγανότητα",
                        "40",
                        "Στοκάρει, ρυθμίζει, τοποθετεί λάστιχο σε πατούρα",
                        "Δίφυλλο παράθυρο",
                    ],
                    [
                        "4. Επιφάνειες",
                        "40",
                        "Αφαιρεί, ασταρώνει και βάφει χωρίς επικίνδυνα υλικά",
                        "Το στοιχείο των ενοτήτων 1–3",
                    ],
                ],
                [4, 1.4, 7.6, 4],
            ),
            "# Αναγνώριση προηγούμενης μάθησης",
            "- Μικροκατάρτιση «Συντήρηση ξύλινου παραθύρου»: 16 ώρες της ενότητας 3.",
            "- Μικροκατάρτιση «Misurare l’umidità del legno»: 3 ώρες της ενότητας 1.",
            "- Εργασία δύο ετών σε συνεργείο: εξέταση με παρατήρηση στην ενότητα που ζητείται.",
            "# Εβδομαδιαίος ρυθμός",
            "Δύο απογεύματα στο εργαστήριο και ένα Σάββατο στο κτίριο, κάθε δεύτερη εβδομάδα. Το στοιχείο φεύγει και επιστρέφει μέσα σε δεκαπέντε ημέρες· ως τότε μπαίνει προσωρινό κλείσιμο.",
            "! Πριν από κάθε τρίψιμο παλιού χρώματος γίνεται δοκιμή μολύβδου. Χωρίς αποτέλεσμα δεν ξεκινά η εργασία.",
            "# Υλικά και εργαλεία ανά ζεύγος",
            "[] Υγρόμετρο με ακίδες, σμίλες 10 και 25, πριόνι λεπτής κοπής, γωνία",
            "[] Πιστόλι θέρμανσης με ρύθμιση, προστατευτικό τζαμιού",
            "[] Λινέλαιο, στόκος, αστάρι χωρίς διαλύτες",
        ],
    )
    pdf(
        "manual-leather-trainers.pdf",
        lang="en",
        title="Teaching leather goods beside the line",
        lead="A manual for people who make four days and teach on the fifth",
        by="Leather design studio, Florence; hand-sewn footwear workshop, Felgueiras",
        licence="CC BY-NC-SA 4.0",
        parts=[
            "# 1. Show it three times",
            "First at speed, so that the learner sees where it is going. Then slowly, naming only what the hands do. Then in silence. The silent one is the longest; count to five between movements. Do not ask “did you get it?” Hand over the awl.",
            "# 2. Let leather be spoilt on purpose",
            "Keep a box of offcuts for every gesture and put a price on it: 4 € a week per learner is what our mistakes cost. A mistake on an order costs fifty times that. Agree with the owner beforehand which pieces may be spoilt.",
            grid(
                [
                    ["Gesture", "Spoil first on", "Ready for orders when"],
                    [
                        "Skiving to 0.5 mm",
                        "Split offcuts, 30 × 4 cm",
                        "Eight points within 0.1 mm on three strips",
                    ],
                    ["Edge painting", "Belly leather", "No drip on 2 m, two coats"],
                    ["Saddle stitch", "Two-colour thread, 2 mm strips", "20 cm even, twice in a row"],
                    ["Turning a gusset", "Bonded leather", "No wrinkle visible at 50 cm"],
                ],
                [4.5, 5.5, 7],
            ),
            "# 3. Write before the shift ends",
            "Three lines, in the learner’s words: what I did alone, what I did with help, what I want to see again. Ten minutes, paid. If it is left for tomorrow it is not written.",
            "---",
            "# 4. Three half-days for six trainers",
            grid(
                [
                    ["Session", "What happens", "Bring"],
                    [
                        "A",
                        "Each teaches one gesture in eight minutes; the others copy only what they saw",
                        "One gesture, one tool",
                    ],
                    [
                        "B",
                        "The silent demonstration; the spoilt-leather box; feedback in three sentences",
                        "Offcuts",
                    ],
                    [
                        "C",
                        "Assessing in pairs on the same ten pieces; rewriting two criteria",
                        "Ten pieces, no names",
                    ],
                ],
                [2, 10.5, 4.5],
            ),
            "# 5. The exchange",
            "Two workshops swap one trainer for two working days. Each visitor teaches one gesture to the newest worker and learns one. Both write a page: what we would copy, what would not survive at home.",
            "[] Insurance and travel agreed in writing",
            "[] The gesture to teach and the gesture to learn named a week before",
            "[] Two hours booked in the calendar for the day after return",
            "[] The page deposited within ten days",
            "# 6. Augmented reality: what we do not know yet",
            "We tried three tutorials. Learners liked them and went back to the person after four minutes. Nobody here has used them for a whole season, so this chapter stays short.",
            "---",
            "# Sheet: feedback in three sentences",
            grid(
                [["I saw you …", "The piece shows …", "Next time …"]] + [["", "", ""] for _ in range(6)],
                [5.6, 5.7, 5.7],
                tall=2.4,
            ),
        ],
    )
    pdf(
        "manuel-evaluer-un-geste.pdf",
        lang="fr",
        title="Évaluer un geste sans en faire un examen",
        lead="Manuel d’une journée pour formateurs de microformations",
        by="Campus des métiers et des qualifications, CEC",
        licence="CC BY-SA 4.0",
        parts=[
            "# Le principe",
            "On évalue pendant le travail, avec des critères annoncés la veille. La personne sait ce qui compte, choisit son moment et dit : « maintenant ». Le formateur regarde, se tait, note sur-le-champ.",
            grid(
                [
                    ["Heure", "Activité", "Attention à"],
                    [
                        "9 h 00",
                        "Regarder trois fois la même vidéo d’un geste et noter seul",
                        "Ne pas discuter avant d’avoir noté",
                    ],
                    [
                        "10 h 15",
                        "Comparer : où sont les écarts ? Réécrire deux critères",
                        "Un critère sans outil ni résultat visible est à refaire",
                    ],
                    ["11 h 30", "Rendre compte en trois phrases", "Pas d’adjectif sur la personne"],
                    [
                        "14 h 00",
                        "En atelier : chacun évalue deux gestes réels",
                        "Grille à hauteur des yeux, pas dans le dos",
                    ],
                    [
                        "16 h 00",
                        "Refuser un geste à quelqu’un qu’on aime bien : jeu de rôle",
                        "Dire ce qui manque et quand on réessaie",
                    ],
                ],
                [2.2, 8.6, 6.2],
            ),
            "# Trois phrases pour rendre compte",
            "- « J’ai vu… » : un fait, avec l’outil et l’endroit.",
            "- « Le critère demande… » : la phrase affichée, sans la changer.",
            "- « Tu réessaies… » : une date, un point à travailler.",
            "! C’est toujours le formateur qui évalue. L’auto-évaluation aide à se préparer ; elle ne compte pas dans l’attestation.",
            "---",
            "# Fiche de double notation",
            grid(
                [["Personne (code)", "Geste", "Évaluateur A", "Évaluateur B", "Écart et motif"]]
                + [[""] * 5 for _ in range(9)],
                [3, 4, 2.8, 2.8, 4.4],
                tall=1.15,
            ),
            "Accord = nombre de lignes identiques ÷ nombre de lignes. En dessous de 75 %, on réécrit les critères avant de recommencer.",
            "# Seul dans l’atelier ?",
            "[] Une photo datée du résultat, mains et pièce seulement.",
            "[] Une double notation par mois avec un collègue d’un autre organisme.",
            "[] Un échantillon gardé six mois.",
        ],
    )
    pdf(
        "handbuch-werkstueckgespraech.pdf",
        lang="de",
        title="Das Gespräch am Werkstück",
        lead="Handbuch für Ausbildungsbeauftragte in kleinen Betrieben",
        by="Begleitung von Auszubildenden, Dresden",
        licence="CC BY-NC 4.0",
        parts=[
            "# Sieben Minuten, drei Fragen, eine Vereinbarung",
            "Das Gespräch findet dort statt, wo das Stück liegt. Es dauert höchstens sieben Minuten, weil danach niemand mehr zuhört. Es hat drei Fragen und endet mit einem Satz, den beide aufschreiben.",
            "- <b>Was zeigst du mir?</b> Die oder der Auszubildende beginnt, mit der Hand am Stück.",
            "- <b>Wo hast du gezögert?</b> Nicht: Was war falsch? Zögern ist sichtbar und nicht peinlich.",
            "- <b>Was machst du beim nächsten Stück anders?</b> Eine Sache, nicht drei.",
            "! Kein Gespräch am Werkstück über Verspätung, Geld oder Streit. Dafür gibt es eine Tür, die man schließen kann.",
            "# Drei von zwölf Fällen",
            grid(
                [
                    ["Fall", "Was schiefging", "Was danach half"],
                    [
                        "Maler, 1. Jahr, lackiert zu nass",
                        "Meister nahm den Pinsel aus der Hand und machte es vor",
                        "Gleiches Brett, halbe Fläche je Person, Vergleich nach dem Trocknen",
                    ],
                    [
                        "Tischlerin, 2. Jahr, Angst vor der Fräse",
                        "„Das lernst du schon“",
                        "Drei Tage nur zuführen, Not-Halt selbst prüfen, dann erster Schnitt",
                    ],
                    [
                        "Anlagenmechaniker, 3. Jahr, Prüfung verpatzt",
                        "Gespräch erst nach sechs Wochen",
                        "Am Prüfungsstück noch einmal, ohne Note, mit Stoppuhr nur auf Wunsch",
                    ],
                ],
                [5, 5.5, 6.5],
            ),
            "---",
            "# Zwei Tage",
            grid(
                [
                    ["Zeit", "Tag 1", "Tag 2"],
                    [
                        "Vormittag",
                        "Gespräche hören (Aufnahmen), Fragen zählen, Redeanteil messen",
                        "Zwölf Fälle in Gruppen, je ein misslungener Verlauf",
                    ],
                    [
                        "Nachmittag",
                        "Üben am eigenen Stück, zu dritt: sprechen, antworten, schweigen",
                        "Austausch zwischen Betrieben planen, Termine eintragen",
                    ],
                ],
                [3, 7, 7],
            ),
            "# Austausch zwischen zwei Betrieben",
            "[] Je ein Tag, schriftlich vereinbart, Versicherung geklärt.",
            "[] Drei Gespräche mithören, nur die Fragen notieren.",
            "[] Listen nebeneinanderlegen, zwei Fragen übernehmen.",
            "[] Eine Stunde in der Woche danach im Kalender.",
            "# Notizblatt",
            grid(
                [["Datum", "Stück", "Gezögert bei", "Vereinbarung"]] + [[""] * 4 for _ in range(6)],
                [2.6, 4.4, 4.6, 5.4],
                tall=1.1,
            ),
        ],
    )
    pdf(
        "fiche-velo.pdf",
        lang="fr",
        title="Crevaison et frein à câble",
        lead="Fiche de gestes, six heures, vélos donnés",
        by="CEC, atelier vélo de quartier",
        licence="CC BY-NC-SA 4.0",
        parts=[
            "# Geste 1 : réparer une crevaison",
            "[] Dégonfler tout à fait, sortir un flanc du pneu à la main.",
            "[] Trouver la fuite : eau, oreille, joue. La marquer d’une croix plus large que la rustine.",
            "[] Passer les doigts dans le pneu : l’épine est peut-être encore là.",
            "[] Poncer, coller, <b>attendre trois minutes</b>, poser, presser.",
            "[] Gonfler un peu la chambre, remonter à la main en finissant à la valve.",
            "[] Pousser la valve vers l’intérieur, contrôler les deux flancs, gonfler à 3 bars.",
            "# Geste 2 : régler un frein à câble",
            "[] Patins d’abord : à 1 mm sous le bord de la jante, ouverts vers l’arrière.",
            "[] Vis de réglage à deux tours, câble tiré à la main, serrer à 6 Nm.",
            "[] Levier : le patin touche à mi-course.",
            "[] Faire tourner la roue : aucun frottement sur dix tours.",
            grid(
                [
                    ["Geste", "Critère", "Oui", "Non"],
                    ["Crevaison", "3 bars tenus vingt minutes, chambre non pincée", "", ""],
                    ["Frein", "Mi-course, roue libre", "", ""],
                ],
                [4, 10, 1.5, 1.5],
                tall=1,
            ),
            "! Cadre fendu, jante creusée, câble effiloché : on ne répare pas, on écarte le vélo.",
        ],
    )


# ------------------------------------------------------------------ Word and Excel


def steady_zip(data: bytes) -> bytes:
    """The same archive with fixed dates, so that two runs give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            body = old.read(info.filename)
            if info.filename == "docProps/core.xml":
                body = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", DATE.isoformat().encode(), body)
            entry = zipfile.ZipInfo(info.filename, ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            new.writestr(entry, body)
    return out.getvalue()


def word(name: str, *, lang: str, title: str, lead: str, by: str, parts: list) -> None:
    """Write one Word file. A part is "# heading", "- bullet", "[] box", text or a list of rows."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "DejaVu Sans", Pt(10)
    rpr = normal.element.get_or_add_rPr()
    mark = rpr.makeelement(qn("w:lang"), {qn("w:val"): lang})
    rpr.append(mark)
    for style in ("Title", "Heading 1"):
        document.styles[style].font.name = "DejaVu Sans"
        document.styles[style].font.color.rgb = RGBColor(*BLUE)
        document.styles[style].element.rPr.rFonts.attrib.pop(qn("w:asciiTheme"), None)
        document.styles[style].element.rPr.rFonts.attrib.pop(qn("w:hAnsiTheme"), None)
    document.styles["Title"].font.size = Pt(20)
    document.styles["Heading 1"].font.size = Pt(13)
    document.add_paragraph(title, style="Title")
    document.add_paragraph(lead).runs[0].font.color.rgb = RGBColor(*SOFT)
    for part in parts:
        if isinstance(part, list):
            table = document.add_table(rows=0, cols=len(part[0]), style="Table Grid")
            for index, row in enumerate(part):
                cells = table.add_row().cells
                for cell, text in zip(cells, row, strict=True):
                    run = cell.paragraphs[0].add_run(text)
                    run.font.size = Pt(9)
                    run.bold = index == 0
            document.add_paragraph()
        elif part.startswith("# "):
            document.add_paragraph(part[2:], style="Heading 1")
        elif part.startswith("- "):
            document.add_paragraph(part[2:], style="List Bullet")
        elif part.startswith("[] "):
            document.add_paragraph("☐ " + part[3:])
        else:
            document.add_paragraph(part)
    core = document.core_properties
    core.title, core.author, core.last_modified_by, core.language = title, by, by, lang
    core.created = core.modified = DATE
    core.comments = ""
    buffer = io.BytesIO()
    document.save(buffer)
    (OUT / name).write_bytes(steady_zip(buffer.getvalue()))


def make_word_files() -> None:
    for name, second in (("writing-a-gesture-1.docx", False), ("writing-a-gesture.docx", True)):
        word(
            name,
            lang="en-GB",
            title="Writing a professional gesture",
            lead="So that a trainer can assess it, and two trainers agree",
            by="Curriculum workshop, Cork",
            parts=[
                "# The test",
                "Could two trainers, standing two metres apart, disagree about whether it happened? If they could, the sentence is not finished.",
                "# The pattern",
                [
                    ["Part", "Question", "Example"],
                    ["Verb", "What do the hands do?", "takes"],
                    ["Object", "On what, how many?", "three readings per board"],
                    ["Tool", "With what?", "with a pin-type meter"],
                    [
                        "Condition",
                        "Where, how fast, how safely?",
                        "along the grain, 30 cm or more from the end",
                    ],
                    [
                        "Visible result",
                        "What is left to see?",
                        "and writes species and temperature beside them",
                    ],
                ],
                "# Verbs to avoid",
                [
                    ["Instead of", "Because", "Try"],
                    ["knows, understands", "nobody can see it", "names, chooses, explains to a colleague"],
                    ["is able to", "says nothing about having done it", "does"],
                    ["masters", "where does it begin?", "a number and a limit"],
                    ["is aware of safety", "a feeling", "switches off, locks and shows the key"],
                ],
                *(
                    [
                        "# Nine repairs",
                        [
                            ["Weak", "Repaired"],
                            [
                                "Knows how to use a moisture meter",
                                "Takes three readings along the grain, 30 cm or more from the end, and writes species and temperature",
                            ],
                            [
                                "Works cleanly",
                                "Leaves the bench free of chips and the chisels in the rack before the break",
                            ],
                            ["Can solder", "Solders ten 0805 resistors; all pass the pull test at 5 N"],
                            [
                                "Understands the recipe",
                                "Weighs seven ingredients within 2 g from a card not seen before",
                            ],
                            [
                                "Communicates with the client",
                                "Says what will be done, for how long and at what price, and asks for a yes",
                            ],
                            [
                                "Measures correctly",
                                "Measures the opening at three heights and uses the smallest",
                            ],
                            [
                                "Uses the lathe safely",
                                "Removes the chuck key before reaching for the switch, ten times out of ten",
                            ],
                            ["Has good posture", "Keeps the wrist straight for a full row of stitches"],
                            [
                                "Is careful with chemicals",
                                "Reads the label aloud, opens the window, then opens the tin",
                            ],
                        ],
                        "# When not to write a gesture",
                        "- Attitudes: use a conversation, not a tick.",
                        "- Team work: describe what the team produced and who did what.",
                        "- Pace: measure it on the fifth day, never on the first.",
                        "# Your gesture",
                        [
                            ["Verb", "Object", "Tool", "Condition", "Visible result"],
                            ["", "", "", "", ""],
                            ["", "", "", "", ""],
                        ],
                    ]
                    if second
                    else []
                ),
            ],
        )
    word(
        "grille-visite-entreprise.docx",
        lang="fr-FR",
        title="Grille de visite en entreprise",
        lead="Vingt minutes au pied de la machine : l’apprenti montre, le tuteur commente, on écrit une chose",
        by="Lycée professionnel, Lyon",
        parts=[
            "# Avant",
            "[] Relire la dernière chose écrite. Date de la visite précédente : ____",
            "[] Demander une tâche en cours, pas une démonstration préparée.",
            "# Dix minutes : l’apprenti montre",
            [
                ["À observer", "Vu", "Remarque"],
                ["Prépare le poste avant de commencer", "", ""],
                ["Dit ce qu’il va faire et dans quel ordre", "", ""],
                ["Choisit l’outil sans aide", "", ""],
                ["Contrôle sa pièce et donne la mesure", "", ""],
                ["Sait ce qu’il ne doit pas encore faire seul", "", ""],
            ],
            "# Cinq minutes : sécurité, vue et non dite",
            [
                ["Question", "Vu", "Non vu"],
                ["Protecteur en place", "", ""],
                ["Arrêt d’urgence testé", "", ""],
                ["Équipement porté", "", ""],
                ["Consigne affichée et expliquée par l’apprenti", "", ""],
            ],
            "# Cinq minutes : à trois",
            "Le tuteur : ce qui avance, ce qui bloque.",
            "La chose à travailler avant la prochaine visite (une seule) :",
            "____________________________________________________________",
            [["Apprenti", "Tuteur", "Professeur"], ["\n", "\n", "\n"]],
        ],
    )
    word(
        "griglia-coda-di-rondine.docx",
        lang="it-IT",
        title="Incastro a coda di rondine a mano: griglia di valutazione",
        lead="Abete 20 mm, quattro code, pendenza 1:6, dieci minuti per pezzo",
        by="Laboratorio di falegnameria, Bolzano",
        parts=[
            "# Il pezzo",
            [
                ["Criterio", "Non ancora", "Sufficiente", "Sicuro"],
                ["Fessura massima (spessimetro)", "oltre 0,4 mm", "0,2–0,4 mm", "fino a 0,2 mm"],
                ["Linea di graffietto", "da due parti", "da una parte, interrotta", "da una parte sola"],
                [
                    "Montaggio",
                    "oltre cinque colpi o si spacca",
                    "quattro o cinque colpi",
                    "tre colpi di mazzuolo",
                ],
                ["Squadra tra le tavole", "oltre 1 mm su 100", "0,5–1 mm", "fino a 0,5 mm"],
                ["Fondo delle code", "concavo non tolto o scheggiato", "piano con segni", "piano"],
                ["Code e perni invertiti", "sì", "corretto in tracciatura", "no"],
            ],
            "# La persona (senza questi due non si passa)",
            [
                ["Criterio", "Sì", "No"],
                ["Corpo dietro la sega, avambraccio in linea", "", ""],
                ["Mani sempre dietro il filo dello scalpello, pezzo bloccato", "", ""],
            ],
            "# Voto del formatore",
            "Il voto lo dà il formatore; l’apprendista mette prima una crocetta a matita dove pensa di essere.",
            "# Ancora da fare",
            "- Dodici pezzi valutati da due formatori senza vedere i voti dell’altro.",
            "- Decidere se la pendenza 1:8 per il rovere chiede soglie diverse.",
        ],
    )
    word(
        "transfer-checklist.docx",
        lang="en-GB",
        title="Bed to chair: transfer checklist",
        lead="One carer, a person who can stand with help. If in doubt, two carers or a hoist",
        by="Home care training team, Cluj",
        parts=[
            [
                ["", "Step", "Reason", "Carer", "Observer"],
                ["1", "Say what will happen and wait for a yes", "Surprise makes muscles stiffen", "", ""],
                [
                    "2",
                    "Chair at 30°, on the stronger side",
                    "The person turns less and leads with the good leg",
                    "",
                    "",
                ],
                [
                    "3",
                    "Brakes on chair and bed",
                    "Before the feet: afterwards your hands are not free",
                    "",
                    "",
                ],
                [
                    "4",
                    "Bed height: the person’s feet flat, hips a little higher than knees",
                    "Standing needs less force from above 90°",
                    "",
                    "",
                ],
                ["5", "Shoes on, floor dry", "Socks slide", "", ""],
                [
                    "6",
                    "Roll to the side, legs over the edge, push up with the elbow",
                    "The legs work as a counterweight",
                    "",
                    "",
                ],
                ["7", "Sit for one minute, ask about dizziness", "Blood pressure drops on rising", "", ""],
                ["8", "Transfer belt around the waist", "A grip that does not hurt", "", ""],
                ["9", "Your knees bent, one foot between theirs", "Your legs lift, not your back", "", ""],
                ["10", "Lean forward together, stand on three", "Nose over toes moves the weight", "", ""],
                [
                    "11",
                    "Small steps until both legs touch the chair",
                    "They know where it is without looking",
                    "",
                    "",
                ],
                [
                    "12",
                    "Hands to the armrests, sit slowly, hips back",
                    "Sliding forward later means a second transfer",
                    "",
                    "",
                ],
            ],
            "# Stop",
            "- Dizziness: sit or lie back, feet up, wait.",
            "- New pain: stop where it is safe and call.",
            "- “No”: a refusal is an answer. Ask again in ten minutes.",
            "- A wet floor: dry it first.",
            "# Never",
            "- Lift under the armpits. It injures shoulders on both sides.",
            "- Let the person hold you round the neck.",
            "The reasons in this list were first drafted with a language model; a trainer and a physiotherapist checked every line and removed three.",
        ],
    )
    word(
        "parte-de-trabajo-movil.docx",
        lang="es-ES",
        title="El parte de trabajo en el móvil",
        lead="Guion de cuatro horas, grupos de ocho, el teléfono que cada persona tiene",
        by="Trinijove",
        parts=[
            "# Antes de empezar: el teléfono",
            "[] Hay 300 MB libres (borrar vídeos repetidos juntos, sin mirar el resto).",
            "[] La cámara tiene permiso y la lente está limpia.",
            "[] La fecha y la hora son correctas.",
            "[] El teclado de números se encuentra.",
            "# Guion",
            [
                ["Minutos", "Qué se hace", "Cuidado con"],
                [
                    "0–40",
                    "Preparar los teléfonos, de dos en dos",
                    "No tocar el móvil de otra persona sin permiso",
                ],
                ["40–100", "Foto antes y foto después: patio, papelera, parterre", "Ni caras ni matrículas"],
                ["100–160", "Rellenar el parte: hora, tarea, material, firma", "Quien no escribe, dicta"],
                ["160–200", "Dos partes seguidos en una tarea real", "Sin ayuda"],
                ["200–240", "Evaluación por la formadora y repaso", "Se puede repetir el mismo día"],
            ],
            "# Evaluación (formadora)",
            [
                ["Gesto", "Criterio", "Sí", "No"],
                [
                    "Dos fotos del mismo sitio",
                    "Mismo encuadre, nítidas, enviadas en menos de tres minutos",
                    "",
                    "",
                ],
                ["Parte completo", "Dos seguidos sin ayuda", "", ""],
            ],
            "# El parte en papel, por si no hay cobertura",
            [
                ["Fecha y hora", "Lugar", "Tarea", "Material", "Firma"],
                ["", "", "", "", ""],
                ["", "", "", "", ""],
                ["", "", "", "", ""],
            ],
            "El borrador de este guion se hizo con un modelo de lenguaje y lo revisaron tres formadoras.",
        ],
    )
    word(
        "curriculum-waermepumpe.docx",
        lang="de-DE",
        title="Wärmepumpe im Bestand",
        lead="Curriculum in sechs Bausteinen zu je zwei Tagen, EQR 4",
        by="Ausbildungsberatung, Stuttgart",
        parts=[
            [
                ["Baustein", "Lernergebnis", "Aufgabe im Betrieb (3 Wochen)", "Nachweis"],
                [
                    "1 Gebäude lesen",
                    "Schätzt Baualter, Wandaufbau und Schwachstellen aus Rundgang und Plan",
                    "Ein Haus aufnehmen, Fotos mit Maßstab",
                    "Bericht, zwei Seiten",
                ],
                [
                    "2 Heizlast",
                    "Berechnet die Heizlast raumweise nach DIN EN 12831",
                    "Dasselbe Haus rechnen",
                    "Rechnung, Abweichung unter 10 %",
                ],
                [
                    "3 Heizflächen",
                    "Prüft jeden Heizkörper bei 55/45 und 45/38",
                    "Prüfliste in acht Räumen",
                    "Vorschlag mit Kosten",
                ],
                [
                    "4 Hydraulischer Abgleich",
                    "Stellt Ventile und Pumpe ein und misst nach",
                    "Abgleich an einer Anlage",
                    "Protokoll vorher und nachher",
                ],
                [
                    "5 Schall und Aufstellort",
                    "Beurteilt drei Standorte nach Abstand, Reflexion und Nacht-Richtwert",
                    "Standortskizze mit Nachbarn besprechen",
                    "Skizze, Gesprächsnotiz",
                ],
                [
                    "6 Inbetriebnahme und Gespräch",
                    "Stellt die Heizkurve ein und erklärt sie in fünf Minuten",
                    "Zwei Übergaben, Rückruf nach vier Wochen",
                    "Beobachtung durch Lehrkraft",
                ],
            ],
            "# Anrechnung",
            "- Mikroschulung „Filterwechsel an der Wohnraumlüftung“: Wartungsteil in Baustein 6 entfällt.",
            "- Abgeschlossene Ausbildung im Anlagenbau: Baustein 4 als Prüfung ohne Unterricht.",
            "# Streitpunkt Baustein 6",
            "Die Betriebe wollen ihn streichen. Von den Beschwerden des letzten Jahres gingen zwei von drei auf eine unerklärte Heizkurve zurück. Kompromiss: ein Tag Theorie, ein Tag beim Kunden.",
            "# Qualitätssicherung",
            "[] Jede Aufgabe hat ein Objekt mit Adresse (anonymisiert abgelegt).",
            "[] Zweitkorrektur bei jeder fünften Arbeit.",
            "[] Rückmeldung der Betriebe nach sechs Monaten.",
        ],
    )


THIN = Side(style="thin", color="C4CDD5")


def heading_row(sheet, row: int, names: list[str]) -> None:
    for column, name in enumerate(names, 1):
        cell = sheet.cell(row, column, name)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1F5E8C")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        cell.border = Border(THIN, THIN, THIN, THIN)


def save_sheet(book: openpyxl.Workbook, name: str, title: str, by: str) -> None:
    book.properties.title, book.properties.creator, book.properties.lastModifiedBy = title, by, by
    book.properties.created = book.properties.modified = DATE
    buffer = io.BytesIO()
    book.save(buffer)
    (OUT / name).write_bytes(steady_zip(buffer.getvalue()))


BOARDS = [
    ("A-01", "Abete", 27, 18, 11.2, 11.6, 11.4), ("A-02", "Abete", 27, 18, 12.1, 12.4, 12.0), ("A-03", "Abete", 50, 18, 14.8, 15.6, 13.9),
    ("L-01", "Larice", 40, 18, 10.4, 10.2, 10.9), ("L-02", "Larice", 40, 17, 13.2, 13.0, 13.5), ("R-01", "Rovere", 27, 19, 9.1, 9.4, 9.0),
    ("R-02", "Rovere", 50, 19, 16.8, 18.9, 15.2), ("R-03", "Rovere", 27, 19, 8.2, 8.0, 8.3), ("F-01", "Faggio", 30, 18, 7.9, 8.4, 8.1), ("F-02", "Faggio", 30, 18, 11.9, 12.3, 12.2),
]  # fmt: skip


def make_sheets() -> None:
    for version in (1, 2, 3):
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "Registro"
        sheet["A1"] = "Registro dell’umidità del legno"
        sheet["A1"].font = Font(bold=True, size=15)
        sheet["A2"] = "Minimo %" if version > 1 else "Soglia massima %"
        sheet["B2"] = 8 if version > 1 else 12
        sheet["C2"], sheet["D2"] = ("Massimo %", 12) if version > 1 else (None, None)
        names = [
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
        heading_row(sheet, 4, names)
        for r, board in enumerate(BOARDS[: 4 if version == 1 else 10], 5):
            for c, value in enumerate(board, 1):
                sheet.cell(r, c, value)
        for r in range(5, 45):
            mean = f"AVERAGE(E{r}:G{r})"
            if version > 1:
                mean += f"+(20-D{r})*0.1"
            sheet.cell(r, 8, f'=IF(COUNT(E{r}:G{r})<3,"",ROUND({mean},1))')
            sheet.cell(r, 9, f'=IF(COUNT(E{r}:G{r})<3,"",ROUND(MAX(E{r}:G{r})-MIN(E{r}:G{r}),1))')
            upper = "$D$2" if version > 1 else "$B$2"
            lower = f'IF(H{r}<$B$2,"troppo secco","lavorare")' if version > 1 else '"lavorare"'
            sheet.cell(r, 10, f'=IF(H{r}="","",IF(I{r}>2,"rimisurare",IF(H{r}>{upper},"aspettare",{lower})))')
        sheet.conditional_formatting.add(
            "J5:J44",
            FormulaRule(
                formula=['OR($J5="aspettare",$J5="rimisurare",$J5="troppo secco")'],
                fill=PatternFill("solid", bgColor="F6D9A8"),
            ),
        )
        sheet.freeze_panes = "A5"
        for letter, width in zip("ABCDEFGHIJ", (14, 12, 13, 15, 10, 10, 10, 9, 9, 14), strict=True):
            sheet.column_dimensions[letter].width = width
        if version == 3:
            kinds = DataValidation(
                type="list", formula1='"Abete,Larice,Rovere,Faggio,Castagno"', allow_blank=True
            )
            sheet.add_data_validation(kinds)
            kinds.add("B5:B44")
            curve = book.create_sheet("Equilibrio")
            heading_row(curve, 1, ["Umidità relativa %", "10 °C", "20 °C", "30 °C"])
            for r, humidity in enumerate(range(30, 96, 5), 2):
                curve.append([humidity] + [round(equilibrium(t, humidity), 1) for t in (10, 20, 30)])
            chart = LineChart()
            chart.title, chart.y_axis.title, chart.x_axis.title = "Umidità di equilibrio", "Legno %", "Aria %"
            chart.add_data(
                Reference(curve, min_col=2, max_col=4, min_row=1, max_row=15), titles_from_data=True
            )
            chart.set_categories(Reference(curve, min_col=1, min_row=2, max_row=15))
            chart.y_axis.delete = chart.x_axis.delete = False
            curve.add_chart(chart, "F2")
            for letter in "ABCD":
                curve.column_dimensions[letter].width = 18
        name = "registro-umidita.xlsx" if version == 3 else f"registro-umidita-{version}.xlsx"
        save_sheet(book, name, "Registro dell’umidità del legno", "Laboratorio di falegnameria, Bolzano")

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Matriz"
    sheet["A1"] = "Matriz de competências da oficina"
    sheet["A1"].font = Font(bold=True, size=15)
    sheet["A2"] = "0 não faz · 1 faz com ajuda · 2 faz sozinho · 3 ensina"
    heading_row(sheet, 4, ["Posto", "Tarefa", *[f"Pessoa {c}" for c in "ABCDEFG"], "Fazem sozinhas", "Risco"])
    tasks = [
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
    levels = [
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
    row = 5
    for post, names in tasks:
        for task in names:
            sheet.cell(row, 1, post)
            sheet.cell(row, 2, task)
            for column, level in enumerate(levels[row - 5], 3):
                sheet.cell(row, column, int(level)).alignment = Alignment(horizontal="center")
            sheet.cell(row, 10, f'=COUNTIF(C{row}:I{row},">=2")')
            sheet.cell(row, 11, f'=IF(J{row}=0,"ninguém",IF(J{row}=1,"uma só pessoa",""))')
            row += 1
    for level, colour in ((0, "F3F1EA"), (1, "F6E3B8"), (2, "CFE3D6"), (3, "8FC0A5")):
        sheet.conditional_formatting.add(
            f"C5:I{row - 1}",
            CellIsRule(operator="equal", formula=[str(level)], fill=PatternFill("solid", bgColor=colour)),
        )
    sheet.conditional_formatting.add(
        f"K5:K{row - 1}", FormulaRule(formula=['$K5<>""'], font=Font(color="BA3A2E", bold=True))
    )
    sheet.freeze_panes = "C5"
    for letter, width in zip("ABCDEFGHIJK", (14, 34, 10, 10, 10, 10, 10, 10, 10, 12, 18), strict=True):
        sheet.column_dimensions[letter].width = width
    save_sheet(
        book,
        "matriz-competencias.xlsx",
        "Matriz de competências da oficina",
        "Oficina de marroquinaria, São João da Madeira",
    )

    write_csv(
        "heizkoerper-beispiele.csv",
        [
            [
                "Raum",
                "Baujahr",
                "Fläche m²",
                "Heizlast W",
                "Heizkörper",
                "Norm 75/65 W",
                "55/45 W",
                "45/38 W",
                "Ergebnis",
            ],
            *radiator_rows(),
        ],
    )
    countries = [
        ("Πορτογαλία", 56, 61, 310),
        ("Γερμανία", 61, 68, 280),
        ("Φινλανδία", 64, 75, 420),
        ("Ιταλία", 58, 60, 190),
        ("Πολωνία", 52, 47, 260),
    ]
    rows: list[list] = [
        [
            "Χώρα",
            "Επιχορήγηση ανά ημέρα",
            "Πραγματικό κόστος ανά ημέρα",
            "Ταξίδι",
            "Ημέρες",
            "Άτομα",
            "Υπόλοιπο",
        ]
    ]
    for name, grant, cost, travel in countries:
        rows.append([name, grant, cost, travel, 14, 6, (grant - cost) * 14 * 6])
    write_csv("proypologismos-kinitikotitas.csv", rows)


def radiator_rows() -> list[list]:
    rooms = [
        ("Wohnzimmer", 1964, 24, 65, "33/600/1400", 3190), ("Eckzimmer", 1964, 15, 85, "22/600/1000", 1590), ("Bad", 1964, 7, 95, "11/900/600", 780), ("Küche", 1964, 11, 55, "22/600/1000", 1590),
        ("Wohnzimmer", 1983, 28, 50, "33/600/1400", 3190), ("Bad", 1983, 8, 70, "Handtuch 1700×500", 720), ("Kinderzimmer", 1998, 13, 35, "22/600/1000", 1590), ("Eckzimmer", 1998, 16, 38, "22/600/1200", 1910),
    ]  # fmt: skip
    rows = []
    for room, year, area, load, kind, power in rooms:
        need, warm, low = area * load, round(power * 0.51), round(power * 0.33)
        result = "reicht bei 45/38" if low >= need else "reicht bei 55/45" if warm >= need else "zu klein"
        rows.append([room, year, area, need, kind, power, warm, low, result])
    return rows


def write_csv(name: str, rows: list[list]) -> None:
    with (OUT / name).open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";", lineterminator="\r\n").writerows(rows)


# ------------------------------------------------------------------ drawings


class Sheet:
    """A drawing at twice its size, made smaller at the end so that edges are smooth."""

    def __init__(
        self, width: int, height: int, *, zoom: int = 2, paper: tuple[int, int, int] = PAPER
    ) -> None:
        self.width, self.height, self.zoom = width, height, zoom
        self.image = Image.new("RGB", (width * zoom, height * zoom), paper)
        self.draw = ImageDraw.Draw(self.image)

    def _at(self, points) -> list[tuple[float, float]]:
        return [(x * self.zoom, y * self.zoom) for x, y in points]

    def line(self, points, colour=INK, width: float = 2) -> None:
        self.draw.line(self._at(points), fill=colour, width=max(1, round(width * self.zoom)), joint="curve")

    def dashed(self, a, b, colour=SOFT, width: float = 1.2, dash: float = 7) -> None:
        length = math.dist(a, b)
        steps = max(1, int(length / dash))
        for i in range(0, steps, 2):
            p, q = i / steps, min(1, (i + 1) / steps)
            self.line(
                [
                    (a[0] + (b[0] - a[0]) * p, a[1] + (b[1] - a[1]) * p),
                    (a[0] + (b[0] - a[0]) * q, a[1] + (b[1] - a[1]) * q),
                ],
                colour,
                width,
            )

    def shape(self, points, fill, edge=INK, width: float = 1.5) -> None:
        self.draw.polygon(self._at(points), fill=fill)
        if edge:
            self.line([*points, points[0]], edge, width)

    def box(self, x: float, y: float, w: float, h: float, fill, edge=INK, width: float = 1.5) -> None:
        self.shape([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], fill, edge, width)

    def dot(self, x: float, y: float, r: float, fill=INK, edge=None) -> None:
        z = self.zoom
        self.draw.ellipse(
            [(x - r) * z, (y - r) * z, (x + r) * z, (y + r) * z], fill=fill, outline=edge, width=z
        )

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float = 15,
        colour=INK,
        *,
        bold: bool = False,
        anchor: str = "la",
    ) -> None:
        self.draw.text(
            (x * self.zoom, y * self.zoom),
            words,
            font=font(size * self.zoom, bold=bold),
            fill=colour,
            anchor=anchor,
            spacing=4 * self.zoom,
        )

    def arrow(self, a, b, colour=INK, width: float = 1.6, *, both: bool = False) -> None:
        self.line([a, b], colour, width)
        for tip, tail in ((b, a), (a, b)) if both else ((b, a),):
            angle = math.atan2(tip[1] - tail[1], tip[0] - tail[0])
            wing = [(tip[0] - 9 * math.cos(angle + s), tip[1] - 9 * math.sin(angle + s)) for s in (0.4, -0.4)]
            self.shape([tip, *wing], colour, None)

    def grain(self, x: float, y: float, w: float, h: float, colour=WOOD_DARK, rows: int = 6) -> None:
        for i in range(1, rows):
            base = y + h * i / rows
            self.line(
                [(x + w * k / 40, base + 2.2 * math.sin(k * 0.35 + i * 1.7)) for k in range(41)], colour, 0.8
            )

    def small(self) -> Image.Image:
        return self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)

    def save(self, name: str) -> None:
        """Keep it at its large size, in few colours."""
        self.image.resize(
            (round(self.width * 1.4), round(self.height * 1.4)), Image.Resampling.LANCZOS
        ).quantize(96, dither=Image.Dither.NONE).save(OUT / name, optimize=True)


def equilibrium(temperature: float, humidity: float) -> float:
    """Equilibrium moisture content of wood in per cent (Hailwood and Horrobin)."""
    t, h = temperature, humidity / 100
    w = 349 + 1.29 * t + 0.0135 * t * t
    k = 0.805 + 0.000736 * t - 0.00000273 * t * t
    k1 = 6.27 - 0.00938 * t - 0.000303 * t * t
    k2 = 1.91 + 0.0407 * t - 0.000293 * t * t
    kh = k * h
    return 1800 / w * (kh / (1 - kh) + (k1 * kh + 2 * k1 * k2 * kh * kh) / (1 + k1 * kh + k1 * k2 * kh * kh))


def draw_moisture_chart() -> None:
    s = Sheet(900, 560)
    s.text(60, 22, "Umidità di equilibrio del legno", 22, bold=True)
    s.text(60, 52, "Il valore a cui il legno arriva da solo, se l’aria non cambia", 14, SOFT)
    left, right, top, bottom = 80, 860, 95, 480

    def at(h: float, m: float) -> tuple[float, float]:
        return left + (h - 30) / 65 * (right - left), bottom - (m - 4) / 22 * (bottom - top)

    for low, high, colour, label in (
        (8, 12, (224, 236, 228), "interni riscaldati 8–12 %"),
        (12, 15, (246, 234, 206), "serramenti esterni fino a 15 %"),
        (20, 26, (245, 220, 214), "rischio di funghi oltre 20 %"),
    ):
        s.box(left, at(30, high)[1], right - left, at(30, low)[1] - at(30, high)[1], colour, None)
        s.text(left + 10, at(30, high)[1] + 6, label, 12.5, SOFT)
    for m in range(4, 27, 2):
        s.line([at(30, m), at(95, m)], LINE, 0.7)
        s.text(left - 10, at(30, m)[1], str(m), 13, anchor="rm")
    for h in range(30, 96, 10):
        s.line([at(h, 4), at(h, 26)], LINE, 0.7)
        s.text(at(h, 4)[0], bottom + 10, f"{h}", 13, anchor="ma")
    for t, colour in ((10, BLUE), (20, GREEN), (30, RED)):
        points = [at(h, equilibrium(t, h)) for h in range(30, 96) if equilibrium(t, h) <= 26]
        s.line(points, colour, 3)
    for i, (t, colour) in enumerate(((10, BLUE), (20, GREEN), (30, RED))):
        s.line([(640, 420 + i * 20), (675, 420 + i * 20)], colour, 3)
        s.text(685, 420 + i * 20, f"{t} °C", 14, anchor="lm")
    s.line([(left, top), (left, bottom), (right, bottom)], INK, 2)
    s.text((left + right) / 2, 520, "Umidità relativa dell’aria, %", 14, anchor="ma")
    s.text(60, 76, "Legno, %", 12.5, SOFT)
    x, y = at(45, equilibrium(20, 45))
    s.dashed((x, bottom), (x, y), INK)
    s.dashed((left, y), (x, y), INK)
    s.dot(x, y, 5, GREEN)
    s.text(x + 10, y + 6, "45 % e 20 °C: 8,5 %", 13, bold=True)
    s.save("grafico-umidita-equilibrio.png")


def draw_weld_defects() -> None:
    s = Sheet(960, 620)
    s.text(40, 20, "Wady spoin w przekroju", 22, bold=True)
    s.text(40, 50, "Numery według ISO 6520-1", 14, SOFT)
    kinds = [
        "Spoina poprawna",
        "Podtopienie · 5011",
        "Brak przetopu · 402",
        "Przyklejenie · 401",
        "Pęcherze · 2011",
        "Nadmierny nadlew · 502",
    ]
    for index, name in enumerate(kinds):
        x, y = 40 + (index % 3) * 300, 95 + (index // 3) * 260
        s.box(x, y, 280, 235, (255, 255, 255), LINE, 1)
        s.text(x + 14, y + 12, name, 15, GREEN if index == 0 else RED, bold=True)
        mid, top, low = x + 140, y + 105, y + 165
        for side in (-1, 1):
            s.shape(
                [
                    (mid + side * 120, top),
                    (mid + side * 34, top),
                    (mid + side * 8, low - 8),
                    (mid + side * 8, low),
                    (mid + side * 120, low),
                ],
                (202, 210, 216),
            )
            for k in range(6):
                a = mid + side * (48 + k * 13)
                s.line([(a, low - 3), (a + 12, low - 16)], STEEL, 1)
        height = 26 if index == 5 else 9
        crown = [(mid - 40 + 80 * k / 20, top - height * math.sin(math.pi * k / 20)) for k in range(21)]
        root = low - 22 if index == 2 else low + 5
        if index == 2:
            body = [*crown, (mid + 21, low - 32), (mid, root), (mid - 21, low - 32)]
        else:
            body = [*crown, (mid + 13, low), (mid + 6, root), (mid - 6, root), (mid - 13, low)]
        s.shape(body, (126, 140, 152))
        for k in range(1, 4):
            s.line(
                [
                    (mid - 36 + 72 * t / 12, top - 6 + k * 14 + 5 * math.sin(math.pi * t / 12))
                    for t in range(2 + k, 11 - k)
                ],
                (160, 172, 182),
                1,
            )
        if index == 1:
            for side in (-1, 1):
                s.shape(
                    [(mid + side * 33, top - 2), (mid + side * 46, top - 2), (mid + side * 39, top + 11)],
                    (255, 255, 255),
                    INK,
                    1.2,
                )
                s.arrow((mid + side * 75, top - 40), (mid + side * 42, top - 6), RED, 2)
        elif index == 2:
            s.shape(
                [(mid - 8, low), (mid - 8, low - 10), (mid, root), (mid + 8, low - 10), (mid + 8, low)],
                (255, 255, 255),
                INK,
                1.2,
            )
            s.arrow((mid + 50, low + 38), (mid + 6, low - 8), RED, 2)
        elif index == 3:
            s.line([(mid - 33, top + 3), (mid - 12, low - 10)], RED, 4)
            s.arrow((mid - 85, top - 32), (mid - 28, top + 20), RED, 2)
        elif index == 4:
            for dx, dy, r in ((-12, 8, 4), (6, 18, 5), (-2, 34, 3.5), (14, 4, 3), (-18, 22, 3)):
                s.dot(mid + dx, top + dy, r, (255, 255, 255), INK)
            s.arrow((mid + 80, top - 32), (mid + 12, top + 14), RED, 2)
        elif index == 5:
            s.dashed((mid - 70, top), (mid + 95, top), INK)
            s.arrow((mid + 72, top), (mid + 72, top - height), RED, 2, both=True)
            s.text(mid + 82, top - 22, "h", 15, RED, bold=True)
        foot = [
            "h w granicach, przetop pełny",
            "rowek na brzegu, h głębokość",
            "grań nie stopiona",
            "brzeg nie stopiony, brak szczeliny",
            "gaz zamknięty w spoinie",
            "lico zbyt wypukłe",
        ][index]
        s.text(x + 14, y + 206, foot, 13, SOFT)
    s.save("wady-spoin.png")


def draw_tile_layout() -> None:
    s = Sheet(960, 560)
    s.text(40, 20, "Paño de 2480 mm, pieza de 200, junta de 3", 22, bold=True)
    scale = 860 / 2480
    for top, title, first, full, last, colour in (
        (110, "Empezar en la esquina: 12 piezas y una tira de 41 mm", 0, 12, 41, RED),
        (340, "Repartir: 11 piezas y dos cortes de 122 mm", 122, 11, 122, GREEN),
    ):
        s.text(50, top - 32, title, 16, colour, bold=True)
        for row in range(3):
            x = 50.0
            y = top + row * 44
            pieces = ([first] if first else []) + [200] * full + [last]
            for piece in pieces:
                cut = piece != 200
                s.box(
                    x,
                    y,
                    piece * scale,
                    42,
                    ((248, 214, 206) if colour == RED else (208, 230, 216)) if cut else (236, 240, 243),
                    INK,
                    1,
                )
                x += (piece + 3) * scale
        y = top + 3 * 44 + 14
        if first:
            s.arrow((50, y), (50 + first * scale, y), colour, 1.6, both=True)
            s.text(50 + first * scale / 2, y + 8, "122", 14, colour, bold=True, anchor="ma")
        end = 50 + 2480 * scale
        s.arrow((end - last * scale, y), (end, y), colour, 1.6, both=True)
        s.text(end - last * scale / 2, y + 8, str(last), 14, colour, bold=True, anchor="ma")
        s.arrow(
            (50 + (first + 3 if first else 0) * scale, y),
            (50 + ((first + 3 if first else 0) + 200) * scale, y),
            SOFT,
            1.2,
            both=True,
        )
        s.text(50 + ((first + 3 if first else 0) + 100) * scale, y + 8, "200", 13, SOFT, anchor="ma")
    s.dashed((50 + 1240 * scale, 325), (50 + 1240 * scale, 490), BLUE, 2)
    s.text(50 + 1240 * scale, 500, "eje", 14, BLUE, anchor="ma")
    s.text(50, 530, "(2480 − 11 × 200 − 12 × 3) ÷ 2 = 122", 15, bold=True)
    s.save("replanteo-alicatado.png")


def draw_stair() -> None:
    s = Sheet(960, 600)
    s.text(40, 20, "Rampa dritta, altezza 270 cm", 22, bold=True)
    s.text(40, 50, "16 alzate da 16,9 · 15 pedate da 29 · 2a + p = 62,8", 15, SOFT)
    scale, x0, y0 = 1.55, 120, 530
    rise, going = 270 / 16 * scale, 29 * scale
    profile = [(x0, y0)]
    for i in range(16):
        x, y = profile[-1]
        profile.append((x, y - rise))
        if i < 15:
            profile.append((x + going, y - rise))
    end = profile[-1]
    s.shape(
        [
            *profile,
            (end[0] + 90, end[1]),
            (end[0] + 90, end[1] + 22),
            (end[0] + 8, end[1] + 22),
            (x0 + 46, y0),
        ],
        WOOD,
    )
    s.line([(20, y0), (930, y0)], INK, 2.5)
    s.arrow((end[0] + 120, y0), (end[0] + 120, end[1]), BLUE, 1.8, both=True)
    s.text(end[0] + 112, (y0 + end[1]) / 2, "270", 17, BLUE, bold=True, anchor="rm")
    s.arrow((x0, y0 + 26), (end[0], y0 + 26), BLUE, 1.8, both=True)
    s.text((x0 + end[0]) / 2, y0 + 34, "435", 17, BLUE, bold=True, anchor="ma")
    i = 13
    px, py = profile[i]
    s.line([(px, py + rise), (px, py)], RED, 3)
    s.dashed((px, py + rise / 2), (px + 60, py + 110), RED)
    s.text(px + 66, py + 112, "a 16,9", 16, RED, bold=True, anchor="lm")
    px, py = profile[20]
    s.line([(px - going, py), (px, py)], RED, 3)
    s.dashed((px - going / 2, py), (px + 40, py + 110), RED)
    s.text(px + 46, py + 112, "p 29", 16, RED, bold=True, anchor="lm")
    nose = [(x0, y0 - rise), (end[0], end[1])]
    s.dashed(nose[0], nose[1], GREEN, 2)
    x, y = profile[7]
    s.arrow((x, y - 200 * scale * 0.72), (x, y), GREEN, 2, both=True)
    s.text(x - 10, y - 150, "altezza libera\nalmeno 200", 14, GREEN, anchor="ra")
    s.save("regola-scala.png")


def stitch_scene(s: Sheet, y: float, left: float, right: float, count: int, done: int) -> list[float]:
    """Two layers of leather in section with `done` stitches sewn; the places of the holes."""
    s.box(left, y, right - left, 44, LEATHER)
    s.box(left, y + 44, right - left, 44, (186, 124, 80))
    holes = [left + 45 + (right - left - 90) * i / (count - 1) for i in range(count)]
    for x in holes:
        s.line([(x - 5, y), (x + 5, y + 88)], (70, 40, 22), 3)
    for i in range(done):
        a, b = holes[i], holes[i + 1]
        up, down = ((40, 40, 40), (238, 226, 196)) if i % 2 == 0 else ((238, 226, 196), (40, 40, 40))
        s.line([(a - 5, y - 1), (a + (b - a) * 0.5, y - 7), (b - 5, y - 1)], up, 5)
        s.line([(a + 5, y + 89), (a + (b - a) * 0.5 + 5, y + 95), (b + 5, y + 89)], down, 5)
    return holes


def draw_saddle_stitch() -> None:
    s = Sheet(960, 540)
    s.text(40, 20, "Ponto de seleiro em corte", 22, bold=True)
    s.text(40, 50, "Um fio, duas agulhas: cada furo recebe o fio dos dois lados", 15, SOFT)
    holes = stitch_scene(s, 190, 60, 900, 10, 6)
    x = holes[6]
    needle(s, (x - 5, 188), -58, 150)
    needle(s, (x + 5, 281), 52, 150)
    s.text(x + 108, 84, "agulha da frente", 15, bold=True)
    s.text(x + 118, 392, "agulha de trás", 15, bold=True)
    s.arrow((holes[1], 330), (holes[2], 330), BLUE, 1.8, both=True)
    s.text((holes[1] + holes[2]) / 2, 340, "passo 3,85 mm", 15, BLUE, bold=True, anchor="ma")
    for i, words in enumerate(
        (
            "1  Entra a agulha da frente.",
            "2  A de trás pousa sobre ela, faz um T, e puxa-se a da frente.",
            "3  Puxar o primeiro fio para trás; passa a segunda no mesmo furo.",
            "4  Apertar dos dois lados ao mesmo tempo.",
        )
    ):
        s.text(60, 404 + i * 30, words, 16)
    s.save("ponto-de-seleiro.png")


def needle(s: Sheet, eye: tuple[float, float], degrees: float, length: float) -> None:
    angle = math.radians(degrees)
    c, n = math.cos(angle), math.sin(angle)
    tip = (eye[0] + length * c, eye[1] + length * n)
    side = (-n * 3.2, c * 3.2)
    body = [
        (eye[0] + side[0], eye[1] + side[1]),
        (tip[0] - 14 * c + side[0], tip[1] - 14 * n + side[1]),
        tip,
        (tip[0] - 14 * c - side[0], tip[1] - 14 * n - side[1]),
        (eye[0] - side[0], eye[1] - side[1]),
    ]
    s.shape(body, STEEL, INK, 1.2)
    s.line([(eye[0] + 10 * c, eye[1] + 10 * n), (eye[0] + 24 * c, eye[1] + 24 * n)], (255, 255, 255), 2)


def draw_dovetail() -> None:
    s = Sheet(960, 560)
    s.text(40, 20, "Coda di rondine passante, abete 20 mm", 22, bold=True)
    s.text(40, 50, "Quattro code, pendenza 1:6; nel rovere 1:8", 15, SOFT)
    x0, y0, wide, deep = 70, 130, 360, 90
    tails = tail_edges(wide, 4, deep / 6, 26)
    s.text(x0, 96, "Tavola delle code, di faccia", 15, BLUE, bold=True)
    s.box(x0, y0 + deep, wide, 240, WOOD)
    s.grain(x0, y0 + deep, wide, 240, rows=9)
    for a, b, c, d in tails:
        s.shape([(x0 + a, y0 + deep), (x0 + b, y0), (x0 + c, y0), (x0 + d, y0 + deep)], WOOD)
        for k in range(1, 4):
            g = b + (c - b) * k / 4
            s.line([(x0 + g, y0 + 4), (x0 + g, y0 + deep - 2)], WOOD_DARK, 0.8)
    s.dashed((x0 - 20, y0 + deep), (x0 + wide + 20, y0 + deep), RED, 1.6)
    s.text(x0 + wide + 24, y0 + deep, "graffietto", 14, RED, anchor="lm")
    s.arrow((x0 - 24, y0), (x0 - 24, y0 + deep), BLUE, 1.6, both=True)
    s.text(x0 - 32, y0 + deep / 2, "20", 15, BLUE, bold=True, anchor="rm")
    x1 = 560
    s.text(x1, 96, "Tavola dei perni, di testa", 15, BLUE, bold=True)
    s.box(x1, y0, wide, deep, (240, 222, 186))
    for a, b, c, d in tails:
        s.shape([(x1 + a, y0 + deep), (x1 + b, y0), (x1 + c, y0), (x1 + d, y0 + deep)], PAPER, INK, 1.4)
    for k in range(10):
        s.line([(x1 + 2, y0 + deep - 8 * k), (x1 + 18, y0 + deep - 8 * k - 4)], WOOD_DARK, 0.7)
    sx, sy = 620, 330
    s.text(sx - 60, sy - 62, "La pendenza", 15, BLUE, bold=True)
    s.line([(sx, sy + 180), (sx, sy), (sx + 30, sy), (sx, sy + 180)], INK, 2)
    s.text(sx + 15, sy - 4, "1", 15, anchor="mb")
    s.text(sx - 10, sy + 90, "6", 15, anchor="rm")
    s.text(sx + 60, sy + 40, "Si sega dalla parte\ndello scarto: la linea\nresta sul pezzo.", 15)
    s.save("coda-di-rondine.png")


def tail_edges(
    wide: float, count: int, flare: float, half_pin: float
) -> list[tuple[float, float, float, float]]:
    """For each tail: left root, left end, right end, right root."""
    pin = half_pin * 1.6
    root = (wide - 2 * half_pin - (count - 1) * pin) / count
    edges = []
    for i in range(count):
        a = half_pin + i * (root + pin)
        edges.append((a, a - flare, a + root + flare, a + root))
    return edges


# ------------------------------------------------------------------ films


def film(name: str, frames: list[Image.Image], codec: list[str]) -> None:
    command = [
        "ffmpeg", "-hide_banner", "-loglevel", "error", "-y",
        "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", "640x360", "-r", "12", "-i", "-",
        "-an", "-pix_fmt", "yuv420p", "-threads", "1", "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact",
        *codec, str(OUT / name),
    ]  # fmt: skip
    subprocess.run(command, input=b"".join(f.convert("RGB").tobytes() for f in frames), check=True)


def ease(value: float) -> float:
    value = max(0.0, min(1.0, value))
    return value * value * (3 - 2 * value)


def caption(s: Sheet, words: str, step: int, steps: int) -> None:
    s.box(0, 306, 640, 54, INK, None)
    s.text(24, 333, words, 17, (255, 255, 255), anchor="lm")
    for i in range(steps):
        s.dot(640 - 20 - (steps - 1 - i) * 16, 24, 5, BLUE if i == step else LINE)


MOISTURE_STEPS = [
    "Scegli un punto a 30 cm dalla testata",
    "Imposta specie e temperatura",
    "Infiggi le punte lungo la fibra",
    "Leggi, poi ripeti in altri due punti",
    "Scrivi specie, temperatura e media",
]
STITCH_STEPS = [
    "Entra a agulha da frente",
    "A agulha de trás passa no mesmo furo",
    "Puxar os dois fios",
    "Apertar dos dois lados ao mesmo tempo",
]


def moisture_frame(time: float) -> Image.Image:
    s = Sheet(640, 360)
    step = min(4, int(time / 2.4))
    part = (time - step * 2.4) / 2.4
    s.box(40, 190, 560, 70, WOOD)
    s.grain(40, 190, 560, 70, rows=6)
    s.shape([(40, 190), (62, 176), (622, 176), (600, 190)], (236, 208, 164))
    s.shape([(600, 190), (622, 176), (622, 246), (600, 260)], WOOD_DARK)
    points = [330, 240, 430]
    if step == 0:
        reach = ease(part * 1.4)
        s.arrow((600, 278), (600 - 270 * reach, 278), BLUE, 2, both=True)
        if reach > 0.6:
            s.text(465, 284, "30 cm", 16, BLUE, bold=True, anchor="ma")
    x, lift, value = 330.0, 60.0, "––"
    if step == 1:
        value = ["abete", "abete 20 °C"][part > 0.5]
    if step == 2:
        lift, value = 60 - 60 * ease(part * 1.5), "11,6" if part > 0.75 else "––"
    if step >= 3:
        lift, value = 0, "11,6"
    if step == 3:
        which = min(2, int(part * 3))
        x, value = points[which], ("11,6", "11,4", "11,9")[which]
        lift = 20 * abs(math.sin(part * 3 * math.pi)) if part * 3 % 1 < 0.25 else 0
        for old in points[:which]:
            s.dot(old - 10, 184, 2.5, INK)
            s.dot(old + 10, 184, 2.5, INK)
    if step < 4:
        top = 184 - lift
        for dx in (-10, 10):
            s.line([(x + dx, top - 22), (x + dx, top + 4)], STEEL, 3)
        s.shape(
            [(x - 34, top - 104), (x + 34, top - 104), (x + 26, top - 20), (x - 26, top - 20)], (60, 70, 80)
        )
        s.box(x - 27, top - 96, 54, 34, (206, 226, 196), INK, 1)
        if len(value) < 5:
            s.text(x, top - 79, value, 18, bold=True, anchor="mm")
        else:
            for i, word in enumerate(value.split(" ", 1)):
                s.text(x, top - 86 + i * 14, word, 11, bold=True, anchor="mm")
        s.text(x, top - 42, "%", 13, (255, 255, 255), anchor="mm")
    else:
        for p in points:
            s.dot(p - 10, 184, 2.5, INK)
            s.dot(p + 10, 184, 2.5, INK)
        s.box(190, 40, 260, 112, (255, 255, 255))
        lines = ["Abete, 27 mm, 20 °C", "11,6   11,4   11,9", "media 11,6 → lavorare"]
        for i, words in enumerate(lines[: 1 + int(part * 4)]):
            s.text(210, 54 + i * 31, words, 16, GREEN if i == 2 else INK, bold=i == 2)
    caption(s, MOISTURE_STEPS[step], step, 5)
    return s.small()


def stitch_frame(time: float) -> Image.Image:
    s = Sheet(640, 360)
    step = min(3, int(time / 2.5))
    part = ease((time - step * 2.5) / 2.2)
    holes = stitch_scene(s, 120, 40, 600, 8, 4 if step < 3 else 4 + (part > 0.6))
    a, x = holes[4], holes[5]
    dark, pale = (40, 40, 40), (238, 226, 196)
    edge = (150, 130, 90)
    if step == 0:
        y = 40 + 190 * part
        s.line([(a - 5, 118), (a + 20, 70), (x, y - 40)], dark, 4)
        needle(s, (x - 4, y - 70), 86, 70)
        s.line([(a + 5, 210), (a + 40, 255), (a + 90, 262)], edge, 5)
        s.line([(a + 5, 210), (a + 40, 255), (a + 90, 262)], pale, 4)
        needle(s, (a + 90, 262), -8, 70)
    elif step == 1:
        s.line([(a - 5, 118), (a + 22, 84), (x - 5, 118), (x + 5, 208), (x + 60, 250)], dark, 4)
        needle(s, (x + 60, 250), 20, 70)
        y = 262 - 200 * part
        s.line([(a + 5, 210), (a + 30, 240), (x + 2, y + 30)], edge, 5)
        s.line([(a + 5, 210), (a + 30, 240), (x + 2, y + 30)], pale, 4)
        needle(s, (x + 4, y + 40), -94, 70)
    elif step == 2:
        slack = 34 * (1 - part)
        s.line(
            [(a - 5, 118), ((a + x) / 2, 112 - slack), (x - 5, 118), (x + 5, 208), (x + 60 + 40 * part, 250)],
            dark,
            4,
        )
        needle(s, (x + 60 + 40 * part, 250), 20, 70)
        for colour, width in ((edge, 5), (pale, 4)):
            s.line(
                [
                    (a + 5, 210),
                    ((a + x) / 2, 216 + slack),
                    (x + 5, 208),
                    (x - 5, 118),
                    (x + 50 + 40 * part, 70),
                ],
                colour,
                width,
            )
        needle(s, (x + 50 + 40 * part, 70), -20, 70)
    else:
        s.line([(x + 5, 208), (x + 120, 232)], dark, 4)
        s.line([(x - 5, 118), (x + 120, 94)], edge, 5)
        s.line([(x - 5, 118), (x + 120, 94)], pale, 4)
        if part <= 0.6:
            s.line([(a - 5, 118), ((a + x) / 2, 112), (x - 5, 118)], dark, 5)
            s.line([(a + 5, 210), ((a + x) / 2, 216), (x + 5, 210)], pale, 5)
        s.arrow((x + 70, 80 - 14 * part), (x + 128, 68 - 14 * part), RED, 3)
        s.arrow((x + 70, 246 + 14 * part), (x + 128, 258 + 14 * part), RED, 3)
    s.text(44, 88, "frente", 14, SOFT)
    s.text(44, 226, "trás", 14, SOFT)
    caption(s, STITCH_STEPS[step], step, 4)
    return s.small()


def vtt(name: str, language: str, cues: list[str], each: float) -> None:
    def stamp(t: float) -> str:
        return f"00:00:{t:06.3f}"

    lines = ["WEBVTT", f"Language: {language}", ""]
    for i, words in enumerate(cues):
        lines += [str(i + 1), f"{stamp(i * each)} --> {stamp((i + 1) * each - 0.05)}", words, ""]
    (OUT / name).write_text("\n".join(lines), encoding="utf-8")


def make_films() -> None:
    film(
        "misurare-umidita.webm",
        [moisture_frame(i / 12) for i in range(144)],
        ["-c:v", "libvpx-vp9", "-crf", "36", "-b:v", "0", "-g", "72", "-row-mt", "0", "-f", "webm"],
    )
    film(
        "ponto-de-seleiro.mp4",
        [stitch_frame(i / 12) for i in range(120)],
        ["-c:v", "libx264", "-preset", "slow", "-crf", "26", "-movflags", "+faststart", "-f", "mp4"],
    )
    vtt(
        "misurare-umidita.it.vtt",
        "it",
        [
            MOISTURE_STEPS[0] + ".",
            MOISTURE_STEPS[1] + ": abete, 20 gradi.",
            MOISTURE_STEPS[2] + ".",
            MOISTURE_STEPS[3] + ": 11,6, 11,4, 11,9.",
            MOISTURE_STEPS[4] + ": 11,6, si può lavorare.",
        ],
        2.4,
    )
    vtt(
        "ponto-de-seleiro.pt.vtt",
        "pt",
        [
            STITCH_STEPS[0] + ", de cima para baixo.",
            STITCH_STEPS[1] + ", de baixo para cima.",
            STITCH_STEPS[2] + " sem trespassar a linha.",
            STITCH_STEPS[3] + ".",
        ],
        2.5,
    )


# ------------------------------------------------------------------ models


class Mesh:
    """Triangles with flat normals, in one colour."""

    def __init__(
        self, name: str, colour: tuple[int, int, int], *, rough: float = 0.8, metal: float = 0.0
    ) -> None:
        self.name, self.colour, self.rough, self.metal = name, colour, rough, metal
        self.faces: list[tuple[tuple[float, float, float], ...]] = []

    def triangle(self, a, b, c) -> None:
        self.faces.append((a, b, c))

    def quad(self, a, b, c, d) -> None:
        self.triangle(a, b, c)
        self.triangle(a, c, d)

    def prism(self, low: list, high: list) -> None:
        """Join two polygons of equal length (counter-clockwise seen from `high`)."""
        count = len(low)
        for i in range(1, count - 1):
            self.triangle(high[0], high[i], high[i + 1])
            self.triangle(low[0], low[i + 1], low[i])
        for i in range(count):
            j = (i + 1) % count
            self.quad(low[i], low[j], high[j], high[i])

    def box(self, x0, y0, z0, x1, y1, z1) -> None:
        self.prism(
            [(x0, y0, z0), (x1, y0, z0), (x1, y1, z0), (x0, y1, z0)],
            [(x0, y0, z1), (x1, y0, z1), (x1, y1, z1), (x0, y1, z1)],
        )

    def tube(self, path: list[tuple[float, float, float]], radii: list[float], sides: int = 8) -> None:
        rings = []
        for i, point in enumerate(path):
            before, after = path[max(0, i - 1)], path[min(len(path) - 1, i + 1)]
            along = unit(sub(after, before))
            helper = (0.0, 0.0, 1.0) if abs(along[2]) < 0.9 else (1.0, 0.0, 0.0)
            u = unit(cross(helper, along))
            v = cross(along, u)
            r = radii[i]
            rings.append(
                [
                    tuple(point[k] + r * (math.cos(t) * u[k] + math.sin(t) * v[k]) for k in range(3))
                    for t in (2 * math.pi * n / sides for n in range(sides))
                ]
            )
        for low, high in itertools.pairwise(rings):
            for i in range(sides):
                j = (i + 1) % sides
                self.quad(low[i], low[j], high[j], high[i])
        for ring, flip in ((rings[0], True), (rings[-1], False)):
            for i in range(1, sides - 1):
                self.triangle(ring[0], *((ring[i + 1], ring[i]) if flip else (ring[i], ring[i + 1])))


def sub(a, b):
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def cross(a, b):
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def unit(a):
    length = math.hypot(*a) or 1.0
    return (a[0] / length, a[1] / length, a[2] / length)


def glb(name: str, meshes: list[Mesh], *, slide: tuple[int, float] | None = None) -> None:
    """Write a glTF 2.0 binary. `slide` = (mesh, metres): that mesh slides forward and back."""
    blob = bytearray()
    views, accessors, gltf_meshes, materials, nodes = [], [], [], [], []

    def view(data: bytes, target: int | None) -> int:
        while len(blob) % 4:
            blob.append(0)
        entry = {"buffer": 0, "byteOffset": len(blob), "byteLength": len(data)}
        if target:
            entry["target"] = target
        views.append(entry)
        blob.extend(data)
        return len(views) - 1

    def accessor(rows: list[tuple[float, ...]], kind: str, *, bounds: bool, target: int | None) -> int:
        data = b"".join(struct.pack(f"<{len(r)}f", *r) for r in rows)
        entry = {"bufferView": view(data, target), "componentType": 5126, "count": len(rows), "type": kind}
        if bounds:
            single = [struct.unpack(f"<{len(r)}f", struct.pack(f"<{len(r)}f", *r)) for r in rows]
            entry["min"] = [min(r[k] for r in single) for k in range(len(rows[0]))]
            entry["max"] = [max(r[k] for r in single) for k in range(len(rows[0]))]
        accessors.append(entry)
        return len(accessors) - 1

    for mesh in meshes:
        vertices: dict[tuple, int] = {}
        order: list[int] = []
        for face in mesh.faces:
            normal = unit(cross(sub(face[1], face[0]), sub(face[2], face[0])))
            for point in face:
                key = (tuple(round(c, 6) + 0.0 for c in point), tuple(round(c, 4) + 0.0 for c in normal))
                order.append(vertices.setdefault(key, len(vertices)))
        rows = list(vertices)
        position = accessor([r[0] for r in rows], "VEC3", bounds=True, target=34962)
        normals = accessor([unit(r[1]) for r in rows], "VEC3", bounds=False, target=34962)
        accessors.append(
            {
                "bufferView": view(struct.pack(f"<{len(order)}H", *order), 34963),
                "componentType": 5123,
                "count": len(order),
                "type": "SCALAR",
            }
        )
        materials.append(
            {
                "name": mesh.name,
                "pbrMetallicRoughness": {
                    "baseColorFactor": [round((c / 255) ** 2.2, 4) for c in mesh.colour] + [1.0],
                    "metallicFactor": mesh.metal,
                    "roughnessFactor": mesh.rough,
                },
            }
        )
        gltf_meshes.append(
            {
                "name": mesh.name,
                "primitives": [
                    {
                        "attributes": {"POSITION": position, "NORMAL": normals},
                        "indices": len(accessors) - 1,
                        "material": len(materials) - 1,
                    }
                ],
            }
        )
        nodes.append({"name": mesh.name, "mesh": len(gltf_meshes) - 1})
    document = {
        "asset": {"version": "2.0", "generator": "tools/make_demo_files.py"},
        "scene": 0,
        "scenes": [{"nodes": list(range(len(nodes)))}],
        "nodes": nodes,
        "meshes": gltf_meshes,
        "materials": materials,
    }
    if slide:
        node, way = slide
        times = accessor([(0.0,), (1.0,), (3.0,), (4.0,), (6.0,)], "SCALAR", bounds=True, target=None)
        places = accessor(
            [(0.0, 0.0, 0.0), (0.0, 0.0, 0.0), (0.0, 0.0, way), (0.0, 0.0, way), (0.0, 0.0, 0.0)],
            "VEC3",
            bounds=False,
            target=None,
        )
        document["animations"] = [
            {
                "name": "open and close",
                "samplers": [{"input": times, "output": places, "interpolation": "LINEAR"}],
                "channels": [{"sampler": 0, "target": {"node": node, "path": "translation"}}],
            }
        ]
    document |= {"accessors": accessors, "bufferViews": views, "buffers": [{"byteLength": len(blob)}]}
    text = json.dumps(document, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    blob.extend(b"\0" * (-len(blob) % 4))
    total = 12 + 8 + len(text) + 8 + len(blob)
    (OUT / name).write_bytes(
        struct.pack("<4sII", b"glTF", 2, total)
        + struct.pack("<I4s", len(text), b"JSON")
        + text
        + struct.pack("<I4s", len(blob), b"BIN\0")
        + bytes(blob)
    )


def poster(
    name: str,
    title: str,
    note: str,
    meshes: list[Mesh],
    *,
    shift: dict[int, tuple[float, float, float]],
    turn: float,
    tilt: float,
) -> None:
    """A picture of the same triangles: the nearest wins, one light."""
    s = Sheet(960, 600, paper=(244, 242, 236))
    ca, sa, cb, sb = math.cos(turn), math.sin(turn), math.cos(tilt), math.sin(tilt)
    light = unit((0.35, 0.9, 0.55))
    depth: dict[int, float] = {}
    seen = []
    for index, mesh in enumerate(meshes):
        move = shift.get(index, (0.0, 0.0, 0.0))
        for face in mesh.faces:
            normal = unit(cross(sub(face[1], face[0]), sub(face[2], face[0])))
            flat = []
            for p in face:
                x, y, z = (p[k] + move[k] for k in range(3))
                x, z = x * ca + z * sa, -x * sa + z * ca
                y, z = y * cb - z * sb, y * sb + z * cb
                flat.append((x, y, z))
            if cross(sub(flat[1], flat[0]), sub(flat[2], flat[0]))[2] <= 0:
                continue
            shade = 0.55 + 0.45 * max(0.0, sum(a * b for a, b in zip(normal, light, strict=True)))
            seen.append((sum(p[2] for p in flat) / 3, flat, tuple(round(c * shade) for c in mesh.colour)))
    xs = [p[0] for _, f, _ in seen for p in f]
    ys = [p[1] for _, f, _ in seen for p in f]
    scale = min(820 / (max(xs) - min(xs)), 430 / (max(ys) - min(ys)))
    mx, my = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    zoom = s.zoom
    for _, flat, colour in seen:
        corners = [
            ((480 + (p[0] - mx) * scale) * zoom, (330 - (p[1] - my) * scale) * zoom, p[2]) for p in flat
        ]
        fill_nearest(s.image.load(), depth, s.width * zoom, corners, colour)
    s.text(40, 22, title, 24, bold=True)
    s.text(40, 56, note, 15, SOFT)
    s.save(name)


def fill_nearest(
    pixels, depth: dict[int, float], wide: int, corners: list, colour: tuple[int, int, int]
) -> None:
    """Paint a triangle row by row where nothing nearer was painted before."""
    (x0, y0, z0), (x1, y1, z1), (x2, y2, z2) = corners
    area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
    if abs(area) < 1e-9:
        return
    dzx = ((z1 - z0) * (y2 - y0) - (z2 - z0) * (y1 - y0)) / area
    dzy = ((z2 - z0) * (x1 - x0) - (z1 - z0) * (x2 - x0)) / area
    for y in range(math.ceil(min(y0, y1, y2)), math.floor(max(y0, y1, y2)) + 1):
        cuts = []
        for (ax, ay, _), (bx, by, _) in (
            (corners[0], corners[1]),
            (corners[1], corners[2]),
            (corners[2], corners[0]),
        ):
            if ay != by and min(ay, by) <= y <= max(ay, by):
                cuts.append(ax + (bx - ax) * (y - ay) / (by - ay))
        if len(cuts) < 2:
            continue
        for x in range(math.floor(min(cuts)), math.ceil(max(cuts)) + 1):
            z = z0 + dzx * (x - x0) + dzy * (y - y0)
            place = y * wide + x
            if z > depth.get(place, -1e9):
                depth[place] = z
                pixels[x, y] = colour


def make_models() -> None:
    wide, deep, long = 0.12, 0.02, 0.09
    tails = tail_edges(wide, 4, deep / 6, 0.0085)
    pale, warm = Mesh("tail board", (232, 204, 156)), Mesh("pin board", (196, 148, 92), rough=0.75)
    # The tail board stands up from the joint; tails point down and fill the depth of the pin board.
    pale.box(0, deep, 0, wide, deep + long, deep)
    for a, b, c, d in tails:
        low = [(b, 0.0), (c, 0.0), (d, deep), (a, deep)]
        pale.prism([(x, y, 0.0) for x, y in low], [(x, y, deep) for x, y in low])
    # The pin board lies behind; its pins come forward between the tails.
    warm.box(0, 0, -long, wide, deep, 0)
    left_root, left_end = 0.0, 0.0
    for a, b, c, d in [*tails, (wide, wide, wide, wide)]:
        pin = [(left_end, 0.0), (b, 0.0), (a, deep), (left_root, deep)]
        warm.prism([(x, y, 0.0) for x, y in pin], [(x, y, deep) for x, y in pin])
        left_root, left_end = d, c
    glb("dovetail.glb", [warm, pale], slide=(1, 0.03))
    poster(
        "dovetail-poster.png",
        "Through dovetail, four tails, 1:6",
        "Tail board drawn off: it comes apart in this direction only",
        [warm, pale],
        shift={1: (0.0, 0.0, 0.05)},
        turn=-1.2,
        tilt=0.5,
    )

    top, under = Mesh("leather, top layer", LEATHER), Mesh("leather, lower layer", (196, 138, 94))
    top.box(0, 0.002, 0, 0.1, 0.004, 0.03)
    under.box(0, 0, 0, 0.1, 0.002, 0.03)
    dark, light = (
        Mesh("thread, dark half", (44, 44, 48), rough=0.6),
        Mesh("thread, light half", (240, 228, 198), rough=0.6),
    )
    holes = [0.012 + 0.008 * i for i in range(9)]
    z, r = 0.015, 0.0006
    paths: dict[str, list] = {"dark": [], "light": []}
    for i, x in enumerate(holes):
        slant = 0.0008
        above, below = (x - slant, 0.0046, z - slant), (x + slant, -0.0006, z + slant)
        first, second = (above, below) if i % 2 == 0 else (below, above)
        offset = 0.0005
        paths["dark"] += [(first[0] - offset, first[1], first[2]), (second[0] - offset, second[1], second[2])]
        paths["light"] += [
            (second[0] + offset, second[1], second[2]),
            (first[0] + offset, first[1], first[2]),
        ]
    ends = {
        "dark": [(0.088, -0.006, 0.018), (0.1, -0.012, 0.024)],
        "light": [(0.088, 0.012, 0.018), (0.1, 0.02, 0.024)],
    }
    for key, mesh in (("dark", dark), ("light", light)):
        path = paths[key] + ends[key]
        mesh.tube(path, [r] * len(path), 6)
    steel = Mesh("needles and awl blade", (176, 186, 194), rough=0.3, metal=0.9)
    for key, way in (("dark", (0.03, -0.008, 0.006)), ("light", (0.03, 0.012, 0.006))):
        start = ends[key][-1]
        points = [tuple(start[k] + way[k] * t for k in range(3)) for t in (0, 0.15, 0.5, 0.85, 1.0)]
        steel.tube(points, [0.0007, 0.001, 0.001, 0.0008, 0.0003], 8)
    steel.tube(
        [(0.03, 0.003, 0.048), (0.045, 0.003, 0.048), (0.06, 0.003, 0.048)], [0.0004, 0.0014, 0.0014], 4
    )
    handle = Mesh("awl handle", (150, 96, 50), rough=0.5)
    profile = [
        (0.06, 0.0022),
        (0.064, 0.0036),
        (0.066, 0.003),
        (0.07, 0.0046),
        (0.08, 0.0066),
        (0.092, 0.0066),
        (0.1, 0.0048),
        (0.103, 0.002),
    ]
    handle.tube([(x, 0.003, 0.048) for x, _ in profile], [radius for _, radius in profile], 16)
    meshes = [under, top, dark, light, steel, handle]
    glb("saddle-stitch.glb", meshes)
    poster(
        "saddle-stitch-poster.png",
        "Saddle stitch: one thread, two needles",
        "Follow which half of the thread comes out on which side",
        meshes,
        shift={},
        turn=-0.35,
        tilt=0.75,
    )


# ------------------------------------------------------------------ archive


def make_archive() -> None:
    write_csv(
        "grille-velo.csv",
        [
            ["Personne (code)", "Geste", "Critère", "Oui", "Non", "Date", "Formateur"],
            *[
                [f"P{n}", geste, critere, "", "", "", ""]
                for n in range(1, 7)
                for geste, critere in (
                    ("Crevaison", "3 bars tenus vingt minutes, chambre non pincée"),
                    ("Frein à câble", "Patin à mi-course, roue libre"),
                )
            ],
        ],
    )
    with zipfile.ZipFile(OUT / "kit-atelier-velo.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("fiche-velo.pdf", "grille-velo.csv"):
            entry = zipfile.ZipInfo(name, ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, (OUT / name).read_bytes())
            (OUT / name).unlink()


def main() -> None:
    global OUT, FONTS
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--fonts", help="the folder with DejaVuSans.ttf and DejaVuSans-Bold.ttf")
    parser.add_argument("--out", default="cop/demo/files")
    options = parser.parse_args()
    FONTS, OUT = find_fonts(options.fonts), Path(options.out)
    OUT.mkdir(parents=True, exist_ok=True)
    register_pdf_fonts()
    draw_moisture_chart()
    draw_weld_defects()
    draw_tile_layout()
    draw_stair()
    draw_saddle_stitch()
    draw_dovetail()
    make_models()
    make_pdfs()
    make_word_files()
    make_sheets()
    make_archive()
    make_films()
    files = sorted(OUT.iterdir())
    print(f"{len(files)} files, {sum(f.stat().st_size for f in files) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
