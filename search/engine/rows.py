"""What the index keeps of one document: what a result shows, and the words it is found by."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from cop.core.languages import base_languages
from search import analysis
from search.documents.document import BODY_MAX_LENGTH
from search.engine import expressions
from search.models import AUTHOR_MAX_LENGTH, IndexedDocument

if TYPE_CHECKING:
    from collections.abc import Iterable

    from search.documents import Document


@dataclass(frozen=True)
class IndexedWords:
    """The words of one document, analysed: what an engine's row is made of."""

    title_stems: list[str] = field(default_factory=list)
    body_stems: list[str] = field(default_factory=list)
    context: list[str] = field(default_factory=list)
    title_words: list[str] = field(default_factory=list)
    body_words: list[str] = field(default_factory=list)
    author: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)


def row_of(document: Document, generation: int) -> IndexedDocument:
    return IndexedDocument(
        generation=generation,
        source=document.source,
        object_id=document.object_id,
        kind=document.kind,
        thread=document.thread,
        language=document.language,
        title=analysis.normal(document.title),
        body=body_of(document),
        author=document.author[:AUTHOR_MAX_LENGTH],
        author_language=document.author_language,
        country=document.country,
        year=document.year,
        written_at=document.written_at,
        address=asdict(document.address),
        facts=document.facts,
        fingerprint=document.fingerprint,
        passed_on=document.passed_on_fingerprint,
    )


def body_of(document: Document) -> str:
    return analysis.normal(document.body[:BODY_MAX_LENGTH])


def languages_of(document: Document) -> list[str]:
    return base_languages(filter(None, document.languages))


def words_of(document: Document) -> IndexedWords:
    """What a document is found by."""
    title = analysis.normal(document.title)
    own, around = ([title], []) if document.has_own_title else ([], [title])
    title_stems, title_words = _analysed(own, document.language)
    body_stems, body_words = _analysed([body_of(document)], document.language)
    around += [analysis.normal(text) for text in document.context]
    context = _analysed(around, document.language)
    marks = [
        expressions.mark("source", document.source),
        expressions.mark("kind", document.kind),
        *([expressions.mark("year", str(document.year))] if document.year else []),
        *(expressions.mark("group", name) for name in document.groups),
        *(expressions.mark("language", code) for code in languages_of(document)),
        *(expressions.mark("theme", key) for key in document.themes),
        *([expressions.mark("country", document.country)] if document.country else []),
    ]
    names = analysis.words(analysis.normal(f"{document.author} {document.also_by}"))
    author = [analysis.fold(word) for word in names]
    return IndexedWords(
        title_stems, body_stems, [*context[0], *context[1]], title_words, body_words, author, marks
    )


def _analysed(texts: Iterable[str], language: str) -> tuple[list[str], list[str]]:
    """(stems, folded words) of `texts`; compounds written together stand behind the others."""
    stems: list[str] = []
    plain: list[str] = []
    compounds: list[str] = []
    for text in texts:
        for token in analysis.tokens(text, language):
            stems += token.stems
            (compounds if token.is_joined else plain).append(token.word)
    return stems, [*plain, *compounds]
