"""Every URL that the resolver knows is in one of the tables, named or not."""

from __future__ import annotations

from collections import Counter

from tests.permissions.test_accounts import ACCOUNTS
from tests.permissions.test_desk import DESK, UNNAMED
from tests.permissions.test_pages import ASKED
from tests.permissions.urls import every_url
from tests.test_permissions import TABLE

NAMES = {row.name for row in TABLE} | {row.name for row in ACCOUNTS} | ASKED
# Without a name, asked for by their address: those beneath the desk and the door of closed pages.
ROUTES = {*UNNAMED, "en/_util/login/"}
# Names with two routes, of which the first is found: the app's page has a policy for its picture.
TWICE = {"mfa_activate_totp"}


def test_every_url_is_asked_for():
    """The named ones beneath the desk are all asked for by tests/permissions/test_desk.py."""
    left = [
        url.route
        for url in every_url()
        if url.route not in ROUTES and url.name not in NAMES and not (url.name and url.route.startswith(DESK))
    ]

    assert left == []


def test_no_table_names_what_is_gone():
    urls = list(every_url())

    assert NAMES - {url.name for url in urls} == set()
    assert ROUTES - {url.route for url in urls} == set()


def test_no_name_hides_a_second_route():
    names = Counter(url.name for url in every_url() if url.name and not url.route.startswith(DESK))

    assert {name for name, count in names.items() if count > 1} == TWICE
