"""What happens to every request: an id and a log line, and the headers of the policy."""

from __future__ import annotations

import logging
import time
import uuid
from typing import TYPE_CHECKING

from csp.middleware import CSPMiddleware
from django.http import HttpResponseNotAllowed
from django.shortcuts import render

from cop.core import logs

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

logger = logging.getLogger("cop.request")
QUIET = ("/static/", "/healthz", "/readyz")
DESK = {
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-src": ["'self'"],
    "connect-src": ["'self'"],
}


class RequestLogMiddleware:
    """Gives each request an id (header X-Request-ID) and writes one line about it.

    The line names the pattern of the URL, never what was typed into it: no query, no address.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = logs.request_id.set(uuid.uuid4().hex[:16])
        started = time.perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = logs.request_id.get()
            if not request.path.startswith(QUIET):
                self._log(request, response, started)
            return response
        finally:
            logs.request_id.reset(token)

    def _log(self, request: HttpRequest, response: HttpResponse, started: float) -> None:
        logger.info(
            "request",
            extra={
                "method": request.method,
                "path": logs.route_of(request),
                "status": response.status_code,
                "ms": round((time.perf_counter() - started) * 1000),
            },
        )


class PolicyHeadersMiddleware(CSPMiddleware):
    """The Content-Security-Policy: strict everywhere, the editors' desk with its own."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith("/cms/"):
            parts.update = {**(parts.update or {})}
            parts.replace = {**(parts.replace or {}), **DESK}
        return parts

    def process_response(self, request, response):
        response = super().process_response(request, response)
        response.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        )
        return response


class NotAllowedPageMiddleware:
    """A 405 is a page that says what to do next; htmx, which shows none, gets the bare answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or "HX-Request" in request.headers:
            return response
        page = render(request, "405.html", status=405)
        page["Allow"] = response["Allow"]
        return page
