"""Bakery, hairdressing and bicycles: one card each for the workplace."""

from __future__ import annotations

from pathlib import Path

from tools.demo_files.pdf.layout import grid, pdf


def dough_temperature(out: Path) -> None:
    pdf(
        out / "temperatura-massa.pdf",
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


def patch_test(out: Path) -> None:
    pdf(
        out / "patch-test-card.pdf",
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


def bicycle_repairs(out: Path) -> None:
    pdf(
        out / "fiche-velo.pdf",
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
