"""Good practices with their figures, what others can take, and what an editor decided."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cop.core.richtext import render_markdown
from repository.models import Indicator, Practice, PracticeDecision, TransferableElement
from repository.policies import is_in_conflict
from repository.services import check_practice, direction_of
from repository.signals import practice_changed

if TYPE_CHECKING:
    from cop.demo.load.world import World
    from cop.members.models import Member

TEXTS = ("summary", "context", "what_was_done", "conclusion")


def load(world: World) -> None:
    """The practices of the demo; each keeps rules R7 to R10 unless it is a draft or was returned."""
    for row in world.read("practices")["practice"]:
        indicators = [_indicator(values) for values in row["indicator"]]
        elements = [TransferableElement(**_stripped(values)) for values in row["element"]]
        practice = _practice(world, row, indicators)
        if practice.status in ("proposed", "accepted"):
            check_practice(practice, indicators, elements).refuse()
        practice.save()
        for position, indicator in enumerate(indicators, start=1):
            indicator.practice, indicator.position = practice, position
        for position, element in enumerate(elements, start=1):
            element.practice, element.position = practice, position
        Indicator.objects.bulk_create(indicators)
        TransferableElement.objects.bulk_create(elements)
        practice.themes.set([world.themes[key] for key in row["themes"]])
        practice.tags.set(row["tags"])
        if practice.decided_at:
            _decision(practice, practice.decided_at)
        world.practices[row["key"]] = practice
        world.made(practice)
        practice_changed.send(sender=Practice, practice_id=practice.pk)


def _practice(world: World, row: dict[str, Any], indicators: list[Indicator]) -> Practice:
    """The practice of `row`, with its history in dates, not saved."""
    begun = world.ago(row["days_ago"])
    practice = Practice(
        title=row["title"],
        conclusion_on=row["conclusion_on"],
        direction=direction_of(indicators),
        language=row["language"],
        author=world.members[row["author"]],
        organisation=world.organisations[row["organisation"]] if row["organisation"] else None,
        country=row["country"],
        from_resource=world.resources[row["from_resource"]] if row["from_resource"] else None,
        status=row["status"],
        created_at=begun - dt.timedelta(days=3),
        updated_at=begun,
        proposed_at=None if row["status"] == "draft" else begun,
    )
    for name in TEXTS:
        text = row[name].strip()
        setattr(practice, name, text)
        setattr(practice, f"{name}_html", render_markdown(text))
    if "decided_days_ago" in row:
        _decide(world, practice, row)
    return practice


def _decide(world: World, practice: Practice, row: dict[str, Any]) -> None:
    practice.decided_at = world.ago(row["decided_days_ago"])
    practice.decided_by = _editor(world, practice)
    practice.decision_reasons = row["decision_reasons"].strip()
    practice.decision_reasons_html = render_markdown(practice.decision_reasons)
    practice.decision_language = practice.language
    if practice.is_accepted:
        practice.published_at = practice.decided_at


def _editor(world: World, practice: Practice) -> Member:
    """The editor, or the administrator where the editor is in conflict."""
    editor = world.members["editor"]
    return world.members["admin"] if is_in_conflict(editor, practice) else editor


def _decision(practice: Practice, at: dt.datetime) -> None:
    PracticeDecision.objects.create(
        practice=practice,
        verdict=practice.status,
        reasons=practice.decision_reasons,
        reasons_html=practice.decision_reasons_html,
        language=practice.decision_language,
        by=practice.decided_by,
        at=at,
        revision=practice.revision,
    )


def _indicator(values: dict[str, Any]) -> Indicator:
    figures = {name: Decimal(str(values[name])) for name in ("baseline", "follow_up")}
    measured_on = dt.date.fromisoformat(values["measured_on"])
    return Indicator(**_stripped(values) | figures | {"measured_on": measured_on})


def _stripped(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
