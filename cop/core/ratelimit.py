"""Rate limits on every write: so many acts of a kind in a span of time, per member or address."""

from __future__ import annotations

import hashlib
import math
import time
from typing import TYPE_CHECKING

from allauth.core.internal.httpkit import get_client_ip
from allauth.core.internal.ratelimit import truncate_ip
from django.conf import settings
from django.core.cache import caches
from django.utils.translation import ngettext

from cop.core.errors import DomainError

if TYPE_CHECKING:
    from django.http import HttpRequest

# act: (how many, in how many seconds)
LIMITS = {
    "post": (30, 600),
    "topic": (10, 3600),
    "edit": (60, 600),
    "preview": (120, 600),
    "draft": (240, 600),
    "deposit": (20, 3600),
    "upload": (60, 3600),
    "message": (60, 60),
    "room": (10, 3600),
    "practice": (10, 3600),
    "rating": (60, 600),
    "profile": (30, 600),
    "join": (10, 3600),
    "search": (120, 60),
    "suggest": (300, 60),
    "language": (120, 600),
    "kept": (20, 600),
}
READING = {"search", "suggest"}  # acts of strangers too, who write nothing into the database


class TooManyError(DomainError):
    """Too many acts of one kind. `retry_after_s` says when the next may succeed, in seconds."""

    def __init__(self, retry_after_s: int) -> None:
        self.retry_after_s = retry_after_s
        minutes = math.ceil(retry_after_s / 60)
        if retry_after_s < 60:
            text = ngettext(
                "That was very fast. Try again in %(count)d second; what you typed is kept.",
                "That was very fast. Try again in %(count)d seconds; what you typed is kept.",
                retry_after_s,
            ) % {"count": retry_after_s}
        else:
            text = ngettext(
                "That was very fast. Try again in %(count)d minute; what you typed is kept.",
                "That was very fast. Try again in %(count)d minutes; what you typed is kept.",
                minutes,
            ) % {"count": minutes}
        super().__init__(text)


def count_act(act: str, who: str) -> None:
    """Count one `act` by `who` (a member's id or an address); TooManyError when over the limit."""
    if not settings.RATE_LIMITS:
        return
    most, span_s = LIMITS[act]
    cache = caches["memory" if act in READING else "default"]
    now = time.time()
    window = int(now // span_s)
    digest = hashlib.sha256(who.encode()).hexdigest()[:20]  # no address is stored
    key = f"limit:{act}:{digest}:{window}"
    if cache.add(key, 1, span_s):
        return
    try:
        count = cache.incr(key)
    except ValueError:  # it ran out between the two calls
        return
    if count > most:
        raise TooManyError(max(1, math.ceil((window + 1) * span_s - now)))


def count_request(request: HttpRequest, act: str) -> None:
    """Count one `act` by the request's member, or by its address for a guest.

    The address is found as allauth finds it for its own limits: behind our proxy it is what the
    proxy says (COP_BEHIND_PROXY), and an IPv6 network counts as one.
    """
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        count_act(act, f"member:{user.pk}")
    else:
        count_act(act, f"address:{truncate_ip(get_client_ip(request) or '')}")
