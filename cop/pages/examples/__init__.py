"""Things for the style guide: real components are rendered with them; nothing is stored or asked for."""

from __future__ import annotations

from typing import Any

from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message

from cop.core.paging import Page
from cop.pages.examples.forms import example_forms
from cop.pages.examples.fronts import fronts
from cop.pages.examples.people import members, organisation
from cop.pages.examples.talk import talk
from cop.pages.examples.things import things


def examples() -> dict[str, Any]:
    """What the templates of the style guide show: people, forms, messages, and one of every thing."""
    people = members()
    return {
        "members": people,
        "organisation": organisation(),
        "notices": [
            Message(constants.SUCCESS, "Deposited. Members who follow “Wood” will hear of it tonight."),
            Message(constants.ERROR, "Not saved. The line is down; your text is kept."),
            Message(constants.WARNING, "The room closes tomorrow."),
            Message(constants.INFO, "Two paragraphs are still in Italian."),
        ],
        "middle": Page(rows=[], newer="newer", older="older"),
        "typed": ["Ours broke on Monday, and the lesson is on Thursday.", "Ελληνικά"],
        **fronts(people),
        **example_forms(people),
        **things(people),
        **talk(people),
    }
