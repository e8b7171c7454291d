import re

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cop.pages.models import ArticlePage, Funding, IndexPage, SectionPage
from tests.factories.members import MemberFactory

HOME = "http://localhost:8000"


@pytest.fixture
def editor(site, client):
    member = MemberFactory(roles=["editor"])
    client.force_login(member)
    return member


def test_strangers_are_sent_to_the_members_door(site, client):
    response = client.get("/cms/", follow=True)

    assert response.redirect_chain[-1][0].startswith("/en/account/login/?next=%2Fcms%2F")


@pytest.mark.parametrize("path", ["/cms/", "/cms/pages/", "/cms/images/"])
def test_members_without_the_role_are_told_so_and_not_sent_in_circles(site, client, path):
    client.force_login(MemberFactory())

    response = client.get(path, follow=True)

    assert response.status_code == 403
    assert "<h1>" in response.text


def test_the_desk_loads_nothing_from_another_site(editor, client):
    section = SectionPage.objects.get(key="communication", locale__language_code="en")

    for address in (
        "/cms/",
        f"/cms/pages/{section.pk}/edit/",
        "/cms/images/",
        "/cms/snippets/pages/funding/add/",
    ):
        page = client.get(address).text
        loaded = re.findall(r'<(?:script|link|img|iframe)[^>]+(?:src|href)="(https?:)?//([^/"]+)', page)
        assert loaded == [], address


def test_an_article_written_at_the_desk_appears_in_every_language(editor, client):
    parent = IndexPage.objects.get(kind="articles", locale__language_code="en")
    form = nested_form_data(
        {
            "title": "Snow",
            "slug": "snow",
            "published_on": "2026-01-05",
            "belongs_to": "",
            "lede": "It came early.",
            "picture": "",
            "body": streamfield([("text", rich_text("<p>Very early.</p>"))]),
            "action-publish": "action-publish",
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 0},
        }
    )

    response = client.post(f"/cms/pages/add/pages/articlepage/{parent.pk}/", form)

    assert response.status_code == 302
    assert ArticlePage.objects.get(locale__language_code="en").owner == editor
    assert "Very early." in client.get("/it/news/snow/").text  # the alias, until somebody translates it


def test_funding_is_edited_in_every_language(editor, client):
    form = {
        "programme": "Erasmus+",
        "reference": "1",
        "starts_on": "2026-01-01",
        "ends_on": "2025-01-01",
        "position": "100",
        "line_en": "Co-funded",
        "disclaimer_en": "Ours alone.",
        "line_el": "Με συγχρηματοδότηση",
        "disclaimer_el": "Δικές μας.",
    }

    refused = client.post("/cms/snippets/pages/funding/add/", form)
    client.post("/cms/snippets/pages/funding/add/", form | {"ends_on": "2027-01-01"})

    assert "The end comes before the beginning." in refused.text
    assert Funding.objects.get().line_el == "Με συγχρηματοδότηση"


def test_documents_are_downloads_whatever_they_are(site, client):
    document = Document.objects.create(title="Plan", file=ContentFile(b"%PDF-1.4", name="plan.pdf"))

    response = client.get(document.url)

    assert response["Content-Disposition"].startswith("attachment")


def test_the_desk_has_its_own_policy_and_pages_the_strict_one(editor, client):
    desk = client.get("/cms/")["Content-Security-Policy"]
    site = client.get("/en/")["Content-Security-Policy"]

    assert "script-src 'self' 'unsafe-inline'" in desk
    assert "unsafe" not in site


def test_no_bar_of_the_desk_lies_over_the_pages(editor, client):
    assert "wagtail-userbar" not in client.get("/en/").text
