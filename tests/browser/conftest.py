"""A running site and a browser, shared by the browser tests of all apps.

    from tests.browser.conftest import SHARED

    pytestmark = SHARED

    def test_something(site, browser, sign_in): ...

The site has the whole demo community, its own port, a task worker and a database of its own: SQLite,
or on the PostgreSQL of `DATABASE_URL`, with the last database of the Redis of `REDIS_URL`.
Preparing it takes a while; `COP_BROWSER_DATA_DIR` names a folder to keep it in between runs, and
`COP_BROWSER_SITE` the address of a demo that runs already.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import database
from tests.browser.person import PASSWORD, Person
from tests.web import ROOT, free_port, running, web_process

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

REDIS_NUMBER = 15  # the workers of the other tests count up from 1

# One worker runs all of them, so that the site is prepared once.
SHARED = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
EVERYWHERE = [*SHARED, pytest.mark.everywhere]  # CI runs these on PostgreSQL with Redis, too
with_and_without_javascript = pytest.mark.parametrize("script", [True, False], ids=["js", "no-js"])


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The address of a running demo site, without a slash at its end."""
    if elsewhere := os.environ.get("COP_BROWSER_SITE"):
        yield elsewhere.rstrip("/")
        return
    folder = os.environ.get("COP_BROWSER_DATA_DIR") or str(tmp_path_factory.mktemp("site"))
    port = free_port()
    base = f"http://localhost:{port}"
    environment = {name: value for name, value in os.environ.items() if name != "COP_EMAIL_URL"}
    environment |= {
        "COP_DEMO": "true",
        "COP_DATA_DIR": folder,
        "COP_SITE_URL": base,
        "COP_LOG_LEVEL": "ERROR",
        "COP_RATE_LIMITS": "false",
        "DJANGO_SETTINGS_MODULE": "cop.settings",
    }
    prepare = [sys.executable, ROOT / "tools" / "prepare.py"]
    worker = [sys.executable, "manage.py", "db_worker", "--interval", "0.3"]
    with _services_of_its_own(port) as services:
        environment |= services
        if "DATABASE_URL" not in services:
            _take_the_migrated_template(Path(folder))
        subprocess.run(prepare, env=environment, cwd=ROOT, check=True)
        with web_process(port, environment), running(worker, environment):
            yield base


@contextmanager
def _services_of_its_own(port: int) -> Iterator[dict[str, str]]:
    """Addresses of databases that no other test uses; {} on SQLite."""
    postgresql, redis = os.environ.get("DATABASE_URL"), os.environ.get("REDIS_URL")
    own = {}
    if redis:
        from redis import Redis

        own["REDIS_URL"] = f"{redis.rpartition('/')[0]}/{REDIS_NUMBER}"
        Redis.from_url(own["REDIS_URL"]).flushdb()
    if not postgresql:
        yield own
        return
    import psycopg

    own["DATABASE_URL"] = f"{postgresql.rpartition('/')[0]}/cop_browser_{port}"
    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE cop_browser_{port}")
        try:
            yield own
        finally:
            connection.execute(f"DROP DATABASE cop_browser_{port} WITH (FORCE)")


def _take_the_migrated_template(folder):
    """Begin with the tables the other tests have migrated already, if they have."""
    template = database.folder() / f"template-{database.state()}.sqlite3"
    if template.exists() and not (folder / "cop.sqlite3").exists():
        shutil.copyfile(template, folder / "cop.sqlite3")


@pytest.fixture(scope="package")
def browser():
    """A headless browser for this package: outside it no event loop may be left running."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ.get("COP_CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-gpu"],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def sign_in(site, browser):
    """A function that gives a page signed in as a demo account: `sign_in("trainer")`.

    Further arguments are those of a Playwright context (viewport, color_scheme, locale ...).
    """
    contexts = []

    def open_page(account, **context):
        contexts.append(browser.new_context(**context))
        page = contexts[-1].new_page()
        page.goto(f"{site}/en/account/login/")
        page.fill("input[name=login]", f"{account}@cop.example")
        page.fill("input[name=password]", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "/login/" not in url)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="package")
def windows(browser, site) -> Iterator[Windows]:
    """Windows by account, signed in once and kept: `windows["editor"]`, `windows[""]` for a stranger."""
    kept = Windows(browser, site)
    yield kept
    kept.close()


class Windows:
    """One context an account, with a fresh page each time one is asked for."""

    def __init__(self, browser: Browser, site: str) -> None:
        self._browser, self._site = browser, site
        self._contexts: dict[str, BrowserContext] = {}

    def __getitem__(self, account: str) -> Page:
        if account not in self._contexts:
            self._contexts[account] = self._browser.new_context()
            if account:
                Person(self._contexts[account].new_page(), self._site).sign_in(account)
        for page in self._contexts[account].pages:
            page.close()
        return self._contexts[account].new_page()

    def close(self) -> None:
        for context in self._contexts.values():
            context.close()


@pytest.fixture
def axe():
    """A function that gives what axe finds on a page, best practices included: rule and place."""
    from axe_playwright_python.sync_playwright import Axe

    def findings(page):
        violations = Axe().run(page).response["violations"]
        return [(rule["id"], node["target"]) for rule in violations for node in rule["nodes"]]

    return findings
