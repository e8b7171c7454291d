"""What editors write, in the style guide: the front page, sections, articles, scenarios."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from cop.pages.blocks import BodyBlock, LandingBlock
from cop.pages.figures import Figures, country_table, tiles
from scenarios.forms import RatingForm
from scenarios.services import Bar, GroupRating

if TYPE_CHECKING:
    from cop.members.models import Member

COUNTRIES = {"IT": 118, "DE": 94, "ES": 82, "PL": 71, "PT": 58, "GR": 49, "SI": 15, "MT": 6}


def fronts(members: list[Member]) -> dict[str, Any]:
    """The opening with its figures and map, blocks, dated things, a scenario and its ratings."""
    return {
        "page": SimpleNamespace(
            key="sharing",
            title="Ask in your language, answer in yours",
            lede="People who teach a trade, from every corner of Europe.",
            account_note="An account costs nothing but an address.",
            published_on=timezone.localdate(),
            themes=SimpleNamespace(all=[]),
            picture=None,
            **_narrative(),
        ),
        "figures": Figures(sum(COUNTRIES.values()), COUNTRIES, 40, 31, ("it", "de", "el")),
        "countries": "8 countries",
        "tiles": tiles(COUNTRIES),
        "country_table": country_table(COUNTRIES),
        "most_named": "Italy (118)",
        "ask_label": "What are you trying to solve?",
        "blocks": LandingBlock().to_python(_landing()),
        "article_body": BodyBlock().to_python(_article()),
        **_dated(members),
        "groups": [_group("Everybody", [2, 5, 14, 9, 4]), _group("Companies", [0, 1, 3, 4, 2])],
        "rating": RatingForm({"rating-likelihood": "4"}, prefix="rating"),
    }


def _landing() -> list[dict[str, Any]]:
    steps = [
        {"title": "Ask", "text": "In your own language."},
        {"title": "Open a room", "text": "When talk is no longer enough."},
    ]
    text = "<p>Everything here was tried in a workshop before it was written down.</p>"
    return [
        {"type": "text", "value": {"text": text, "is_toned": True, "width": "wide"}},
        {"type": "steps", "value": {"heading": "How it works", "steps": steps, "width": "narrow"}},
    ]


def _article() -> list[dict[str, Any]]:
    text = "<h2>What the logs say</h2><p>One line a board, <strong>signed</strong> once a week.</p>"
    table = "Board | Value\nOak | 9\nSpruce | 14"
    return [
        {"type": "text", "value": text},
        {"type": "table", "value": {"caption": "Values of one morning", "rows": table}},
    ]


def _narrative() -> dict[str, Any]:
    """The parts of a scenario as its page shows them."""

    def block(value: Any, kind: str = "text") -> SimpleNamespace:
        return SimpleNamespace(block_type=kind, value=value)

    return {
        "horizon": 2040,
        "narrative": [
            block("The bench that hears", "heading"),
            block("<p>In the school workshop the bench hears the saw before the teacher does.</p>"),
            block("Nobody asks any more who is allowed to make a mistake.", "pull"),
        ],
        "drivers": [block({"name": "Cheap sensors", "note": "In every tool, for the price of a blade."})],
        "decisions": [block("Who owns what a bench has heard.")],
        "consequences": [block({"stakeholder": "learners", "text": "Each gesture is corrected at once."})],
        "signposts": [block("A school lends its tools by the month.")],
        "sources": [block({"title": "Cedefop, Skills forecast", "url": "https://www.cedefop.europa.eu/"})],
    }


def _dated(members: list[Member]) -> dict[str, Any]:
    """An article; events in a place and online; calls, open and closed; what a member gave."""
    now = timezone.now()
    event = {"address": "#events", "title": "Open workshop", "starts_at": now + dt.timedelta(days=6)}
    call = {"address": "#calls", "title": "Partners for a project on repair", "deadline": now}
    return {
        "article": {
            "address": "#articles",
            "title": "What a year of logs has taught us",
            "lede": "Sixteen apprentices, forty boards.",
            "published_on": timezone.localdate(),
        },
        "events": [
            {**event, "place": "Bolzano", "languages": ["it", "de"]},
            {**event, "is_online": True, "languages": ["en"]},
        ],
        "calls": [call, {**call, "is_over": True}],
        "scenarios": [{"address": "#calls", "title": "The bench that hears", "rating_count": 34}],
        "contributions": [
            {
                "section": section,
                "kind": kind,
                "language": "it",
                "url": "#contributions",
                "title": "Umidità del legno",
                "at": now - dt.timedelta(days=2),
                "note": note,
            }
            for section, kind, note in (
                ("communication", "Question", ""),
                ("sharing", "Document", "withdrawn"),
            )
        ],
        "member": members[0],
        "roles_shown": ["Editor"],
    }


def _group(label: str, counts: list[int]) -> GroupRating:
    bars = [
        Bar(point, count, 6 + 30 * (point - 1), 58 - 3 * count, 3 * count, is_median=point == 3)
        for point, count in enumerate(counts, start=1)
    ]
    return GroupRating(label, sum(counts), bars, bars, 3, 3)
