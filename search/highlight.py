"""What matched, marked; and the piece of a text where most of it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search import analysis

if TYPE_CHECKING:
    from collections.abc import Iterable

    from search.query import Query

EXCERPT_LENGTH = 220  # characters, about


class Highlighter:
    """Marks in texts of any language what a query asks for, by the analysis of the index."""

    def __init__(self, query: Query, languages: Iterable[str], *, begun: tuple[str, ...] = ()) -> None:
        """`languages` (base codes) are those stems are compared in; `begun` folded beginnings."""
        asked = list(query.words) + [term.joined for term in query.terms if term.joined]
        self.words = {analysis.fold(word) for word in asked}
        self.stems = {
            stem for language in languages for word in asked for stem in analysis.stems(word, language)
        }
        self.beginnings = tuple(analysis.prefix(word) for word in asked)
        self.begun = begun

    def mark(self, text: str, language: str) -> SafeString:
        """`text` as safe HTML, what matched in <mark>."""
        return _marked(text, self._found(text, language))

    def excerpt(self, text: str, language: str) -> SafeString:
        """About EXCERPT_LENGTH characters of `text` around most of what matched, marked."""
        found = self._found(text, language)
        if len(text) <= EXCERPT_LENGTH:
            return _marked(text, found)
        start, end = _window(text, found)
        inside = [
            (first - start, last - start, word) for first, last, word in found if start <= first < last <= end
        ]
        before, after = ("… " if start else ""), (" …" if end < len(text) else "")
        return mark_safe(before + _marked(text[start:end], inside) + after)  # noqa: S308 - escaped

    def _found(self, text: str, language: str) -> list[tuple[int, int, str]]:
        """(start, end, folded word) of what matched, in order, without overlaps."""
        found: list[tuple[int, int, str]] = []
        for token in analysis.tokens(text, language):
            if self._matches(token):
                if found and token.start < found[-1][1]:
                    continue  # a compound, after its parts
                found.append((token.start, token.end, token.word))
        return found

    def _matches(self, token: analysis.Token) -> bool:
        if token.word in self.words or not self.stems.isdisjoint(token.stems):
            return True
        return token.word.startswith(self.begun) or token.stems[0].startswith(self.beginnings)


def _marked(text: str, found: list[tuple[int, int, str]]) -> SafeString:
    pieces: list[str] = []
    at = 0
    for start, end, _ in found:
        pieces += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
        at = end
    pieces.append(escape(text[at:]))
    return mark_safe("".join(pieces))  # noqa: S308 - every piece is escaped


def _window(text: str, found: list[tuple[int, int, str]]) -> tuple[int, int]:
    """Where the most different matches stand together, from word to word."""
    best, most = 0, 0
    for index, (start, _, _) in enumerate(found):
        near = {word for first, _, word in found[index : index + 40] if first < start + EXCERPT_LENGTH - 30}
        if len(near) > most:
            best, most = start, len(near)
    start = max(0, best - 40)
    end = min(len(text), start + EXCERPT_LENGTH)
    start = max(0, min(start, end - EXCERPT_LENGTH))
    if start:
        start = text.find(" ", start, best + 1) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + EXCERPT_LENGTH // 2)
    return start, end
