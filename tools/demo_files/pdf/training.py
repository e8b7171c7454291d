"""For trainers of every trade: certificates, assessing a gesture, talking at the workpiece."""

from __future__ import annotations

from pathlib import Path

from tools.demo_files.pdf.layout import grid, pdf


def micro_credentials(out: Path) -> None:
    pdf(
        out / "mikrodiapisteftiria.pdf",
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


def gesture_manual(out: Path) -> None:
    pdf(
        out / "manuel-evaluer-un-geste.pdf",
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


def workpiece_talk(out: Path) -> None:
    pdf(
        out / "handbuch-werkstueckgespraech.pdf",
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
