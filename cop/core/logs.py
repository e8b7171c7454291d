"""Structured logs: one JSON object a line, with the request's id and no personal data."""

from __future__ import annotations

import contextvars
import datetime as dt
import json
import logging
import traceback
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest
from django.urls import Resolver404, resolve

request_id: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="")
FIELDS = ("method", "path", "status", "ms", "member")


def route_of(request: HttpRequest) -> str:
    """The pattern of the URL, never what was typed into it; "(none)" when no page has it."""
    match = getattr(request, "resolver_match", None)
    if match is None:
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return "(none)"
    return f"/{match.route}"


class RequestIdFilter(logging.Filter):
    """Adds the id of the request under way to every record."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.__dict__["request_id"] = request_id.get()
        return True


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON: time (UTC), level, logger, event, request, further fields."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):  # Django's own words carry the path, or what was typed
            status = HTTPStatus(getattr(record, "status_code", 500))
            line |= {"event": status.phrase, "method": request.method}
            line |= {"path": route_of(request), "status": status.value}
        else:
            # One line: under its headline asyncio puts the exception with its words.
            line["event"] = record.getMessage().partition("\n")[0]
        if number := getattr(record, "request_id", ""):
            line["request"] = number
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[1]:
            line["error"] = fault(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def fault(problem: BaseException) -> list[dict[str, Any]]:
    """An exception after those that led to it: types and frames ("file:line function"), outermost first.

    Never the messages: a database's quote the values of the row.
    """
    led_to: list[BaseException] = []
    step: BaseException | None = problem
    while step is not None and step not in led_to:
        led_to.append(step)
        step = step.__cause__ or (None if step.__suppress_context__ else step.__context__)
    return [
        {
            "type": f"{type(one).__module__}.{type(one).__qualname__}",
            "frames": [
                f"{frame.f_code.co_filename}:{line} {frame.f_code.co_name}"
                for frame, line in traceback.walk_tb(one.__traceback__)
            ],
        }
        for one in reversed(led_to)
    ]
