"""On paper: the text, and nothing that wants to be pressed."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SHARED
from tests.browser.kinds import KINDS

pytestmark = SHARED

PRESSED = "nav, search, form, input, textarea, select, button, .button"


@pytest.mark.parametrize(
    ("name", "text"), [("topic of a member", ".post .prose"), ("practice", "main .prose")]
)
def test_a_page_on_paper_has_its_text_and_no_controls(windows, site, name, text):
    kind = next(kind for kind in KINDS if kind.name == name)
    page = windows["trainer"]
    page.goto(site + kind.address(page.request, site, "en"))
    assert page.locator(PRESSED).locator("visible=true").count() > 0
    page.emulate_media(media="print")

    left = (
        page.locator(PRESSED)
        .locator("visible=true")
        .evaluate_all("all => all.map(e => e.outerHTML.slice(0, 160))")
    )
    assert left == []
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(text).first).to_be_visible()
