"""Editors' pages below the lists that `setup_site` makes."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone
from wagtail.models import Locale

from cop.pages.models import ArticlePage, CallPage, EventPage, Funding, IndexPage
from cop.pages.services.texts import stream
from cop.pages.services.writing import add_page

_FACTS = {
    ArticlePage: dict,
    EventPage: lambda: {
        "starts_at": timezone.now() + dt.timedelta(days=3),
        "ends_at": timezone.now() + dt.timedelta(days=3, hours=2),
        "place": "Porto",
        "languages": ["pt", "en"],
    },
    CallPage: lambda: {"deadline": timezone.localdate() + dt.timedelta(days=20), "countries": ["IT", "PL"]},
}
_KINDS = {ArticlePage: "articles", EventPage: "events", CallPage: "calls"}


def make_page(model: type, language: str = "en", slug: str = "thing", **fields: Any) -> Any:
    """A published article, event or call in `language`; pages of one slug translate each other."""
    locale = Locale.objects.get(language_code=language)
    parent = IndexPage.objects.get(locale=locale, kind=_KINDS[model])
    facts = {"title": f"{slug} ({language})", "lede": "In one sentence.", **_FACTS[model](), **fields}
    facts.setdefault("body", stream([("text", "<p>Words.</p>")]))
    return add_page(parent, model, name=f"test:{slug}", locale=locale, slug=slug, **facts)


def make_funding(**fields: Any) -> Funding:
    facts = {
        "programme": "Erasmus+",
        "reference": "101099999",
        "starts_on": dt.date(2025, 3, 1),
        "ends_on": dt.date(2028, 2, 29),
        "line_en": "Co-funded by the European Union",
        "line_el": "Με τη συγχρηματοδότηση της Ευρωπαϊκής Ένωσης",
        "line_de": "Kofinanziert von der Europäischen Union",
        "disclaimer_en": "Views and opinions expressed are those of the authors.",
        "disclaimer_el": "Οι απόψεις είναι των συντακτών.",
        "disclaimer_de": "Die Ansichten sind die der Autorinnen und Autoren.",
    }
    return Funding.objects.create(**(facts | fields))
