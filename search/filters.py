"""What readers give to `lang:`, `kind:` and `theme:`, understood in their own words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cop.core.languages import OFFERED, base_language, is_language, language_name, language_name_here
from search.analysis import fold
from search.documents import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cop.vocabulary.models import Theme
    from search.query import Query

# Other words for a kind, in English as the keys are.
KIND_WORDS = {
    "question": "topic",
    "answer": "topic",
    "discussion": "topic",
    "post": "topic",
    "forum": "topic",
    "people": "member",
    "person": "member",
    "organization": "organisation",
    "article": "page",
}
# What one thing of a kind is called, in the reader's language.
ONE_OF = (
    (gettext_lazy("Question"), "topic"),
    (gettext_lazy("Discussion"), "topic"),
    (gettext_lazy("Scenario"), "scenario"),
    (gettext_lazy("Resource"), "resource"),
    (gettext_lazy("Room"), "room"),
    (gettext_lazy("Good practice"), "practice"),
    (pgettext_lazy("of the site", "Page"), "page"),
    (gettext_lazy("Member"), "member"),
    (gettext_lazy("Organisation"), "organisation"),
)


def resolve(query: Query, themes: Sequence[Theme]) -> tuple[Query, list[str]]:
    """`query` with known values in its filters, and what could not be understood, in sentences."""
    notes: list[str] = []
    finders: dict[str, Callable[[str], str]] = {
        "language": find_language,
        "kind": find_kind,
        "theme": lambda typed: find_theme(typed, themes),
    }

    def known(filters: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        resolved: dict[str, tuple[str, ...]] = {}
        for facet, values in filters.items():
            if facet not in finders:
                resolved[facet] = values
                continue
            found = [(typed, finders[facet](typed)) for typed in values]
            notes.extend(_unknown(facet, typed) for typed, value in found if not value)
            if kept := tuple(dict.fromkeys(value for _typed, value in found if value)):
                resolved[facet] = kept
        return resolved

    resolved = replace(query, filters=known(query.filters), filters_without=known(query.filters_without))
    return resolved, notes


def find_language(typed: str) -> str:
    """Base code of a language given by code or by name (its own, the reader's, English); "" if none."""
    code = base_language(typed)
    if is_language(code):
        return code
    wanted = fold(typed)
    for code in OFFERED:
        names = (language_name(code), language_name_here(code), language_name(code, "en"))
        if len(wanted) > 2 and any(fold(name).startswith(wanted) for name in names):
            return code
    return ""


def find_kind(typed: str) -> str:
    """A kind given by its key, or by the beginning of its name in the reader's language; "" if none."""
    wanted = fold(typed)
    for word in (wanted, wanted.removesuffix("s")):
        if word in KINDS or word in KIND_WORDS:
            return KIND_WORDS.get(word, word)
    names = [(str(label), kind) for kind, (label, _section, _icon) in KINDS.items()]
    names += [(str(label), kind) for label, kind in ONE_OF]
    for name, kind in names:
        if len(wanted) > 2 and any(word.startswith(wanted) for word in fold(name).split()):
            return kind
    return ""


def find_theme(typed: str, themes: Iterable[Theme]) -> str:
    """Key of a theme given by its key or the beginning of its name in any language; "" if none."""
    wanted = fold(typed)
    near = ""
    for theme in themes:
        names = [theme.key, *(getattr(theme, f"name_{code}", None) or "" for code, _ in settings.LANGUAGES)]
        folded = [fold(name) for name in names if name]
        if wanted in folded:
            return theme.key
        if not near and len(wanted) > 2 and any(wanted in name.replace("-", " ") for name in folded):
            near = theme.key
    return near


def _unknown(facet: str, typed: str) -> str:
    if facet == "language":
        return _("No language is called “%(name)s”; that filter was left aside.") % {"name": typed}
    if facet == "kind":
        return _("There is no kind “%(name)s”; that filter was left aside.") % {"name": typed}
    return _("No theme is called “%(name)s”; that filter was left aside.") % {"name": typed}
