"""Welding and heating: defects of a weld, radiators for a heat pump, filters."""

from __future__ import annotations

from pathlib import Path

from tools.demo_files.pdf.layout import grid, pdf, picture


def weld_defects(out: Path) -> None:
    pdf(
        out / "karta-wad-spoin.pdf",
        lang="pl",
        title="Karta wad spoin",
        lead="Sześć przekrojów do nazwania, zanim padnie przyczyna (metoda 135)",
        by="Pracownia spawalnicza, Rzeszów",
        licence="CC BY 4.0",
        parts=[
            picture(out / "wady-spoin.png", 17),
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


def first_weld_defects(out: Path) -> None:
    pdf(
        out / "karta-wad-spoin-1.pdf",
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


def radiator_check(out: Path) -> None:
    pdf(
        out / "pruefliste-heizkoerper.pdf",
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


def filter_change(out: Path) -> None:
    pdf(
        out / "filterwechsel.pdf",
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
