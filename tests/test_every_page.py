"""Every page of the project's own apps: whole in the longest language, safe in any direction, strict.

The pages are those the table of permissions says somebody may open. "Longest" is German, once its
translations are there; members' own texts come in every direction whatever the language of the page.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from django.utils.translation import override

from tests.test_permissions import TABLE, address_of
from tests.world import ADMINISTRATOR, GUEST, OWNER

pytestmark = pytest.mark.django_db

NO_PAGES = {"healthz", "readyz", "sitemap", "django.contrib.sitemaps.views.sitemap", "robots", "picture"}
NO_PAGES |= {"resources:file", "resources:citation", "search:suggest"}
NO_PAGES |= {"forums:topics_feed", "forums:forum_feed", "resources:feed", "practices:feed", "rooms:feed"}
NO_PAGES |= {"demo:empty"}  # nothing on purpose: what the others are measured against
EDITORS_PAGES = [
    "about/",
    "accessibility/",
    "privacy/",
    "contact/",
    "news/",
    "communication/events/",
    "cooperation/calls/",
]
ENTRANCE = ["account/login/", "account/signup/", "account/password/reset/"]
BEHIND = ["account/password/change/", "account/email/", "account/2fa/", "account/logout/"]
LEFT_OVER = re.compile(r"%\(\w+\)[sd]|\{\{|\{%|\{\w*\}|#-#-#-#|fuzzy|\bNone\b(?! yet)|\bTrue\b|__proxy__")
TYPED = ["code", "pre", "template", "textarea"]
LOADS = ["script", "img", "iframe", "video", "audio", "source", "link", "object", "embed"]
LABELS = ("aria-label", "placeholder", "title", "alt", "value")
CSS = sorted((Path(settings.BASE_DIR) / "static" / "css").glob("*.css"))
PHYSICAL = re.compile(
    r"(?:margin|padding|border|inset)-(?:left|right|top|bottom)\b|[{;]\s*(?:left|right)\s*:|text-align:\s*(?:left|right)\b|float:\s*(?:left|right)\b"
)


def addresses(world, role: str, language: str) -> list[str]:
    """Addresses of every page that `role` may open, in `language`."""
    with override(language):
        own = [
            address_of(row, world)
            for row in TABLE
            if row.get and row.get[role] == 200 and row.name not in NO_PAGES
            if language == "en" or not row.name.startswith("scenarios:")  # the one of this world is English
        ]
    more = EDITORS_PAGES + (ENTRANCE if role == GUEST else BEHIND)
    return list(dict.fromkeys(own + [f"/{language}/{path}" for path in more]))


def wrong_with(response, path: str, language: str) -> list[str]:
    """Everything that is not as it should be on this page, as sentences."""
    text = response.content.decode()
    page = BeautifulSoup(text, "html.parser")
    found = []
    if page.html.get("lang") != language and path.startswith(f"/{language}/"):
        found.append(f"its language is {page.html.get('lang')}")
    if len(page.find_all("h1")) != 1:
        found.append(f"{len(page.find_all('h1'))} h1")
    title = page.title.get_text(strip=True) if page.title else ""
    if not re.fullmatch(r"\S.* · \S.*", title):
        found.append(f"its title is “{title}”")
    canonical = [link["href"] for link in page.select("link[rel=canonical]")]
    if canonical != [settings.SITE_URL + path]:
        found.append(f"canonical {canonical}")
    alternates = {link["hreflang"] for link in page.select("link[rel=alternate][hreflang]")}
    of_editors = path.removeprefix(f"/{language}/") in EDITORS_PAGES  # in two languages in this world
    wanted = {"en", "de"} if of_editors else set(dict(settings.LANGUAGES))
    if path.startswith(f"/{language}/") and not alternates >= wanted:
        found.append(f"alternates {sorted(alternates)}")
    ids = [element["id"] for element in page.find_all(id=True)]
    found += [f"two #{name}" for name in sorted({name for name in ids if ids.count(name) > 1})]
    found += [f"left over: {piece}" for piece in sorted(set(LEFT_OVER.findall(visible(page))))]
    return found + inline_of(page) + policy_of(response)


def visible(page: BeautifulSoup) -> str:
    """What a reader sees or hears of the interface: texts and labels, not what members typed."""
    texts = [
        text.strip()
        for text in page.strings  # without scripts and styles
        if text.strip() != "None"  # alone it is an answer, not a slip
        if not text.find_parent(TYPED)
    ]
    labels = [
        str(element[name])
        for element in page.find_all(True)
        if not (element.name == "input" and element.get("type") == "hidden")
        for name in LABELS
        if name in element.attrs
    ]
    return " ".join(texts + labels)


def inline_of(page: BeautifulSoup) -> list[str]:
    """Scripts and styles inside the page, which the policy refuses to run."""
    found = [f"style attribute on {element.name}" for element in page.find_all(style=True)]
    found += ["style element" for _ in page.find_all("style")]
    found += [
        f"inline script {script.get('type', '')}"
        for script in page.find_all("script")
        if not script.get("src") and script.get("type") not in ("application/ld+json", "application/json")
    ]
    found += [
        f"{name} on {element.name}"
        for element in page.find_all(True)
        for name in element.attrs
        if name.startswith("on")
        or (name in ("href", "action") and str(element[name]).startswith("javascript:"))
    ]
    elsewhere = [
        element.get(name, "")
        for element in page.find_all(LOADS)
        if element.name != "link" or "stylesheet" in element["rel"]
        for name in ("src", "href", "data")
        if re.match(r"(https?:)?//", element.get(name, ""))
    ]
    return found + [f"loads {address}" for address in elsewhere]


def policy_of(response) -> list[str]:
    """What the Content-Security-Policy of a page lets through that it should not."""
    policy = response.headers.get("Content-Security-Policy", "")
    sources = {part.split()[0]: part.split()[1:] for part in policy.split(";") if part.strip()}
    if sources.get("default-src") != ["'none'"]:
        return [f"policy: {policy}"]
    loose = ("'unsafe-inline'", "'unsafe-eval'", "*", "https:", "http:")
    return [
        f"policy: {name} {value}" for name, values in sources.items() for value in values if value in loose
    ]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("role", [GUEST, OWNER, ADMINISTRATOR])
def test_every_page_is_whole_and_strict(world, role, language):
    client = Client(raise_request_exception=False)
    if role != GUEST:
        client.force_login(world.roles[role])

    wrong = {}
    for path in addresses(world, role, language):
        response = client.get(path)
        if response.status_code == 200:
            if complaints := wrong_with(response, path, language):
                wrong[path] = complaints
        elif path.startswith(f"/{language}/account/"):
            assert response.status_code == 302, path  # asks for the password once more
        else:
            wrong[path] = [f"status {response.status_code}"]

    assert wrong == {}


def test_pages_that_say_no_are_whole_and_strict(client):
    not_found = client.get("/de/there-is-nothing-here/")

    assert not_found.status_code == 404
    assert inline_of(BeautifulSoup(not_found.content, "html.parser")) + policy_of(not_found) == []
    assert len(BeautifulSoup(not_found.content, "html.parser").find_all("h1")) == 1


@pytest.mark.parametrize("path", CSS, ids=lambda path: path.name)
def test_style_sheets_know_no_left_and_right(path):
    assert PHYSICAL.findall(path.read_text(encoding="utf-8")) == []


def test_every_class_of_the_style_sheets_is_used():
    """Whole somewhere in the source, or built from parts in a template (`in-{{ section }}`)."""
    styles = "".join(path.read_text(encoding="utf-8") for path in CSS)
    styled = set(re.findall(r"\.([A-Za-z][\w-]*)", re.sub(r"/\*.*?\*/", "", styles, flags=re.DOTALL)))
    source = "".join(path.read_text(encoding="utf-8") for path in _sources())
    written = set(re.findall(r"[\w-]+", source))
    stems = tuple(re.findall(r'class="[^"]*?([\w-]+-)\{\{', source))

    assert {name for name in styled - written if not name.startswith(stems)} == set()


def _sources():
    """Every template, script and module that may name a class."""
    base = Path(settings.BASE_DIR)
    for folder in ("templates", "static/js", "cop", "forums", "repository", "rooms", "scenarios", "search"):
        yield from (path for path in (base / folder).rglob("*") if path.suffix in (".html", ".js", ".py"))


def test_what_members_wrote_finds_its_own_direction(world, client):
    """Every text with a language that is not the page's lets the browser find its direction."""
    missing = {}
    for path in addresses(world, GUEST, "de"):
        if "/style-guide/" in path:  # all English on purpose
            continue
        page = BeautifulSoup(client.get(path).content, "html.parser")
        blocks = page.select("main h1[lang], main p[lang], main div[lang], main td[lang], main .prose[lang]")
        without = [
            str(element)[:120] for element in blocks if element["lang"] != "de" and not element.get("dir")
        ]
        if without:
            missing[path] = without

    assert missing == {}
