"""The words a fresh site begins with, in the language that is active; editors replace them."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _


def home_texts() -> dict[str, Any]:
    """Fields of a HomePage."""
    return {
        "title": _("Vocational training learns from itself here, in every language at once."),
        "lede": _(
            "Ask what you need to know, take what others have tried, leave what works. "
            "Reading is open to everybody."
        ),
        "ask_label": _("What are you trying to solve?"),
        "account_note": _("To ask, answer and deposit you need an account, and for that an e-mail address."),
        "search_description": _(
            "A community of practice for vocational education and training in Europe: questions and "
            "answers, a toolbox, rooms and reviewed good practices."
        ),
        "body": home_body(),
    }


def section_texts(key: str) -> dict[str, Any]:
    """Fields of the SectionPage `key`."""
    titles = {
        "communication": _("Communication"),
        "sharing": _("Sharing"),
        "collaboration": _("Collaboration"),
        "cooperation": _("Cooperation"),
    }
    ledes = {
        "communication": _("Ask, answer and think ahead, each in their own language."),
        "sharing": _("A toolbox of resources that have been used: take what fits, leave what worked."),
        "collaboration": _("Rooms of a few weeks where members work on one theme together."),
        "cooperation": _("Reviewed good practices with their figures, and calls for partners."),
    }
    return {
        "title": titles[key],
        "lede": ledes[key],
        "search_description": ledes[key],
        "body": section_body(key),
    }


def content_texts(slug: str) -> dict[str, Any]:
    """Fields of the ContentPage `slug`: about, privacy, accessibility or contact."""
    title, paragraphs = {
        "about": (
            _("About the community"),
            [
                _("This is a community of practice for vocational education and training in Europe."),
                _(
                    "Members ask and answer, share resources, work together in rooms and propose good "
                    "practices, on which editors decide."
                ),
            ],
        ),
        "privacy": (
            _("Privacy"),
            [
                _("This site keeps what an account needs, what members write and how far they have read."),
                _(
                    "It sets cookies for the session, for the safety of forms and for messages such as “Saved”. "
                    "Nothing loads from another site, and nobody is followed."
                ),
            ],
        ),
        "accessibility": (
            _("Accessibility statement"),
            [
                _("This site is made to meet the Web Content Accessibility Guidelines 2.2 at level AA."),
                _("If something keeps you from using it, write to us: the contact page says where."),
            ],
        ),
        "contact": (_("Contact"), [_("The people who run this site read what you write to this address:")]),
    }[slug]
    html = format_html_join("", "<p>{}</p>", ((text,) for text in paragraphs))
    if slug == "contact":
        address = settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip(">")
        html += format_html('<p><a href="mailto:{}">{}</a></p>', address, address)
    return {"title": title, "search_description": paragraphs[0], "body": stream([("text", str(html))])}


def index_texts(kind: str) -> dict[str, Any]:
    """Fields of the IndexPage of `kind`."""
    titles = {"articles": _("News"), "events": _("Events"), "calls": _("Calls for partners")}
    ledes = {
        "articles": _("What the editors have to tell."),
        "events": _("Where members meet, online and in person."),
        "calls": _("Organisations that look for partners, and until when."),
    }
    return {"title": titles[kind], "lede": ledes[kind], "search_description": ledes[kind]}


def scenarios_texts() -> dict[str, Any]:
    """Fields of the ScenarioIndexPage."""
    introduction = _("Pictures of how training may look, rated by those who will work in it.")
    return {"title": _("Scenarios"), "introduction": introduction, "search_description": introduction}


def home_body() -> str:
    """The blocks a front page begins with."""
    return stream(
        [
            _alive("trail", 1),
            _alive("questions", 4, "wide"),
            _alive("practices", 1, "narrow"),
            _alive("articles", 3, "wide"),
            _alive("events", 3, "narrow"),
        ]
    )


def section_body(key: str, *, intro: str = "", steps: list[dict[str, str]] | None = None) -> str:
    """The blocks the section `key` begins with; `intro` is HTML, `steps` {title, text}."""
    said: list[tuple[str, Any]] = []
    if intro:
        said.append(("text", {"text": intro, "is_toned": False, "width": "wide" if steps else ""}))
    if steps:
        said.append(("steps", {"heading": "", "steps": steps, "width": "narrow"}))
    things = {
        "communication": [
            _alive("questions", 5, "wide"),
            _alive("scenarios", 3, "narrow"),
            _alive("topics", 6),
            *said,
            _alive("events", 3),
        ],
        "sharing": [_alive("resources", 6), *said],
        "collaboration": [_alive("rooms", 6), *said],
        "cooperation": [_alive("practices", 2, "wide"), _alive("calls", 4, "narrow"), *said],
    }
    return stream(things[key])


def stream(blocks: list[tuple[str, Any]]) -> str:
    """The JSON of a StreamField with these (type, value) pairs."""
    return json.dumps([{"type": kind, "value": value} for kind, value in blocks])


def _alive(kind: str, count: int, width: str = "") -> tuple[str, dict[str, Any]]:
    return kind, {"heading": "", "count": count, "width": width}
