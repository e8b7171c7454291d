"""Searching, and keeping the index right."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from cop.core.countries import COUNTRIES
from cop.core.languages import is_language
from cop.vocabulary.services import all_themes
from search import filters, outbox, query, viewers
from search.documents import KINDS, SOURCES
from search.engine import engine
from search.engine.base import FACETS, Part, Request, Results
from search.models import OutboxRow, Word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from django.contrib.auth.models import AnonymousUser

    from cop.members.models import Member
    from cop.vocabulary.models import Theme
    from search.documents import Document, Key
    from search.engine.base import Hit
    from search.models import IndexState

logger = logging.getLogger(__name__)

REBUILD_BATCH_SIZE = 200  # documents written at once; writers wait no longer than that


class SupersededError(Exception):
    """Another rebuild began while this one ran; the later one goes on."""


def rebuild() -> int:
    """Build the index anew beside the one in use, then swap; how many documents it holds.

    Searches are answered from the old one until the swap, and changes go into both. Killed at
    any moment it leaves the old one in use; the next rebuild clears what was half built.
    What cannot be indexed is logged, left out and noted in the outbox.
    """
    index = engine()
    noted = list(OutboxRow.objects.values_list("pk", flat=True))
    generation, left_over = _begin_rebuild()
    if left_over is not None:
        index.drop(left_over)
    count = 0

    def fill(keys: Sequence[Key]) -> None:
        nonlocal count
        documents = SOURCES[keys[0][0]].documents([pk for _, pk in keys])
        index.index(documents, generation=generation)
        count += len(documents)

    for source in SOURCES.values():
        for ids in _batches(source.ids()):
            with transaction.atomic():
                if outbox.lock_state().building != generation:
                    raise SupersededError
                outbox.set_aside(outbox.try_each([(source.name, pk) for pk in ids], fill))
    old = _swap(generation)
    index.drop(old)
    for ids in _batches(noted):
        OutboxRow.objects.filter(pk__in=ids).delete()
    logger.info("search index rebuilt", extra={"documents": count})
    return count


@transaction.atomic
def _begin_rebuild() -> tuple[int, int | None]:
    """(the generation to fill, one that an earlier rebuild left half filled or None)."""
    state = outbox.lock_state()
    left_over = state.building
    state.building = max(state.live, left_over or 0) + 1
    state.save(update_fields=["building"])
    return state.building, left_over


@transaction.atomic
def _swap(generation: int) -> int:
    """Read `generation` from now on; the one read until now."""
    state = outbox.lock_state()
    if state.building != generation:
        raise SupersededError
    old = state.live
    state.live, state.building, state.rebuilt_at = generation, None, timezone.now()
    state.save()
    return old


@dataclass
class Difference:
    """Where index and database differ: keys (source, id), by what is wrong."""

    missing: list[Key] = field(default_factory=list)
    stale: list[Key] = field(default_factory=list)
    extra: list[Key] = field(default_factory=list)

    @property
    def keys(self) -> list[Key]:
        return [*self.missing, *self.stale, *self.extra]


def compare() -> Difference:
    """What the index has wrong: not there, not as it is now, there though nobody may find it."""
    index = engine()
    generation = _live()
    difference = Difference()
    for name, source in SOURCES.items():
        indexed = index.fingerprints(name, generation=generation)
        for ids in _batches(source.ids()):
            documents, unreadable = _documents(name, ids)
            difference.stale += unreadable
            for _, object_id in unreadable:
                indexed.pop(object_id, None)
            for document in documents:
                known = indexed.pop(document.object_id, None)
                if known is None:
                    difference.missing.append(document.key)
                elif known != document.fingerprint:
                    difference.stale.append(document.key)
        difference.extra += [(name, object_id) for object_id in indexed]
    return difference


@transaction.atomic
def _documents(name: str, ids: Sequence[int]) -> tuple[list[Document], list[Key]]:
    """Documents of those `ids` of a source that somebody may find, and keys of those none can be made of."""
    documents: list[Document] = []

    def read(keys: Sequence[Key]) -> None:
        documents.extend(SOURCES[name].documents([pk for _, pk in keys]))

    unreadable = outbox.try_each([(name, pk) for pk in ids], read)
    return documents, unreadable


def repair(difference: Difference) -> list[Key]:
    """Index again what `difference` names; keys of what cannot be, logged and noted in the outbox."""
    failed: list[Key] = []
    for keys in _batches(difference.keys):
        with transaction.atomic():
            refused = outbox.try_each(keys, partial(_index_anew, state=outbox.lock_state()))
            outbox.set_aside(refused)
        failed += refused
    return failed


def _index_anew(keys: Sequence[Key], state: IndexState) -> None:
    engine().delete(keys, generation=state.live)
    generations = [state.live] if state.building is None else [state.live, state.building]
    outbox.index_now(keys, generations)


@dataclass(frozen=True)
class Answer:
    """All a search page needs.

    `notes` are sentences about what was not understood. `corrections` are queries that find
    something, `close` things with some of the words; both only where little was found.
    """

    query: query.Query
    request: Request
    themes: list[Theme]
    notes: list[str] = field(default_factory=list)
    results: Results = field(default_factory=lambda: Results(Part(), Part(), {}))
    corrections: list[str] = field(default_factory=list)
    close: list[Hit] = field(default_factory=list)

    @property
    def is_asked(self) -> bool:
        """True when something was looked for."""
        return self.request.query.is_findable


FEW = 3  # results, up to which another spelling is offered


def search(
    typed: str,
    *,
    viewer: Member | AnonymousUser,
    choices: dict[str, list[str]] | None = None,
    part: str = "",
    page: int = 1,
) -> Answer:
    """Find what `viewer` may see.

    `choices` are values of facets, by facet; unknown ones are left aside. `part` and `page`: see
    `search.engine.base.Request`. At most five queries, and those that tell who the viewer is.
    """
    themes = all_themes()
    asked = query.parse(typed)
    languages = viewers.languages_of(viewer)
    resolved, notes = filters.resolve(asked, themes)
    resolved = query.without_stop_words(resolved, frozenset(languages))
    request = Request(
        query=resolved,
        groups=viewers.groups_of(viewer) if resolved.is_findable else (),
        languages=languages,
        choices=_known_choices(choices or {}, themes),
        part=part if part in ("yours", "others") else "",
        page=page,
    )
    if not resolved.is_findable:
        return Answer(asked, request, themes, notes)
    index = engine()
    results = index.search(request)
    corrections = index.did_you_mean(request, limit=3) if results.without_choices <= FEW else []
    close = [] if results.without_choices else index.loosely(request, limit=5)
    return Answer(asked, request, themes, notes, results, corrections, close)


def suggest(typed: str, *, viewer: Member | AnonymousUser, limit: int = 8) -> list[Hit]:
    """At most `limit` things `viewer` may see whose title has the words `typed` so far."""
    if len(typed.strip()) < SUGGEST_FROM:
        return []
    request = Request(query.Query(), viewers.groups_of(viewer), viewers.languages_of(viewer))
    return engine().suggest(typed, request, limit=limit)


SUGGEST_FROM = 2  # characters typed before something is suggested
CHOICES_MAX = 20  # values of one facet


def _known_choices(choices: dict[str, list[str]], themes: list[Theme]) -> dict[str, tuple[str, ...]]:
    known: dict[str, Callable[[str], bool]] = {
        "kind": KINDS.__contains__,
        "language": is_language,
        "theme": {theme.key for theme in themes}.__contains__,
        "country": COUNTRIES.__contains__,
        "year": lambda value: len(value) == 4 and value.isascii() and value.isdigit(),
    }
    chosen: dict[str, tuple[str, ...]] = {}
    for facet in FACETS:
        values = [value for value in choices.get(facet, []) if known[facet](value)]
        if values:
            chosen[facet] = tuple(dict.fromkeys(values))[:CHOICES_MAX]
    return chosen


def forget_words() -> None:
    """Empty the list of words behind "did you mean"; a rebuild fills it again."""
    Word.objects.all().delete()


def _live() -> int:
    with transaction.atomic():
        return outbox.lock_state().live


def _batches(items: Iterable, size: int = REBUILD_BATCH_SIZE) -> Iterator[Sequence]:
    rest = iter(list(items))
    while batch := list(islice(rest, size)):
        yield batch
