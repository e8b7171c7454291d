import datetime as dt
import re

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cop.pages.models import ArticlePage, CallPage, ContentPage, EventPage, HomePage, IndexPage, SectionPage
from tests.factories.members import MemberFactory, OrganisationFactory
from tests.factories.pages import make_page

SECTIONS = ["communication", "sharing", "collaboration", "cooperation"]


@pytest.mark.parametrize("language", ["en", "el"])
@pytest.mark.parametrize("key", SECTIONS)
def test_section_page_shows_its_title_and_every_empty_block_says_something(site, client, language, key):
    SectionPage.objects.filter(key=key).update(title=f"Section {key}")

    page = client.get(f"/{language}/{key}/").text

    assert page.count("<h1>") == 1
    assert f"<h1>Section {key}</h1>" in page
    assert page.count('class="empty') == page.count('<section class="block')
    assert f'<body class="in-{key}"' in page


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("slug", ["about", "privacy", "accessibility", "contact"])
def test_a_page_of_the_footer_reads_in_every_language(site, client, language, slug):
    ContentPage.objects.filter(slug=slug, locale__language_code=language).update(title=f"Title in {language}")

    page = client.get(f"/{language}/{slug}/").text

    assert f"<h1>Title in {language}</h1>" in page
    assert f'<html lang="{language}"' in page


@pytest.mark.parametrize("language", ["en", "el"])
def test_an_article_says_when_it_was_published(site, client, language):
    make_page(ArticlePage, language, "snow", title="Snow", published_on=dt.date(2026, 1, 5))

    article = client.get(f"/{language}/news/snow/").text
    index = client.get(f"/{language}/news/").text

    assert '<h1 class="story-title">Snow</h1>' in article
    assert '<time datetime="2026-01-05">' in article
    assert f'href="/{language}/news/snow/"' in index


@pytest.mark.parametrize("language", ["en", "el"])
def test_an_event_says_when_where_and_in_which_languages(site, client, language):
    make_page(EventPage, language, "open-evening", place="Porto", languages=["pt"])

    event = client.get(f"/{language}/communication/events/open-evening/").text

    assert "Porto" in event
    assert '<span lang="pt">Português</span>' in event


def test_the_list_of_events_parts_what_comes_from_what_is_over(site, client):
    make_page(EventPage, "en", "soon")
    past = timezone.now() - dt.timedelta(days=3)
    make_page(EventPage, "en", "once", starts_at=past, ends_at=past + dt.timedelta(hours=1))

    coming = client.get("/en/communication/events/").text
    over = client.get("/en/communication/events/?past").text

    assert ("events/soon/" in coming, "events/once/" in coming) == (True, False)
    assert ("events/soon/" in over, "events/once/" in over) == (False, True)


@pytest.mark.parametrize(("query", "days", "leads_on"), [("", 3, "Next"), ("?past", -3, "Older")])
def test_a_long_list_of_events_says_which_way_it_leads_on(site, client, query, days, leads_on):
    when = timezone.now() + dt.timedelta(days=days)
    for number in range(26):
        make_page(EventPage, "en", f"event-{number}", starts_at=when, ends_at=when)

    page = client.get(f"/en/communication/events/{query}").text

    assert re.findall(r'rel="next" href="[^"]+">(\w+)<', page) == [leads_on]


@pytest.mark.parametrize("language", ["en", "el"])
def test_a_call_names_who_calls_and_where_partners_are_sought(site, client, language):
    organisation = OrganisationFactory(name="Belcinto")
    make_page(CallPage, language, "repair", organisation=organisation, countries=["PL"])

    call = client.get(f"/{language}/cooperation/calls/repair/").text

    assert organisation.get_absolute_url().partition("/members/")[2] in call
    assert {"en": "Poland", "el": "Πολωνία"}[language] in call


def test_a_call_past_its_deadline_is_closed_and_leaves_the_section_page(site, client):
    make_page(CallPage, "en", "late", deadline=timezone.localdate() - dt.timedelta(days=1))

    assert "calls/late/" in client.get("/en/cooperation/calls/").text
    assert "calls/late/" not in client.get("/en/cooperation/").text


def test_a_page_an_editor_closed_is_not_listed_to_strangers(site, client):
    article = make_page(ArticlePage, "en", "secret", title="For the editors alone")
    PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)

    assert "For the editors alone" not in client.get("/en/").text
    assert "For the editors alone" not in client.get("/en/news/").text
    assert client.get("/en/news/secret/").status_code == 302


@pytest.mark.parametrize(
    ("model", "address"),
    [
        (ArticlePage, "news/"),
        (EventPage, "communication/events/"),
        (EventPage, "communication/events/?past"),
        (CallPage, "cooperation/calls/"),
    ],
)
def test_a_closed_page_is_in_no_list_of_its_kind(site, client, model, address):
    past = timezone.now() - dt.timedelta(days=3)
    over = {"starts_at": past, "ends_at": past} if "past" in address else {}
    for slug in ("open", "secret"):
        page = make_page(model, "en", slug, lede=f"Lede of {slug}", **over)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    listed = client.get(f"/en/{address}").text

    assert "/open/" in listed
    assert "/secret/" not in listed
    assert "Lede of secret" not in listed


def test_a_closed_list_is_whole_to_whom_it_is_open(site, client):
    make_page(ArticlePage, "en", "inside")
    news = IndexPage.objects.get(kind="articles", locale__language_code="en")
    PageViewRestriction.objects.create(page=news, restriction_type=PageViewRestriction.LOGIN)
    client.force_login(MemberFactory())

    assert "/news/inside/" in client.get("/en/news/").text


def test_a_closed_section_asks_to_sign_in(site, client):
    page = SectionPage.objects.get(key="sharing", locale__language_code="en")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    assert client.get("/en/sharing/").status_code == 302
    assert client.get("/el/sharing/").status_code == 200


def test_an_unpublished_home_page_is_not_there(site, client):
    HomePage.objects.get(locale__language_code="el").unpublish()

    assert client.get("/el/").status_code == 404


def test_what_an_editor_publishes_is_on_the_front_page_at_once(site, client):
    client.get("/en/")
    article = make_page(ArticlePage, "en", "fresh", title="Fresh")

    article.save_revision().publish()

    assert "Fresh" in client.get("/en/").text


def test_reserved_addresses_are_refused_below_a_section(site):
    section = SectionPage.objects.get(key="communication", locale__language_code="en")
    page = ContentPage(title="Forums", slug="forums")

    with pytest.raises(Exception, match="This address is in use"):
        section.add_child(instance=page)


@pytest.mark.parametrize(
    ("model", "below", "allowed"),
    [
        (ArticlePage, "news", True),
        (ArticlePage, "events", False),
        (EventPage, "events", True),
        (EventPage, "calls", False),
        (CallPage, "calls", True),
        (CallPage, "news", False),
    ],
)
def test_a_list_takes_pages_of_its_own_kind_alone(site, model, below, allowed):
    parent = HomePage.objects.get(locale__language_code="en").get_descendants().get(slug=below).specific

    assert model.can_create_at(parent) is allowed
