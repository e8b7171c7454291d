"""Forms and plans to fill in at work: a visit, a transfer, a work report, a curriculum."""

from __future__ import annotations

from pathlib import Path

from tools.demo_files.word.layout import word


def company_visit(out: Path) -> None:
    word(
        out / "grille-visite-entreprise.docx",
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


def transfer_checklist(out: Path) -> None:
    word(
        out / "transfer-checklist.docx",
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


def mobile_work_report(out: Path) -> None:
    word(
        out / "parte-de-trabajo-movil.docx",
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


def heat_pump_curriculum(out: Path) -> None:
    word(
        out / "curriculum-waermepumpe.docx",
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
