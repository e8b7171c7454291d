"""/healthz: the process is up. /readyz: what it needs answers."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import logging
from typing import TYPE_CHECKING

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult

from search.engine import engine

if TYPE_CHECKING:
    from collections.abc import Callable

logger = logging.getLogger(__name__)
PATIENCE_S = 3  # for the live layer
STUCK_AFTER = dt.timedelta(minutes=10)


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 as long as this process answers."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when everything this site needs answers, else 503; each part "ok" or "failed".

    Why a part failed is in the log, not in the answer: anybody may ask.
    """
    parts = {name: _asked(name, check) for name, check in CHECKS.items()}
    ready = all(parts.values())
    answer = {"status": "ok" if ready else "failed"} | {
        name: "ok" if fine else "failed" for name, fine in parts.items()
    }
    return JsonResponse(answer, status=200 if ready else 503)


def _asked(name: str, check: Callable[[], None]) -> bool:
    try:
        check()
    except Exception:  # a process edge: whatever it is, the part is not ready
        logger.exception("not ready: %s", name)
        return False
    return True


def check_database() -> None:
    """Raises unless the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def check_live_layer() -> None:
    """Raises unless a message sent through the channel layer comes back."""
    async_to_sync(_send_round)()


async def _send_round() -> None:
    layer = get_channel_layer()
    channel = await layer.new_channel()
    await layer.send(channel, {"type": "ready"})
    await asyncio.wait_for(layer.receive(channel), timeout=PATIENCE_S)
    # A layer gives a channel up when somebody stops waiting on it; there is no other way to say so.
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(layer.receive(channel), timeout=0.001)


def check_tasks() -> None:
    """Raises when a task has waited for ten minutes and none has been finished since."""
    since = timezone.now() - STUCK_AFTER
    waiting = DBTaskResult.objects.ready().filter(enqueued_at__lt=since)
    if waiting.exists() and not DBTaskResult.objects.finished().filter(finished_at__gte=since).exists():
        raise TasksStuckError


class TasksStuckError(Exception):
    """No worker takes tasks."""


def check_search() -> None:
    """Raises unless the index answers."""
    engine().known([("page", 0)], generation=0)


CHECKS: dict[str, Callable[[], None]] = {
    "database": check_database,
    "search": check_search,
    "live": check_live_layer,
    "tasks": check_tasks,
}
