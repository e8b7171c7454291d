"""Two small tables as CSV: radiators at lower temperatures, the budget of a mobility."""

from __future__ import annotations

from pathlib import Path

from tools.demo_files.spreadsheets.layout import write_csv

# Room, year, area m², heat load W/m², radiator, power at 75/65 °C in W.
ROOMS = [
    ("Wohnzimmer", 1964, 24, 65, "33/600/1400", 3190), ("Eckzimmer", 1964, 15, 85, "22/600/1000", 1590), ("Bad", 1964, 7, 95, "11/900/600", 780), ("Küche", 1964, 11, 55, "22/600/1000", 1590),
    ("Wohnzimmer", 1983, 28, 50, "33/600/1400", 3190), ("Bad", 1983, 8, 70, "Handtuch 1700×500", 720), ("Kinderzimmer", 1998, 13, 35, "22/600/1000", 1590), ("Eckzimmer", 1998, 16, 38, "22/600/1200", 1910),
]  # fmt: skip
RADIATOR_COLUMNS = [
    "Raum",
    "Baujahr",
    "Fläche m²",
    "Heizlast W",
    "Heizkörper",
    "Norm 75/65 W",
    "55/45 W",
    "45/38 W",
    "Ergebnis",
]
# Country, grant and real cost per person and day, travel, in euros.
COUNTRIES = [
    ("Πορτογαλία", 56, 61, 310),
    ("Γερμανία", 61, 68, 280),
    ("Φινλανδία", 64, 75, 420),
    ("Ιταλία", 58, 60, 190),
    ("Πολωνία", 52, 47, 260),
]
BUDGET_COLUMNS = [
    "Χώρα",
    "Επιχορήγηση ανά ημέρα",
    "Πραγματικό κόστος ανά ημέρα",
    "Ταξίδι",
    "Ημέρες",
    "Άτομα",
    "Υπόλοιπο",
]
DAYS, PEOPLE = 14, 6


def make_radiator_examples(out: Path) -> None:
    rows = []
    for room, year, area, load, kind, power in ROOMS:
        need, warm, low = area * load, round(power * 0.51), round(power * 0.33)
        result = "reicht bei 45/38" if low >= need else "reicht bei 55/45" if warm >= need else "zu klein"
        rows.append([room, year, area, need, kind, power, warm, low, result])
    write_csv(out / "heizkoerper-beispiele.csv", [RADIATOR_COLUMNS, *rows])


def make_mobility_budget(out: Path) -> None:
    rows = [
        [country, grant, cost, travel, DAYS, PEOPLE, (grant - cost) * DAYS * PEOPLE]
        for country, grant, cost, travel in COUNTRIES
    ]
    write_csv(out / "proypologismos-kinitikotitas.csv", [BUDGET_COLUMNS, *rows])
