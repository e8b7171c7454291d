import re

import pytest
from django.conf import settings

from cop.pages.models import ArticlePage
from tests.factories.members import MemberFactory
from tests.factories.pages import make_funding, make_page

LANGUAGES = list(dict(settings.LANGUAGES))


def hreflangs(html: str) -> dict[str, str]:
    return dict(
        re.findall(r'<link rel="alternate" hreflang="(\w+)" href="http://localhost:8000([^"]+)">', html)
    )


def menu(html: str) -> dict[str, str]:
    return dict(re.findall(r'<a class="menu-item" href="([^"]+)" lang="(\w+)"', html)) and {
        code: address
        for address, code in re.findall(r'<a class="menu-item" href="([^"]+)" lang="(\w+)"', html)
    }


@pytest.mark.parametrize("path", ["", "sharing/", "about/", "communication/events/"])
def test_every_page_of_the_site_names_its_translations(site, client, path):
    page = client.get(f"/it/{path}").text

    assert hreflangs(page) == {code: f"/{code}/{path}" for code in LANGUAGES}
    assert menu(page) == {code: f"/{code}/{path}" for code in LANGUAGES}


def test_each_language_names_itself(site, client):
    page = client.get("/el/").text

    assert re.findall(r'hreflang="\w+"[^>]*>([^<]+)</a>', page)[: len(LANGUAGES)] == list(
        dict(settings.LANGUAGES).values()
    )


def test_translations_may_have_other_addresses(site, client):
    make_page(ArticlePage, "en", "snow")
    italian = make_page(ArticlePage, "it", "snow")
    italian.slug = "neve"
    italian.save()

    page = client.get("/en/news/snow/").text

    assert hreflangs(page)["it"] == "/it/news/neve/"


def test_without_a_translation_the_menu_leads_to_the_nearest_page_above(site, client):
    make_page(ArticlePage, "en", "snow")
    make_page(ArticlePage, "it", "snow")

    page = client.get("/en/news/snow/").text

    assert hreflangs(page) == {"en": "/en/news/snow/", "it": "/it/news/snow/"}
    assert (menu(page)["it"], menu(page)["pl"]) == ("/it/news/snow/", "/pl/news/")


def test_the_canonical_address_is_the_sites_own(site, client):
    assert '<link rel="canonical" href="http://localhost:8000/el/about/">' in client.get("/el/about/").text


@pytest.mark.parametrize(
    ("language", "line", "disclaimer"),
    [
        ("en", "Co-funded by the European Union", "Views and opinions expressed"),
        ("el", "Με τη συγχρηματοδότηση της Ευρωπαϊκής Ένωσης", "Οι απόψεις είναι των συντακτών."),
        ("de", "Kofinanziert von der Europäischen Union", "Die Ansichten sind die der"),
    ],
)
@pytest.mark.parametrize("path", ["", "about/", "members/", "nowhere/"])
def test_every_page_names_the_funding_in_its_language(site, client, language, line, disclaimer, path):
    make_funding()

    page = client.get(f"/{language}/{path}").text

    assert line in page
    assert disclaimer in page
    assert "101099999" in page
    assert "#eu-flag" in page


def test_the_funding_costs_no_query_and_a_change_shows_at_once(site, client, django_assert_num_queries):
    funding = make_funding()
    client.get("/en/style-guide/")

    with django_assert_num_queries(0):
        client.get("/en/style-guide/")
    funding.line_en = "Paid by us"
    funding.save()

    assert "Paid by us" in client.get("/en/style-guide/").text


def test_without_funding_the_footer_says_what_this_is(site, client):
    assert "Funding" not in client.get("/en/").text


def test_a_member_is_offered_every_language_too(site, client):
    client.force_login(MemberFactory(interface="it"))

    assert menu(client.get("/it/").text) == {code: f"/{code}/" for code in LANGUAGES}
