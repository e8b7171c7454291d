"""What a reader typed into the box, understood.

`"two words"` together · `-without` · `lang:it` · `kind:resource` · `by:anna` · `theme:green-skills`.
Whatever is not understood is looked for as words; nothing typed is an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from search import analysis

QUERY_MAX_LENGTH = 300  # characters of a query that are read
WORDS_MAX = 24  # words of a query that are looked for
OPERATORS = {"lang": "language", "language": "language", "kind": "kind", "theme": "theme", "by": "by"}

# Marks as people and their word processors write them.
_MARKS = str.maketrans(dict.fromkeys("“”„«»‟〝〞", '"') | dict.fromkeys("−–‐‑﹣－", "-"))
_PIECE = re.compile(r'(?P<without>-?)(?:(?P<operator>[A-Za-z]+):)?(?:"(?P<quoted>[^"]*)"|(?P<plain>[^\s"]+))')


@dataclass(frozen=True)
class Term:
    """Words to be found: a phrase must stand together, other words anywhere.

    `joined` is another way to write them, as one word ("micro-training", "microtraining").
    """

    words: tuple[str, ...]
    is_phrase: bool = False
    joined: str = ""


@dataclass(frozen=True)
class Query:
    """`terms` must all be found, `without` none. `filters` and `filters_without` hold what
    `lang:`, `kind:`, `theme:` and `by:` were given, as typed, by facet."""

    text: str = ""
    terms: tuple[Term, ...] = ()
    without: tuple[Term, ...] = ()
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    filters_without: dict[str, tuple[str, ...]] = field(default_factory=dict)
    was_cut: bool = False

    @property
    def words(self) -> list[str]:
        """Every word that must be found, in order."""
        return [word for term in self.terms for word in term.words]

    @property
    def is_findable(self) -> bool:
        """True when it says what to look for, and not only what to leave out."""
        return bool(self.terms or self.filters)


def parse(typed: str) -> Query:
    """Understand what was `typed`. Beyond QUERY_MAX_LENGTH it is cut, and says so."""
    text = " ".join(analysis.normal(typed[: QUERY_MAX_LENGTH * 4]).split())
    was_cut = len(text) > QUERY_MAX_LENGTH or len(typed) > QUERY_MAX_LENGTH * 4
    text = text[:QUERY_MAX_LENGTH].rstrip()
    wanted: list[Term] = []
    unwanted: list[Term] = []
    filters: dict[str, list[str]] = {}
    filters_without: dict[str, list[str]] = {}
    for piece in _PIECE.finditer(text.translate(_MARKS)):
        value = piece["quoted"] if piece["quoted"] is not None else piece["plain"]
        facet = OPERATORS.get((piece["operator"] or "").lower())
        if not facet and value.endswith(":") and value[:-1].lower() in OPERATORS:
            continue  # an operator with nothing behind it yet
        if facet:
            given = filters_without if piece["without"] else filters
            if value.strip():
                given.setdefault(facet, []).append(value.strip())
            continue
        if piece["operator"]:
            value = f"{piece['operator']} {value}"
        found = analysis.words(value)
        if found:
            terms = unwanted if piece["without"] else wanted
            terms.append(
                Term(tuple(found), piece["quoted"] is not None and len(found) > 1, analysis.joined(value))
            )
    return Query(
        text=text,
        terms=_bounded(wanted),
        without=_bounded(unwanted),
        filters={facet: tuple(values) for facet, values in filters.items()},
        filters_without={facet: tuple(values) for facet, values in filters_without.items()},
        was_cut=was_cut,
    )


def without_stop_words(query: Query, languages: frozenset[str]) -> Query:
    """`query` without the words that carry no matter in `languages`, if it has others."""
    kept = tuple(
        term
        for term in query.terms
        if term.is_phrase
        or not all(analysis.is_stop_word(analysis.fold(word), languages) for word in term.words)
    )
    if not kept or len(kept) == len(query.terms):
        return query
    return replace(query, terms=kept)


def _bounded(terms: list[Term]) -> tuple[Term, ...]:
    kept: list[Term] = []
    room = WORDS_MAX
    for term in terms:
        if room <= 0:
            break
        words = term.words[:room]
        kept.append(Term(words, term.is_phrase, term.joined))
        room -= len(words)
    return tuple(kept)
