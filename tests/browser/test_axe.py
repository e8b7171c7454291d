"""Every kind of page: no violation of WCAG 2.2 AA nor of axe's best practice, nothing broken in the console.

A page is opened once in English and once in Greek. At both widths all rules run in the light; in the
dark only contrast can differ, so only contrast is looked at again.
"""

from __future__ import annotations

import pytest

from tests.browser.axe import CONTRAST, violations
from tests.browser.conftest import SHARED
from tests.browser.kinds import KINDS

pytestmark = SHARED

WIDTHS = {"phone": {"width": 360, "height": 800}, "desk": {"width": 1280, "height": 800}}
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("language", ["en", "el"])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_of_page_passes_axe(windows, site, kind, language):
    page = windows[kind.account]
    path = kind.address(page.request, site, language)
    noise: list[str] = []
    page.on("pageerror", lambda error: noise.append(f"error: {error}"))
    page.on("console", lambda line: noise.append(line.text) if line.type == "error" else None)
    page.on("request", lambda sent: noise.append(sent.url) if not is_local(sent.url, site) else None)

    page.emulate_media(color_scheme="light", reduced_motion="reduce")  # no colour on its way
    page.set_viewport_size(WIDTHS["desk"])
    answer = page.goto(site + path)
    found = {"desk": violations(page)}
    page.set_viewport_size(WIDTHS["phone"])
    found["phone"] = violations(page)
    wider_than_the_window = page.evaluate(OVERFLOW)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found["phone, dark"] = violations(page, CONTRAST)
    page.set_viewport_size(WIDTHS["desk"])
    found["desk, dark"] = violations(page, CONTRAST)

    assert answer.status == kind.status
    assert {look: broken for look, broken in found.items() if broken} == {}
    assert wider_than_the_window <= 0
    assert [line for line in noise if not ("404" in line and kind.status == 404)] == []


def is_local(url: str, site: str) -> bool:
    """True for the site itself, the browser's own PDF viewer, and what is no request at all."""
    return url.startswith((site, "data:", "blob:", "chrome:", "chrome-extension:"))
