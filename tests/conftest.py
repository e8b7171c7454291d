"""What every test may use."""

import os
import time
from types import SimpleNamespace

import pytest
from django.core.cache import caches
from django.utils import translation

from cop.pages.fresh import Fresh
from tests import database


@pytest.fixture(autouse=True)
def _english():
    """Every test starts in English, whatever the one before it left."""
    translation.activate("en")
    yield
    translation.deactivate()


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker):
    """On SQLite a copy of a migrated template; elsewhere what pytest-django does."""
    from django.db import connection

    if connection.vendor != "sqlite":
        request.getfixturevalue("_migrated_database")
        yield
        return
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    with django_db_blocker.unblock(), database.sqlite_copy(worker):
        yield


@pytest.fixture(scope="session")
def _migrated_database(
    django_test_environment, django_db_blocker, django_db_keepdb, django_db_modify_db_settings
):
    from django.test.utils import setup_databases, teardown_databases

    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, keepdb=django_db_keepdb, serialized_aliases=[])
    yield
    with django_db_blocker.unblock():
        if not django_db_keepdb:
            teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True)
def _one_window(monkeypatch):
    """For rate limits a test lasts no time: no window ends in the middle of it."""
    began = time.time()
    monkeypatch.setattr("cop.core.ratelimit.time", SimpleNamespace(time=lambda: began))


@pytest.fixture(autouse=True)
def _nothing_kept():
    """No count, page, figure, funding or locale of the test before: on SQLite ids come again."""
    for name in ("default", "memory", "pages"):
        caches[name].clear()
    Fresh.forget_all()


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One of everything and a member of every role (tests/world.py), the same for a whole module."""
    from tests.world import standing

    with django_db_blocker.unblock(), standing([("en", "English"), ("de", "Deutsch")]) as found:
        yield found


@pytest.fixture
def site(db):
    """The editors' pages in every language, as `setup_site` makes them."""
    from tests.standing_site import stand

    stand()
