"""What a result says about itself, in the reader's language."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cop.core.templatetags.ui import duration
from cop.members.models import Organisation
from repository.models import Resource
from search.documents import KINDS

if TYPE_CHECKING:
    from search.engine.base import Hit


@dataclass(frozen=True)
class Row:
    """One result as the page shows it: `label` says what it is, `notes` what else is worth knowing."""

    hit: Hit
    label: str
    section: str
    icon: str
    notes: list[str]

    @property
    def is_named(self) -> bool:
        """True for a person or an organisation, whose name is never translated."""
        return self.hit.kind in ("member", "organisation")

    @property
    def title_language(self) -> str:
        """The language of the title; an answer may be in another than its topic."""
        return self.hit.facts.get("title_language") or self.hit.language


def row(hit: Hit) -> Row:
    """`hit` with the words around it."""
    _label, section, icon = KINDS.get(hit.kind, ("", "", "document"))
    return Row(hit, label_of(hit), section, icon, _notes(hit))


def label_of(hit: Hit) -> str:
    """What it is: "Question, answered", "Micro-training", "Good practice"..."""
    named = {
        "topic": _topic_label,
        "resource": _resource_label,
        "practice": _practice_label,
        "room": _room_label,
        "organisation": _organisation_label,
    }.get(hit.kind)
    if named is not None:
        return named(hit)
    if hit.kind == "member":
        return _("Member")
    return _("Scenario") if hit.kind == "scenario" else pgettext("of the site", "Page")


def _topic_label(hit: Hit) -> str:
    if hit.source == "post":
        return _("Answer in a topic")
    if hit.facts.get("subkind") != "question":
        return _("Discussion")
    return _("Question, answered") if hit.facts.get("is_solved") else _("Question")


def _resource_label(hit: Hit) -> str:
    labels = dict(Resource.Type.choices)
    return str(labels.get(hit.facts.get("subkind", ""), _("Resource")))


def _practice_label(hit: Hit) -> str:
    if hit.facts.get("result") == "negative":
        return _("Practice with a negative result")
    return _("Good practice")


def _room_label(hit: Hit) -> str:
    ends_at = str(hit.facts.get("ends_at", ""))
    past = bool(ends_at) and dt.datetime.fromisoformat(ends_at) <= timezone.now()
    return _("Room, closed") if past else _("Room")


def _organisation_label(hit: Hit) -> str:
    label = str(dict(Organisation.Kind.choices).get(hit.facts.get("subkind", ""), _("Organisation")))
    return label[:1].upper() + label[1:]


def _notes(hit: Hit) -> list[str]:
    facts = hit.facts
    notes: list[str] = []
    if facts.get("replies"):
        count = facts["replies"]
        notes.append(ngettext("%(count)d answer", "%(count)d answers", count) % {"count": count})
    if facts.get("minutes"):
        notes.append(duration(facts["minutes"]))
    if facts.get("eqf"):
        notes.append(_("EQF %(level)d") % {"level": facts["eqf"]})
    if facts.get("languages", 0) > 1:
        count = facts["languages"]
        notes.append(ngettext("%(count)d language", "%(count)d languages", count) % {"count": count})
    if facts.get("horizon"):
        notes.append(_("set in %(year)d") % {"year": facts["horizon"]})
    return notes
