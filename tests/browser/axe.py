"""What axe has to say about the page as it stands, at one width or in every look."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import axe_playwright_python

if TYPE_CHECKING:
    from playwright.sync_api import Page

SOURCE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
ALL_RULES = {"type": "tag", "values": TAGS}
CONTRAST = {"type": "rule", "values": ["color-contrast"]}
WIDTHS = {"desk": {"width": 1280, "height": 800}, "phone": {"width": 360, "height": 800}}
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
RUN = """async rules => {
  const found = await axe.run(document, {runOnly: rules, resultTypes: ['violations']});
  return found.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html.slice(0, 160)}`));
}"""


def violations(page: Page, rules: dict[str, object] = ALL_RULES) -> list[str]:
    """Each violation as rule and element; [] when there is none."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(SOURCE)
    return page.evaluate(RUN, rules)


def violations_in_every_look(page: Page, in_the_light: dict[str, object] = ALL_RULES) -> dict[str, list[str]]:
    """What is wrong at both widths, in light and dark, by look; {} when nothing is.

    In the dark only contrast can differ from what the light shows, so only contrast is looked at.
    """
    found = {}
    for scheme, rules in (("light", in_the_light), ("dark", CONTRAST)):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # no colour on its way
        for width, size in WIDTHS.items():
            page.set_viewport_size(size)
            found[f"{width}, {scheme}"] = violations(page, rules)
            if scheme == "light" and page.evaluate(OVERFLOW) > 0:
                found[f"{width}, {scheme}"].append("wider than the window")
    return {look: broken for look, broken in found.items() if broken}
