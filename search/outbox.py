"""What changed and is not yet in the index: rows written with the change, drained in order."""

from __future__ import annotations

import datetime as dt
import logging
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from search.documents import SOURCES
from search.engine import engine
from search.models import IndexState, OutboxRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from search.documents import Key

logger = logging.getLogger(__name__)

BATCH_SIZE = 100  # rows taken at once; a writer waits no longer than a batch takes
RESCUE_AFTER_S = 60  # a drain killed half-way is taken up by another so much later


@transaction.atomic
def record(source: str, object_id: int) -> None:
    """Note, in the transaction of the change, that an object must be indexed again.

    Sees to it that a drain is waiting: a task of its own only when none is.
    """
    from search.tasks import drain_outbox  # noqa: PLC0415 - the task calls this module

    OutboxRow.objects.create(source=source, object_id=object_id)
    # Held until this transaction ends, a waiting drain cannot start before the row is there. One
    # that another transaction holds is passed over, so that writers do not wait for each other.
    waiting = DBTaskResult.objects.ready().filter(task_path=drain_outbox.module_path)
    if waiting.select_for_update(skip_locked=True).first() is None:
        drain_outbox.enqueue()


def drain(*, limit: int | None = None) -> int:
    """Index what changed, oldest first; how many rows were done (at most about `limit`).

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
    rows = list(OutboxRow.objects.order_by("pk")[:BATCH_SIZE])
    if not rows:
        return 0
    keys = list(dict.fromkeys((row.source, row.object_id) for row in rows))
    generations = [state.live] if state.building is None else [state.live, state.building]
    index_now(keys, generations)
    OutboxRow.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


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
    dependents = dict.fromkeys(_follow(passing_on, "dependents"))
    OutboxRow.objects.bulk_create(
        OutboxRow(source=source, object_id=pk) for source, pk in dependents if (source, pk) not in found
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
    if not waiting.exists():
        drain_outbox.using(run_after=later).enqueue()
