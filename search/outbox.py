"""What changed and is not yet in the index: rows written with the change, drained in order."""

from __future__ import annotations

import datetime as dt
import logging
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from search.documents import SOURCES
from search.engine import engine
from search.models import IndexState, OutboxRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from django.db.models import QuerySet

    from search.documents import Key

logger = logging.getLogger(__name__)

BATCH_SIZE = 100  # rows taken at once; a writer waits no longer than a batch takes
RESCUE_AFTER_S = 60  # a drain killed half-way is taken up by another so much later
RETRY_AFTER_S = 600  # what could not be indexed is tried again so much later


@transaction.atomic
def record(source: str, *object_ids: int, hides: bool = True) -> None:
    """Note, in the transaction of the change, that objects must be indexed again.

    Nobody finds them until they are, nor what is shown under them, if the change `hides` them.
    Sees to it that a drain is waiting: a task of its own only when none is.
    """
    from search.tasks import drain_outbox  # noqa: PLC0415 - the task calls this module

    OutboxRow.objects.bulk_create(OutboxRow(source=source, object_id=pk, hides=hides) for pk in object_ids)
    # Held until this transaction ends, a waiting drain cannot start before the row is there. One
    # that another transaction holds is passed over, so that writers do not wait for each other.
    waiting = DBTaskResult.objects.ready().filter(task_path=drain_outbox.module_path)
    if waiting.select_for_update(skip_locked=True).first() is None:
        drain_outbox.enqueue()


def drain(*, limit: int | None = None) -> int:
    """Index what changed, oldest first; how many rows were done (at most about `limit`).

    What hides something comes before the rest. What cannot be indexed is logged, and set aside for
    RETRY_AFTER_S, so that it keeps nothing else waiting.
    Safe to run twice, at once or after being killed: a row goes in the transaction that indexes
    its object, and the object is read as it is then.
    """
    done = 0
    while limit is None or done < limit:
        count = _drain_batch()
        if not count:
            break
        done += count
    if done:
        logger.info("search index drained", extra={"rows": done})
    return done


@transaction.atomic
def _drain_batch() -> int:
    state = lock_state()
    rows = list(due().order_by("-hides", "pk")[:BATCH_SIZE])
    if not rows:
        return 0
    keys = list(dict.fromkeys((row.source, row.object_id) for row in rows))
    generations = [state.live] if state.building is None else [state.live, state.building]
    failed = try_each(keys, partial(index_now, generations=generations))
    OutboxRow.objects.filter(pk__in=[row.pk for row in rows]).delete()
    set_aside(failed)
    return len(rows)


def due() -> QuerySet[OutboxRow]:
    """Rows to be drained now: all but those set aside."""
    return OutboxRow.objects.filter(Q(retry_at=None) | Q(retry_at__lte=timezone.now()))


def try_each(keys: Sequence[Key], index: Callable[[Sequence[Key]], object]) -> list[Key]:
    """`index` all of `keys` at once or, if that fails, each for itself; those that cannot be, logged.

    To be called in a transaction, whose other work stands.
    """
    try:
        with transaction.atomic():
            index(keys)
    except Exception:
        if len(keys) > 1:
            return [failed for key in keys for failed in try_each([key], index)]
        logger.exception("not indexed: %s %s", *keys[0])
        return list(keys)
    return []


def set_aside(keys: Sequence[Key]) -> None:
    """Note that `keys` could not be indexed, and have a drain wait that tries them again."""
    from search.tasks import drain_outbox  # noqa: PLC0415 - the task calls this module

    if not keys:
        return
    later = timezone.now() + dt.timedelta(seconds=RETRY_AFTER_S)
    OutboxRow.objects.bulk_create(
        OutboxRow(source=source, object_id=pk, retry_at=later) for source, pk in keys
    )
    drain_outbox.using(run_after=later).enqueue()


def lock_state() -> IndexState:
    """The state of the index, locked: whoever writes the index goes through here."""
    IndexState.objects.get_or_create(pk=1)
    return IndexState.objects.select_for_update().get(pk=1)


def index_now(keys: Sequence[Key], generations: Sequence[int]) -> None:
    """Index the objects under `keys` as they are; those that are gone leave the index.

    What repeats something of an object that changed is noted in the outbox in its turn.
    """
    index = engine()
    keys = list(dict.fromkeys([*keys, *_follow(keys, "also")]))
    found = {
        document.key: document
        for source, ids in _by_source(keys).items()
        for document in SOURCES[source].documents(ids)
    }
    known = index.known(keys, generation=generations[0])
    for generation in generations:
        index.delete([key for key in keys if key not in found], generation=generation)
        index.index(list(found.values()), generation=generation)
    passing_on = [
        key
        for key in keys
        if (known[key][1] if key in known else "")
        != (found[key].passed_on_fingerprint if key in found else None)
    ]
    hiding = [key for key in passing_on if key[0] in SOURCES and SOURCES[key[0]].readers_follow]
    others = [key for key in passing_on if key not in hiding]
    hides = dict.fromkeys(_follow(others, "dependents"), False)
    hides |= dict.fromkeys(_follow(hiding, "dependents"), True)
    OutboxRow.objects.bulk_create(
        OutboxRow(source=key[0], object_id=key[1], hides=hidden)
        for key, hidden in hides.items()
        if key not in found
    )


def _by_source(keys: Iterable[Key]) -> dict[str, list[int]]:
    ids: dict[str, list[int]] = {}
    for source, pk in keys:
        if source in SOURCES:
            ids.setdefault(source, []).append(pk)
    return ids


def _follow(keys: Iterable[Key], link: str) -> Iterator[Key]:
    """Keys of what the sources of `keys` name under `link`."""
    for source, ids in _by_source(keys).items():
        follow = getattr(SOURCES[source], link)
        if follow is not None:
            yield from follow(ids)


def enqueue_rescue() -> None:
    """Have a drain wait that takes over if the one now running is killed."""
    from search.tasks import drain_outbox  # noqa: PLC0415 - the task calls this module

    later = timezone.now() + dt.timedelta(seconds=RESCUE_AFTER_S)
    waiting = DBTaskResult.objects.filter(status="READY", task_path=drain_outbox.module_path)
    soon = Q(run_after=get_date_max()) | Q(run_after__lte=later)  # the former stands for "at once"
    if not waiting.filter(soon).exists():
        drain_outbox.using(run_after=later).enqueue()
