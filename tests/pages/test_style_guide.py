"""The style guide: whole, strict, out of search engines, and with every class of the style sheets."""

import re
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup

from cop.pages.views import STYLE_GUIDE
from tests.factories.members import MemberFactory
from tests.test_every_page import CSS, wrong_with

WHOLE_PAGES = ("404", "429", "500")  # pages of the site as they are
PARTS = [part for part in STYLE_GUIDE if part not in WHOLE_PAGES]
STYLE_BYTES = 60_000  # of one page


def classes_of_the_style_sheets() -> set[str]:
    styles = "".join(path.read_text(encoding="utf-8") for path in CSS)
    return set(re.findall(r"\.([A-Za-z][\w-]*)", re.sub(r"/\*.*?\*/", "", styles, flags=re.DOTALL)))


@pytest.mark.parametrize("part", STYLE_GUIDE)
def test_a_part_is_there_and_not_for_search_engines(client, db, part):
    response = client.get(f"/el/style-guide/{part}/")

    assert (response.status_code, response["X-Robots-Tag"]) == (200, "noindex")


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_whole_strict_and_in_english(client, db, part):
    path = f"/de/style-guide/{part}/"

    response = client.get(path)
    page = BeautifulSoup(response.content, "html.parser")

    assert wrong_with(response, path, "de") == []
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert page.select_one("main > div[lang=en][translate=no]").h1


@pytest.mark.parametrize("part", PARTS)
def test_a_part_loads_no_more_styles_than_a_page_may(client, db, part):
    page = BeautifulSoup(client.get(f"/en/style-guide/{part}/").content, "html.parser")
    loaded = {link["href"].rpartition("/")[2] for link in page.select("link[rel=stylesheet]")}

    assert sum(path.stat().st_size for path in CSS if path.name in loaded) <= STYLE_BYTES


@pytest.mark.parametrize("part", PARTS)
def test_every_label_and_reference_of_a_part_finds_what_it_names(client, db, part):
    page = BeautifulSoup(client.get(f"/en/style-guide/{part}/").content, "html.parser")
    ids = {element["id"] for element in page.find_all(id=True)}
    names = ("for", "aria-labelledby", "aria-describedby", "aria-controls")

    lost = {
        (name, key)
        for name in names
        for element in page.find_all(attrs={name: True})
        for key in element[name].split()
        if key not in ids
    }

    assert lost == set()


@pytest.mark.parametrize("part", PARTS)
def test_landmarks_of_a_part_have_names_of_their_own(client, db, part):
    page = BeautifulSoup(client.get(f"/en/style-guide/{part}/").content, "html.parser")
    for menu in page.select("details:not([open]) > :not(summary)"):
        menu.extract()

    named: dict[tuple[str, str], int] = {}
    for element in page.select("nav, aside, section[aria-label], section[aria-labelledby], [role=region]"):
        key = element.get("aria-label") or page.find(id=element["aria-labelledby"]).get_text(" ", strip=True)
        kind = "region" if element.name in ("section", "div") else element.name
        named[kind, key] = named.get((kind, key), 0) + 1

    assert [name for name, count in named.items() if count > 1] == []


@pytest.mark.parametrize("part", PARTS)
def test_headings_of_a_part_go_down_by_one(client, db, part):
    page = BeautifulSoup(client.get(f"/en/style-guide/{part}/").content, "html.parser")

    levels = [int(heading.name[1]) for heading in page.main.find_all(re.compile("^h[1-6]$"))]

    assert levels[0] == 1
    assert [(above, below) for above, below in pairwise(levels) if below > above + 1] == []


@pytest.mark.parametrize("part", STYLE_GUIDE)
def test_a_part_asks_the_database_nothing_for_its_examples(client, db, part, django_assert_num_queries):
    client.get("/en/style-guide/")  # what every page looks up once

    with django_assert_num_queries(0):
        client.get(f"/en/style-guide/{part}/")


def test_every_class_of_the_style_sheets_is_in_the_guide(client, db):
    shown: set[str] = set()
    for _reader in ("stranger", "member"):
        for part in STYLE_GUIDE:
            page = BeautifulSoup(client.get(f"/en/style-guide/{part}/").content, "html.parser")
            templates = [
                BeautifulSoup(str(part.decode_contents()), "html.parser") for part in page("template")
            ]
            for fragment in (page, *templates):
                shown |= {name for element in fragment.find_all(class_=True) for name in element["class"]}
        client.force_login(MemberFactory())

    assert classes_of_the_style_sheets() - shown == set()


def test_the_guide_has_no_other_part(client, db):
    assert client.get("/en/style-guide/nothing/").status_code == 404
