"""Joinery: measuring moisture, setting out a stair, keeping windows and old timber."""

from __future__ import annotations

from pathlib import Path

from tools.demo_files.pdf.layout import grid, pdf, picture


def moisture_lesson(out: Path) -> None:
    pdf(
        out / "umidita-piano-lezione.pdf",
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
            picture(out / "grafico-umidita-equilibrio.png", 16),
            "Il legno cerca da solo questo valore. Un locale al 45 % di umidità relativa e 20 °C porta l’abete verso l’8,5 %, in settimane per una tavola da 25 mm e in mesi per una da 60.",
        ],
    )


def straight_stair(out: Path) -> None:
    pdf(
        out / "tracciare-una-scala.pdf",
        lang="it",
        title="Tracciare una scala dritta",
        lead="Dalla misura in cantiere alla dima",
        by="Laboratorio di scale, Verona",
        licence="CC BY-NC-ND 4.0",
        parts=[
            picture(out / "regola-scala.png", 16.5),
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


def wooden_window(out: Path) -> None:
    pdf(
        out / "xylina-parathyra.pdf",
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


def timber_renovation_curriculum(out: Path) -> None:
    pdf(
        out / "anakainisi-xylou.pdf",
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
