"""The sheet on which a researcher notes when a mentor teaches, and in which gap."""

from __future__ import annotations

from pathlib import Path

from tools.demo_files.word.layout import word


def mentor_observation(out: Path) -> None:
    word(
        out / "mentor-observation-sheet.docx",
        lang="en-GB",
        title="When does a mentor teach? Observation sheet",
        lead="One visit, one mentor, half a day. You watch and write; you do not ask while they work",
        by="VET research group, Utrecht",
        parts=[
            "# Before",
            "[] The mentor and the apprentice have both agreed to this visit, and know that they may end it.",
            "[] No names on this sheet: firm, mentor and apprentice have a code each.",
            [["Firm", "Mentor", "Apprentice", "Visit (1–8)", "Date, from – to"], ["", "", "", "", "\n"]],
            "# During: one line for each time that something is taught",
            "A line begins when the mentor turns to the apprentice about the work, and ends when either turns away. Count whole minutes.",
            [
                [
                    "Start",
                    "Minutes",
                    "What was waiting",
                    "Who began",
                    "What was taught",
                    "Shown, said or tried",
                ],
                ["9:42", "6", "glue setting", "apprentice", "where the clamp goes second", "tried"],
                *[["\n", "", "", "", "", ""] for _ in range(8)],
            ],
            "# What was waiting",
            "- Drying, setting or cooling.",
            "- Loading, driving or carrying.",
            "- Charging, downloading or printing.",
            "- A customer, a colleague or a delivery.",
            "- Nothing: the time had been set aside for teaching.",
            "# After, alone, within the hour",
            [
                ["Question", "Note"],
                ["Was a training plan used? By whom, for what?", "\n"],
                ["What could have been taught in a gap and was not?", "\n"],
                ["What did your presence change?", "\n"],
            ],
            "# Adding up",
            "Lines per visit, the middle value of the minutes, and the share of lines in which something was waiting. Do not rank mentors by them: eight half days say when teaching happens, not how good it is.",
        ],
    )
