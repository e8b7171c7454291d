"""Documents to adapt and fill in, as Word files."""

from __future__ import annotations

from pathlib import Path

from tools.demo_files.word import assessment, observation, workplace


def make_word_files(out: Path) -> None:
    assessment.gesture_guides(out)
    assessment.dovetail_rubric(out)
    workplace.company_visit(out)
    workplace.transfer_checklist(out)
    workplace.mobile_work_report(out)
    workplace.heat_pump_curriculum(out)
    observation.mentor_observation(out)
