"""Writing and assessing professional gestures: a guide in two versions and a rubric."""

from __future__ import annotations

from pathlib import Path

from tools.demo_files.word.layout import word


def gesture_guides(out: Path) -> None:
    for name, second in (("writing-a-gesture-1.docx", False), ("writing-a-gesture.docx", True)):
        word(
            out / name,
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


def dovetail_rubric(out: Path) -> None:
    word(
        out / "griglia-coda-di-rondine.docx",
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
