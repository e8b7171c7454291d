"""Somebody at a keyboard: reaches everything by Tab, never with a mouse."""

from __future__ import annotations

import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING
from uuid import uuid4

from playwright.sync_api import Locator, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

PASSWORD = "community-demo"
PASSWORD_OF_NEW = "quattro parole senza legame"
MOST_TABS = 500
HAS_FOCUS = "element => element === document.activeElement"


def once() -> str:
    """A word nobody else has written."""
    return uuid4().hex[:8]


class Person:
    """One person with a browser window of their own, in which nothing is ever clicked."""

    def __init__(self, page: Page, site: str) -> None:
        self.page = page
        self.site = site

    def go(self, path: str) -> None:
        """Type an address."""
        answer = self.page.goto(self.site + path)
        assert answer is not None
        assert answer.status < 400, f"{path}: {answer.status}"

    # --- Finding -------------------------------------------------------------------------------

    def css(self, selector: str) -> Locator:
        """The first visible thing on the page that fits a selector."""
        return self.page.locator(selector).locator("visible=true").first

    def button(self, name: str, within: str = "main") -> Locator:
        return self.page.locator(within).get_by_role("button", name=name).locator("visible=true").first

    def link(self, name: str, within: str = "main") -> Locator:
        return self.page.locator(within).get_by_role("link", name=name).locator("visible=true").first

    def field(self, label: str, within: str = "main") -> Locator:
        return self.page.locator(within).get_by_label(label).locator("visible=true").first

    # --- Doing ---------------------------------------------------------------------------------

    def tab_to(self, target: Locator) -> None:
        """Press Tab until `target` has the focus; it fails when Tab never gets there."""
        expect(target).to_have_count(1)
        for _ in range(MOST_TABS):
            if target.evaluate(HAS_FOCUS):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not reach {target}")

    def press(self, target: Locator | str) -> None:
        """Reach a button (by name) or anything else, press Enter, and wait for the page that comes."""
        self.tab_to(self.button(target) if isinstance(target, str) else target)
        with self.page.expect_event("framenavigated"):
            self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()

    def follow(self, name: str, within: str = "main") -> None:
        """Reach a link by its name and follow it."""
        self.press(self.link(name, within))

    def write(self, target: Locator | str, text: str) -> None:
        """Reach a field (by label) and type, over what stood there."""
        self.tab_to(self.field(target) if isinstance(target, str) else target)
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.insert_text(text)

    def choose(self, target: Locator | str, option: str) -> None:
        """Choose from a list (by label) by typing the beginning of the option."""
        field = self.field(target) if isinstance(target, str) else target
        self.tab_to(field)
        self.page.keyboard.type(option)
        assert option in field.evaluate("list => list.selectedOptions[0].textContent")

    def pick(self, wanted: Locator) -> None:
        """Pick one of several radio buttons: Tab to the group, then the arrow keys."""
        name = wanted.get_attribute("name")
        group = self.page.locator(f'input[type=radio][name="{name}"]')
        for _ in range(MOST_TABS):
            if self.page.evaluate("name => document.activeElement.name === name", name):
                break
            self.page.keyboard.press("Tab")
        self.page.keyboard.press("Space")
        for _ in range(group.count()):
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrow keys do not reach {wanted}")

    def attach(self, label: str, *files: Path) -> None:
        """Open the file chooser from the keyboard and choose."""
        for patience_ms in (5_000, 10_000, 20_000):  # a busy browser sometimes swallows the first key
            self.tab_to(self.page.get_by_label(label).first)
            with suppress(PlaywrightTimeoutError):
                with self.page.expect_file_chooser(timeout=patience_ms) as chooser:
                    self.page.keyboard.press("Space")
                chooser.value.set_files(files)
                return
        raise AssertionError(f"“{label}” opens no file chooser")

    def sign_in(self, account: str, language: str = "en") -> None:
        """Sign in as one of the demo accounts."""
        self.go(f"/{language}/account/login/")
        self.write(self.css("main input[name=login]"), f"{account}@cop.example")
        self.write(self.css("main input[name=password]"), PASSWORD)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(lambda url: "/login/" not in url)

    def join(self) -> str:
        """Create an account and confirm its address from the mail; the address."""
        address = f"{once()}@example.org"
        self.go("/en/")
        self.follow("Sign in", within="header")
        self.follow("Create an account")
        self.write("E-mail address", address)
        self.write("How others see you", "Docente di falegnameria, Trento")
        self.write("Password", PASSWORD_OF_NEW)
        self.press("Create an account")
        self.follow("Read the mail that would have been sent")
        self.press(self.page.locator("main h2 a").first)
        self.press(self.page.locator("main pre a").first)
        self.press("Confirm")
        self.sees_heading("What you speak, and what you know")
        return address

    def searches(self, words: str, until: str = "") -> None:
        """Type into the box at the top of the page; again until `until` has been indexed and is found."""
        deadline = time.monotonic() + 40
        while True:
            self.write(self.css("input[type=search]"), words)
            with self.page.expect_event("framenavigated"):
                self.page.keyboard.press("Enter")
            self.page.wait_for_load_state()
            if not until or self.page.locator("main h3", has_text=until).count():
                return
            assert time.monotonic() < deadline, f"“{until}” is not found"
            time.sleep(1)

    # --- Seeing --------------------------------------------------------------------------------

    def sees(self, *texts: str) -> None:
        """Every one of these texts is on the page."""
        for text in texts:
            expect(self.page.locator("body")).to_contain_text(text)

    def sees_heading(self, text: str) -> None:
        """The page is called this."""
        expect(self.page.locator("h1")).to_have_text(text)


@contextmanager
def somebody(browser: Browser, site: str, **options) -> Iterator[Person]:
    """A person with a fresh window; `options` are Playwright's for a context."""
    context = browser.new_context(**({"viewport": {"width": 1280, "height": 800}} | options))
    context.set_default_timeout(20_000)
    try:
        yield Person(context.new_page(), site)
    finally:
        context.close()
