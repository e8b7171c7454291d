"""Garbage in addresses: parameters, numbers and languages."""

from urllib.parse import urlencode

import pytest

from tests.bad_input.forms import SCRIPT, signed_in
from tests.test_permissions import TABLE, address_of
from tests.world import ADMINISTRATOR, GUEST

pytestmark = pytest.mark.django_db

GARBAGE = {
    "script": SCRIPT,
    "null": "a\x00b",
    "operators": "\"' -- OR * AND NOT ) ( : ^ ~ % _ \\",
    "negative": "-1",
    "huge": "9" * 40,
    "long": "ü" * 300,  # in every parameter: some 60 KB, which is all that a server reads
    "digits that are no digits": "٣²",
}
PARAMETERS = (
    "q", "language", "lang", "theme", "kind", "type", "state", "status", "phase", "result", "conclusion", "country",
    "role", "tag", "year", "eqf", "licence", "order", "sort", "name", "page", "part", "post", "quote", "before",
    "after", "forum", "topic", "resource", "title", "next", "inline",
)  # fmt: skip


def opened(world, role: str) -> list[str]:
    """Addresses of every page that `role` may open."""
    return [address_of(row, world) for row in TABLE if row.get and row.get[role] == 200]


@pytest.mark.parametrize("garbage", GARBAGE.values(), ids=GARBAGE)
@pytest.mark.parametrize("role", [GUEST, ADMINISTRATOR])
def test_no_page_stumbles_over_what_is_typed_into_its_address(world, role, garbage):
    client = signed_in(world, role)

    stumbled = {}
    for path in opened(world, role):
        response = client.get(f"{path}?{urlencode(dict.fromkeys(PARAMETERS, garbage))}")
        if response.status_code >= 400:
            stumbled[path] = response.status_code
        elif any(markup in response.getvalue() for markup in (b"<script>alert", b"<img src=x")):
            stumbled[path] = "script"

    assert stumbled == {}


@pytest.mark.parametrize("role", [GUEST, ADMINISTRATOR])
@pytest.mark.parametrize("verb", ["get", "post"])
def test_numbers_too_large_for_any_database_are_not_found(world, role, verb):
    client = signed_in(world, role)

    answers = {}
    for row in TABLE:
        numbers = [name for name, value in world.address.get(row.thing, {}).items() if isinstance(value, int)]
        if numbers and getattr(row, verb):
            address = address_of(row, world, **dict.fromkeys(numbers, 777_777_777))
            absurd = address.replace("777777777", "9" * 30)
            answers[row.name] = getattr(client, verb)(absurd).status_code

    assert {name: status for name, status in answers.items() if status not in (302, 404, 405)} == {}


@pytest.mark.parametrize(
    "path",
    ["/xx/", "/xx/communication/forums/", "/EN/", "/en-XX/", "/e/", "/zh-hans/", "/../etc/passwd", "/en//"],
)
def test_a_language_nobody_speaks_here_is_a_page_not_found(world, client, path):
    response = client.get(path, follow=True)

    assert response.status_code == 404
    assert b"<h1>" in response.content


@pytest.mark.parametrize("code", ["xx", "en-XX-YY-ZZ", "../..", "a" * 500, "\x00", "<script>", "*", ";;;q=x"])
def test_a_browser_that_asks_for_an_absurd_language_gets_a_page(world, client, code):
    client.cookies["django_language"] = code.replace(";", "").replace("\x00", "")

    home = client.get("/", headers={"accept-language": code})
    page = client.get("/en/communication/forums/", headers={"accept-language": code})

    assert (home.status_code, home["Location"]) == (302, "/en/")
    assert page.status_code == 200
