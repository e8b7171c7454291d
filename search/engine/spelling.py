"""Words somebody wrote, for "did you mean": kept as documents are indexed, and found near to others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from rapidfuzz import process
from rapidfuzz.distance import OSA

from cop.core.languages import base_language
from search import analysis
from search.engine.rows import body_of
from search.models import Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.documents import Document


def keep_words(documents: Sequence[Document]) -> None:
    """Remember the words of `documents`, which everybody may read."""
    words: dict[tuple[str, str], str] = {}
    for document in documents:
        language = base_language(document.language)
        texts = "\n".join((document.title, *document.context, body_of(document)))
        for word in set(analysis.words(analysis.normal(texts))):
            if 3 < len(word) <= 40 and word.isalpha():
                shown = word.lower()[: analysis.WORD_MAX_LENGTH]  # some letters become two
                words.setdefault((analysis.fold(word), language), shown)
    known: set[tuple[str, str]] = set()
    folded = sorted({folded for folded, _ in words})
    for start in range(0, len(folded), 500):
        rows = Word.objects.filter(folded__in=folded[start : start + 500])
        known.update(rows.values_list("folded", "language"))
    Word.objects.bulk_create(
        (
            Word(language=key[1], folded=key[0], shown=shown, initial=key[0][0], size=len(key[0]))
            for key, shown in words.items()
            if key not in known
        ),
        ignore_conflicts=True,
        batch_size=500,
    )


def near_words(asked: Sequence[str], languages: Sequence[str]) -> dict[str, list[str]]:
    """For each of `asked` that nobody wrote: words near to it, nearest first. One query."""
    folded = {word: analysis.fold(word) for word in asked}
    folded = {word: bare for word, bare in folded.items() if 4 <= len(bare) <= 40}
    if not folded:
        return {}
    near = Q()
    for bare in folded.values():
        near |= Q(initial__in=[bare[0], bare[1]], size__range=(len(bare) - 2, len(bare) + 2))
    rows = list(Word.objects.filter(near).values_list("folded", "shown", "language"))
    choices = [row[0] for row in rows]
    found: dict[str, list[str]] = {}
    for word, bare in folded.items():
        if bare in choices:
            continue
        most = 1 if len(bare) < 6 else 2
        matches = process.extract(bare, choices, scorer=OSA.distance, score_cutoff=most, limit=12)
        matches.sort(key=lambda match: (match[1], rows[match[2]][2] not in languages))
        options = list(dict.fromkeys(rows[index][1] for _, _, index in matches))
        if options:
            found[word] = options
    return found
