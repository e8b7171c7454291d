"""Every kind of page: nothing axe complains of, nothing broken in the console, nothing too heavy.

In English all rules of WCAG 2.2 AA and axe's best practice run, at both widths. The markup of the other
languages and of the dark is the same, so in Greek and in the dark only contrast is looked at, and in
Greek, whose words are long, whether the page fits into the window.
"""

from __future__ import annotations

import pytest

from tests.browser.axe import ALL_RULES, CONTRAST, violations_in_every_look
from tests.browser.conftest import SHARED
from tests.browser.kinds import KINDS
from tests.browser.person import PASSWORD

pytestmark = SHARED

RULES = {"en": ALL_RULES, "el": CONTRAST}
STYLE_BYTES = 60_000  # budgets of the design, uncompressed; 1 KB is 1000 bytes
SCRIPT_BYTES = {"stranger": 20_000, "member": 70_000}
WEIGHT = """ending => performance.getEntriesByType('resource')
  .filter(loaded => new URL(loaded.name).pathname.endsWith(ending))
  .reduce((sum, loaded) => sum + loaded.decodedBodySize, 0)"""


@pytest.mark.parametrize("language", RULES)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_of_page_passes_axe(windows, site, kind, language):
    page = windows[kind.account]
    path = kind.address(page.request, site, language)
    noise: list[str] = []
    page.on("pageerror", lambda error: noise.append(f"error: {error}"))
    page.on("console", lambda line: noise.append(line.text) if line.type == "error" else None)
    page.on("request", lambda sent: noise.append(sent.url) if not is_local(sent.url, site) else None)

    answer = page.goto(site + path)
    if "/reauthenticate/" in page.url and "/reauthenticate/" not in path:  # signed in too long ago
        page.fill("main input[name=password]", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(site + path)
    styles, scripts = page.evaluate(WEIGHT, ".css"), page.evaluate(WEIGHT, ".js")

    assert (page.url, answer.status) == (site + path, kind.status)
    assert violations_in_every_look(page, RULES[language]) == {}
    assert [line for line in noise if not (str(kind.status) in line and kind.status >= 400)] == []
    assert 0 < styles <= STYLE_BYTES
    assert 0 <= scripts <= SCRIPT_BYTES["member" if kind.account else "stranger"]


def is_local(url: str, site: str) -> bool:
    """True for the site itself, the browser's own PDF viewer, and what is no request at all."""
    return url.startswith((site, "data:", "blob:", "chrome:", "chrome-extension:"))
