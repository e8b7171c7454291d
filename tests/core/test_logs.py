"""The logs: enough to find a fault, and nobody's data."""

import json
import logging
import sys

import pytest
from django.db import IntegrityError
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from cop.core.logs import JsonFormatter
from cop.core.middleware import RequestLogMiddleware
from cop.urls import urlpatterns as pages_of_the_site

ADDRESS = "anna@example.it"


def fail():
    try:
        raise ValueError(f"Key (email)=({ADDRESS}) already exists.")
    except ValueError as cause:
        raise IntegrityError(f"Key (email)=({ADDRESS})") from cause


def failing_view(request, key):
    fail()


urlpatterns = [
    path("reset/<key>/", failing_view),
    path("fine/<key>/", lambda request, key: HttpResponse("fine")),
    *pages_of_the_site,
]


def line_of(message, *args, problem=None, **fields):
    """What the formatter makes of one record, parsed again."""
    record = logging.LogRecord("cop.test", logging.ERROR, __file__, 1, message, args, problem)
    record.__dict__.update(fields)
    text = JsonFormatter().format(record)
    assert "\n" not in text
    return json.loads(text)


@pytest.fixture
def lines(caplog):
    """Everything logged so far, as lines of JSON."""
    caplog.handler.setFormatter(JsonFormatter())
    caplog.set_level(logging.INFO)
    return lambda: [json.loads(JsonFormatter().format(record)) for record in caplog.records]


def test_a_line_says_when_where_what_and_during_which_request():
    line = line_of("index %s rebuilt", "a", request_id="abc", status=200, colour="blue")

    assert line.pop("time").endswith("+00:00")
    assert line == {
        "level": "error",
        "logger": "cop.test",
        "event": "index a rebuilt",
        "request": "abc",
        "status": 200,
    }


def test_a_fault_is_logged_by_type_and_place_without_its_words():
    try:
        fail()
    except IntegrityError:
        line = line_of("not indexed", problem=sys.exc_info())

    assert ADDRESS not in json.dumps(line)
    assert [step["type"] for step in line["error"]] == [
        "builtins.ValueError",
        "django.db.utils.IntegrityError",
    ]
    for step in line["error"]:
        assert step["frames"][-1].endswith(" fail"), step
        assert f"{__file__}:" in step["frames"][-1]


def test_a_message_of_several_lines_keeps_its_first():
    """As asyncio writes: under the headline stands the exception with its words."""
    assert line_of(f"Task exception was never retrieved\n{ADDRESS}")["event"] == (
        "Task exception was never retrieved"
    )


def test_an_exception_logged_where_there_is_none_does_no_harm():
    assert "error" not in line_of("nothing", problem=(None, None, None))


@pytest.mark.urls(__name__)
def test_a_view_that_fails_is_logged_by_its_route(lines):
    Client(raise_request_exception=False).get(f"/reset/{ADDRESS}/")

    logged = lines()
    assert ADDRESS not in json.dumps(logged)
    fault = next(line for line in logged if line["logger"] == "django.request")
    assert (fault["event"], fault["method"], fault["path"], fault["status"]) == (
        "Internal Server Error", "GET", "/reset/<key>/", 500,
    )  # fmt: skip
    assert fault["error"][-1]["type"] == "django.db.utils.IntegrityError"


@pytest.mark.urls(__name__)
def test_a_refused_form_is_logged_by_its_route(lines, db):
    client = Client(enforce_csrf_checks=True)

    client.post(f"/fine/{ADDRESS}/?again={ADDRESS}", {"email": ADDRESS})

    logged = lines()
    assert ADDRESS not in json.dumps(logged)
    assert ("django.security.csrf", "Forbidden", "/fine/<key>/") in {
        (line["logger"], line["event"], line.get("path")) for line in logged
    }


@pytest.mark.parametrize(
    ("address", "logged_path"),
    [(f"/fine/{ADDRESS}/", "/fine/<key>/"), (f"/nowhere/{ADDRESS}", "(none)")],
)
@pytest.mark.urls(__name__)
def test_each_request_is_one_line_with_its_route_and_the_id_the_answer_carries(lines, address, logged_path):
    middleware = RequestLogMiddleware(lambda request: HttpResponse(status=204))

    answers = [middleware(RequestFactory().get(address, {"q": ADDRESS})) for _ in range(2)]

    ids = [answer["X-Request-ID"] for answer in answers]
    assert all(len(number) == 16 for number in ids)
    assert ids[0] != ids[1]
    logged = lines()
    assert [(line["method"], line["path"], line["status"]) for line in logged] == [
        ("GET", logged_path, 204),
        ("GET", logged_path, 204),
    ]
    assert all(line["ms"] >= 0 for line in logged)
    assert ADDRESS not in json.dumps(logged)


def test_a_probe_has_an_id_and_no_line(lines, client):
    answer = client.get("/healthz")

    assert len(answer["X-Request-ID"]) == 16
    assert lines() == []


def test_the_web_server_writes_through_the_same_formatter(settings):
    """Its own handlers would print tracebacks whole, and the address of everybody in a room."""
    loggers = settings.LOGGING["loggers"]

    assert loggers["uvicorn"] == {"handlers": [], "propagate": True}
    assert loggers["uvicorn.error"] == {"level": "WARNING"}
