"""A search as a tree, before an engine writes it in its own tongue.

A leaf is a token and where it may stand; an engine renders the tree (see `sqlite`, `postgres`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from search import analysis

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from search.query import Query, Term


@dataclass(frozen=True)
class Words:
    """Any of these forms of a word, or a word that begins with one of `beginnings`.

    `in_title` looks only at titles, as written.
    """

    forms: tuple[str, ...]
    beginnings: tuple[str, ...] = ()
    in_title: bool = False


@dataclass(frozen=True)
class Phrase:
    """These folded words, one after the other."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class Name:
    """An author with a name that begins like this (folded)."""

    beginning: str


@dataclass(frozen=True)
class Tokens:
    """At least one of these marks: who may find it, its kind, languages, themes..."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class AllOf:
    """All of `parts`, none of `without`."""

    parts: tuple[Expression, ...]
    without: tuple[Expression, ...] = ()


@dataclass(frozen=True)
class AnyOf:
    """At least one of `parts`."""

    parts: tuple[Expression, ...]


Expression = Words | Phrase | Name | Tokens | AllOf | AnyOf

# Marks of a document: facet and value.
MARKS = {"group": "g", "kind": "k", "language": "l", "theme": "t", "country": "c", "year": "y", "source": "s"}


def mark(facet: str, value: str) -> str:
    """The token that stands for a value of a facet: ("language", "it") is "l_it"."""
    return f"{MARKS[facet]}_{value.lower()}"


def marks(facet: str, values: Iterable[str]) -> Tokens:
    """A document with one of `values`."""
    return Tokens(tuple(mark(facet, value) for value in values))


def word(text: str, languages: Sequence[str]) -> Words:
    """`text` in any of its forms in `languages` (base codes), or exactly, in any language."""
    stems = [stem for language in languages for stem in analysis.stems(text, language)]
    return Words(tuple(dict.fromkeys([*stems, analysis.fold(text)])), (analysis.prefix(text),))


def term(term: Term, languages: Sequence[str]) -> Expression:
    """What a term of a query asks for."""
    if term.is_phrase:
        return Phrase(tuple(analysis.fold(text) for text in term.words))
    apart = tuple(word(text, languages) for text in term.words)
    found = apart[0] if len(apart) == 1 else AllOf(apart)
    return AnyOf((found, word(term.joined, languages))) if term.joined else found


def text_of(query: Query, languages: Sequence[str]) -> AllOf | None:
    """The words of a query; None when it has none."""
    if not query.terms:
        return None
    return AllOf(tuple(term(wanted, languages) for wanted in query.terms))


def loose_text_of(query: Query, languages: Sequence[str]) -> AnyOf | None:
    """Any of the words of a query, phrases taken apart; None when it has none."""
    found = [word(text, languages) for text in query.words]
    return AnyOf(tuple(found)) if found else None


def limits_of(query: Query, languages: Sequence[str]) -> tuple[list[Expression], list[Expression]]:
    """What a query's operators ask for, and what it leaves out: (wanted, unwanted).

    The values of its filters must already be known ones (a kind, a base language, a theme's key).
    """
    wanted: list[Expression] = []
    unwanted: list[Expression] = [term(left_out, languages) for left_out in query.without]
    for facet, values in query.filters.items():
        wanted += [names_of(value) for value in values] if facet == "by" else [marks(facet, values)]
    for facet, values in query.filters_without.items():
        unwanted += [names_of(value) for value in values] if facet == "by" else [marks(facet, values)]
    return wanted, unwanted


def names_of(typed: str) -> AllOf:
    """An author whose names begin like the words `typed`; a value without words fits nobody."""
    folded = [analysis.fold(text) for text in analysis.words(typed)]
    return AllOf(tuple(Name(text) for text in folded) or (Tokens(("nobody",)),))
