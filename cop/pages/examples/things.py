"""Resources, practices and rooms of the style guide."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from django.templatetags.static import static
from django.utils import timezone
from taggit.models import Tag

from cop.pages.examples.people import FIRST, organisation, theme, with_related
from cop.vocabulary.licences import LICENCES
from repository.forms.practice_parts import ElementForm, IndicatorForm
from repository.models import Gesture, Indicator, Practice, Resource, ResourceVersion
from rooms.models import Message, Room

if TYPE_CHECKING:
    from cop.members.models import Member


def things(members: list[Member]) -> dict[str, Any]:
    """A resource, a practice and a room in each state, with their files, figures and talk."""
    resources = _resources(members)
    return {
        "resources": resources,
        "resource": resources[0],
        "gestures": [
            Gesture(position=1, text="Reads the meter across the grain", criterion="Within one per cent"),
            Gesture(position=2, text="Writes the value down before fitting"),
        ],
        "licences": _licences("CC-BY-SA-4.0", "CC-BY-4.0"),
        "other_licences": _licences("all-rights-reserved"),
        **_files(),
        **_practices(members),
        **_rooms(members, resources[0]),
    }


def _resources(members: list[Member]) -> list[Resource]:
    """Published, of an organisation; a draft; a link only; withdrawn."""
    states = [
        ("micro_training", "published", "CC-BY-SA-4.0", "PDF"),
        ("video", "draft", "CC-BY-4.0", ""),
        ("project", "published", "all-rights-reserved", "LINK"),
        ("document", "withdrawn", "CC-BY-4.0", "ODT"),
    ]
    now = timezone.now()
    return [
        with_related(
            Resource(
                pk=FIRST + place,
                type=kind,
                status=status,
                licence=licence,
                format=format_,
                title="Timber moisture: measure, decide, note",
                summary="Six boards, one meter. Learners decide whether a board can be fitted today.",
                language="en",
                languages=["en", "it"],
                authors=["Luca Rossi"],
                organisation=None if place else organisation(),
                depositor=members[3],
                country="IT",
                eqf=3,
                minutes=150,
                modes=["workshop", "peer"],
                outcome="gesture",
                purpose="part_time_job",
                micro_theme="green_jobs",
                certifies="informal",
                link="https://example.org/" if format_ == "LINK" else "",
                year=now.year,
                published_at=now - dt.timedelta(days=9),
                programme="Erasmus+",
                reference="2024-1-IT01-KA220",
                is_eu_funded=True,
            ),
            themes=[theme()],
            tags=[Tag(pk=FIRST, name="timber")],
        )
        for place, (kind, status, licence, format_) in enumerate(states)
    ]


def _licences(*names: str) -> list[dict[str, Any]]:
    labels = dict(Resource.Licence.choices)
    return [
        {"value": name, "licence": LICENCES[name], "name": labels[name], "chosen": name == "CC-BY-SA-4.0"}
        for name in names
    ]


def _files() -> dict[str, Any]:
    """What a browser shows of a file, and the versions: one not yet out, one current, one older."""
    now = timezone.now()
    picture = static("img/card.png")
    listed = {"language": "en", "size_bytes": 240_000, "role": "main", "url": picture}
    versions = [
        (ResourceVersion(pk=FIRST + 2, number=3, note="With a sheet in Polish"), []),
        (
            ResourceVersion(pk=FIRST + 1, number=2, note="Ten minutes less", published_at=now),
            [
                {**listed, "name": "moisture.pdf"},
                {**listed, "name": "guess.it.vtt", "role": "captions", "role_name": "captions"},
            ],
        ),
        (ResourceVersion(pk=FIRST, number=1, published_at=now - dt.timedelta(days=80)), []),
    ]
    kept = SimpleNamespace(pk=FIRST, name="moisture.pdf", role="main", file={"size_bytes": 240_000})
    return {
        "previews": [
            {"kind": kind, "url": url, "name": "moisture.pdf", "media_type": "video/mp4"}
            for kind, url in (
                ("image", picture),
                ("video", picture),
                ("pdf", "about:blank"),
                ("model", picture),
            )
        ],
        "poster": {"url": picture},
        "captions": [{"url": picture, "language": "it"}],
        "versions": versions,
        "current": versions[1][0],
        "kept_files": [kept],
        "roles": [("main", "material"), ("manual", "manual")],
        "limit": 200,
        "limit_bytes": 200_000_000,
        "qr": static("img/favicon.svg"),
    }


def _practices(members: list[Member]) -> dict[str, Any]:
    """Better, worse, mixed, a draft; indicators drawn, empty and filled in wrongly; a decision."""
    states = [("accepted", "positive"), ("accepted", "negative"), ("accepted", "mixed"), ("draft", "")]
    figures = [_indicator("22", "9"), _indicator("10", "16"), _indicator("4", "4"), _indicator(None, "4")]
    practices = []
    for place, (status, direction) in enumerate(states):
        practice: Any = Practice(
            pk=FIRST + place,
            title="Moisture logs kept by apprentices",
            status=status,
            direction=direction,
            language="en",
            author=members[place],
            organisation=organisation() if place < 2 else None,
            country="PL",
            published_at=timezone.now() if status == "accepted" else None,
        )
        practice.main_indicators = figures[place : place + 1] if place < 2 else []
        practices.append(with_related(practice, indicators=figures[:2]))
    typed = {"row-2-name": "Time per check", "row-2-baseline": "22", "row-2-follow_up": "nine"}
    waiting = IndicatorForm(prefix="row-1", initial={"name": "Rejected boards", "baseline": Decimal(22)})
    waiting.missing = {"row-1-follow_up": "The value afterwards"}
    return {
        "practices": practices,
        "indicators": figures,
        "indicator_forms": [waiting, IndicatorForm(typed, prefix="row-2")],
        "element_form": ElementForm(prefix="element"),
        "verdicts": ["accepted", "returned", "withdrawn"],
        "reasons": "<p>The sample is large enough and the logs can be read.</p>",
        "now": timezone.now(),
        "on_its_way": [
            {"practice": Practice(pk=FIRST, status=status), **may}
            for status, may in (
                ("draft", {"can_edit": True, "can_discard": True, "can_submit": True}),
                ("proposed", {"can_decide": True}),
                ("proposed", {"in_conflict": True}),
                ("returned", {"can_edit": True, "can_submit": True}),
                ("accepted", {"can_edit": True}),
            )
        ],
    }


def _indicator(before: str | None, after: str) -> Indicator:
    return Indicator(
        name="Time per check",
        unit="minutes",
        baseline=before and Decimal(before),
        follow_up=Decimal(after),
        better="lower",
        sample_size=64,
    )


def _rooms(members: list[Member], outcome: Resource) -> dict[str, Any]:
    """Running, gathering by invitation, past with a resource, with an outcome, and with none yet."""
    now, week = timezone.now(), dt.timedelta(days=7)
    when = [(-week, week), (week, 3 * week), (-5 * week, -week), (-5 * week, -week), (-5 * week, -week)]
    rooms: list[Any] = [
        Room(
            pk=FIRST + place,
            title="Ninety minutes on timber moisture",
            summary="Three weeks, one exercise, a sheet in each of our languages.",
            purpose_html="<p>An exercise that fits between two bells, with a sheet for each learner.</p>",
            language="en",
            theme=theme(),
            host=members[0],
            starts_at=now + start,
            ends_at=now + end,
            is_open=place != 1,
            member_count=9 - place,
            last_number=3,
        )
        for place, (start, end) in enumerate(when)
    ]
    rooms[0].people = [SimpleNamespace(member=member) for member in members]
    rooms[0].present_count = 2
    rooms[2].outcome_resource = outcome
    rooms[3].outcome_html, rooms[3].outcome_language = "<p>One card for each board, signed weekly.</p>", "en"
    rooms[3].outcome_at = now
    said = [
        _message(1, members[3], "it", "Prima si indovina, poi si misura. Siamo d’accordo?"),
        _message(2, members[1], "pl", "Tak. Kartę po polsku wstawię dziś wieczorem."),
        _message(3, None, "en", "And ten minutes, not more, or they start to argue."),
    ]
    return {
        "rooms": rooms,
        "room": rooms[0],
        "history": SimpleNamespace(messages=said, earlier=1, is_latest=True),
        "languages_offered": [("en", "English"), ("it", "Italiano")],
    }


def _message(number: int, author: Member | None, language: str, text: str) -> Message:
    return Message(pk=FIRST + number, number=number, author=author, language=language, text=text)
