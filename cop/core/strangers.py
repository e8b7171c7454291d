"""Pages kept for a minute for strangers: those without an account or a session, most of all readers."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import caches
from django.http import HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

KEPT_S = 60
STRANGER = AnonymousUser()  # for whoever asks what a reader without an account may see


def kept_for_strangers(
    request: HttpRequest, state: Callable[[], tuple[Any, ...]], make: Callable[[], HttpResponse]
) -> HttpResponse:
    """What `make` answers; for a stranger the same again within a minute, while its `state` is the same.

    `state` tells everything on the page that must never be shown late. The caller has found the
    object through `visible_to` already. Whoever brings a session or a message gets a page of their own.
    """
    if _is_somebody(request):
        return make()
    name = repr((get_language(), request.get_full_path(), state()))
    key = hashlib.sha256(name.encode()).hexdigest()
    kept: bytes | None = caches["pages"].get(key)
    if kept is not None:
        response = HttpResponse(kept)
        patch_vary_headers(response, ["Cookie", "HX-Request"])
        return response
    response = make()
    if response.status_code == 200:
        caches["pages"].set(key, response.content, KEPT_S)
    return response


def _is_somebody(request: HttpRequest) -> bool:
    cookies = (settings.SESSION_COOKIE_NAME, "messages")
    return (
        request.method != "GET"
        or "HX-Request" in request.headers
        or any(name in request.COOKIES for name in cookies)
        or request.user.is_authenticated
    )
