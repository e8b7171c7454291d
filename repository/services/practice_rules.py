"""Rules R7 to R10: what makes a good practice, checked once for every way in.

R7 an experience that had an impact, positive or negative · R8 it measures the change ·
R9 it concludes on relevance or on efficiency · R10 others can take something over.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from cop.core.errors import RuleError
from cop.core.richtext import BODY_MAX_LENGTH
from repository.models import Practice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from repository.models import Indicator, TransferableElement

INDICATORS_MOST = 12
ELEMENTS_MOST = 12
TEXTS = ("summary", "context", "what_was_done", "conclusion")


@dataclass
class Findings:
    """What a practice lacks and what is wrong in it, by the name of the field in the form.

    Fields of rows are named `indicator-1-unit` and `element-2-conditions`, counted from 1;
    `indicators` and `elements` stand for the whole part. What is missing may wait while it is a
    draft; what is wrong can never be stored.
    """

    missing: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)

    @property
    def are_none(self) -> bool:
        return not self.missing and not self.wrong

    def refuse_wrong(self) -> None:
        """Raise RuleError if something is wrong."""
        if self.wrong:
            raise RuleError({name: [text] for name, text in self.wrong.items()})

    def refuse(self) -> None:
        """Raise RuleError unless the practice is whole."""
        if not self.are_none:
            raise RuleError({name: [text] for name, text in (self.wrong | self.missing).items()})


def check_practice(
    practice: Practice, indicators: Sequence[Indicator], elements: Sequence[TransferableElement]
) -> Findings:
    """What rules R7 to R10 still ask of `practice`, in the order of the form.

    `indicators` and `elements` are in order and need not be stored.
    """
    findings = Findings()
    _check_experience(practice, findings)
    _check_indicators(indicators, findings)
    _check_conclusion(practice, findings)
    _check_elements(elements, findings)
    return findings


def check_stored(practice: Practice) -> Findings:
    """`check_practice` of what is stored; two queries, none when they are prefetched."""
    return check_practice(practice, list(practice.indicators.all()), list(practice.elements.all()))


def direction_of(indicators: Sequence[Indicator]) -> str:
    """The result of a practice (R8): `Practice.Direction`, "" while no indicator can be judged.

    Each indicator has one vote and the first, the main one, has two. Positive when most votes
    got better, negative when most got worse, mixed when they balance.
    """
    balance, judged = 0, False
    for number, indicator in enumerate(indicators):
        weight = 1 if number else 2
        verdict = indicator.verdict
        judged = judged or bool(verdict)
        balance += {"better": weight, "worse": -weight}.get(verdict, 0)
    if not judged:
        return ""
    if balance == 0:
        return Practice.Direction.MIXED
    return Practice.Direction.POSITIVE if balance > 0 else Practice.Direction.NEGATIVE


def _check_experience(practice: Practice, findings: Findings) -> None:
    """R7: an experience that somebody else can picture."""
    texts = {
        "title": _("Title missing"),
        "summary": _("Summary missing"),
        "context": _("Situation before missing"),
        "what_was_done": _("What was done is missing"),
    }
    for name, text in texts.items():
        if not getattr(practice, name).strip():
            findings.missing[name] = text
    for name in TEXTS:
        if len(getattr(practice, name)) > BODY_MAX_LENGTH:
            findings.wrong[name] = _("This text is too long: at most %(count)d characters.") % {
                "count": BODY_MAX_LENGTH
            }


def _check_indicators(indicators: Sequence[Indicator], findings: Findings) -> None:
    """R8, and of R7 that something changed at all."""
    if not indicators:
        findings.missing["indicators"] = _("At least one indicator, with all its figures")
    if len(indicators) > INDICATORS_MOST:
        findings.wrong["indicators"] = _("At most %(count)d indicators.") % {"count": INDICATORS_MOST}
    for number, indicator in enumerate(indicators, start=1):
        _check_columns(indicator, f"indicator-{number}", findings)
        _check_indicator(indicator, f"indicator-{number}", findings)
    verdicts = [indicator.verdict for indicator in indicators]
    if verdicts and all(verdict == "same" for verdict in verdicts):
        findings.missing["indicators"] = _("One figure that changed: without a change there is no practice")


def _check_indicator(indicator: Indicator, prefix: str, findings: Findings) -> None:
    texts = {
        "name": _("What is measured is missing"),
        "unit": _("Unit missing"),
        "better": _("Which way is better is missing"),
        "baseline": _("Value before missing"),
        "follow_up": _("Value after missing"),
        "measured_on": _("Date of the measurement missing"),
        "sample_size": _("Sample size missing"),
        "method": _("Method missing"),
    }
    for name, text in texts.items():
        if getattr(indicator, name) in (None, ""):
            findings.missing[f"{prefix}-{name}"] = text
    if indicator.sample_size is not None and indicator.sample_size < 1:
        findings.wrong[f"{prefix}-sample_size"] = _("The sample has at least one person or thing.")
    if indicator.measured_on is not None and indicator.measured_on > timezone.localdate():
        findings.wrong[f"{prefix}-measured_on"] = _("This day has not come yet.")


def _check_columns(row: Indicator | TransferableElement, prefix: str, findings: Findings) -> None:
    """What could not be stored: too long, too many digits, not one of the choices."""
    try:
        row.clean_fields(exclude=["id", "practice", "position"])
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            findings.wrong[f"{prefix}-{name}"] = messages[0]


def _check_conclusion(practice: Practice, findings: Findings) -> None:
    """R9."""
    if not practice.conclusion_on:
        findings.missing["conclusion_on"] = _(
            "Choose one: every practice concludes on relevance or on efficiency"
        )
    if not practice.conclusion.strip():
        findings.missing["conclusion"] = _("Conclusion in your words missing")


def _check_elements(elements: Sequence[TransferableElement], findings: Findings) -> None:
    """R10."""
    if not elements:
        findings.missing["elements"] = _("One thing others can take, with its conditions")
    if len(elements) > ELEMENTS_MOST:
        findings.wrong["elements"] = _("At most %(count)d things to take.") % {"count": ELEMENTS_MOST}
    texts = {
        "kind": _("Kind missing"),
        "name": _("Name missing"),
        "conditions": _("Conditions missing: what does it need to work elsewhere?"),
    }
    for number, element in enumerate(elements, start=1):
        _check_columns(element, f"element-{number}", findings)
        for name, text in texts.items():
            if not getattr(element, name).strip():
                findings.missing[f"element-{number}-{name}"] = text
