"""What a page says about itself to search engines and to whoever shows a link to it."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser

from cop.members.http import too_many_requests
from cop.pages.models import ArticlePage
from forums.models import Post
from tests.factories.forums import TopicFactory
from tests.factories.pages import make_page
from tests.factories.practices import PracticeFactory
from tests.factories.repository import ResourceFactory
from tests.factories.rooms import RoomFactory
from tests.factories.scenarios import ScenarioFactory


def head(client, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser").head


def descriptions(client, address: str) -> set[str]:
    """What a page says it is about, to search engines and to whoever shows a link."""
    metas = head(client, address).select("meta[name=description], meta[property='og:description']")
    assert len(metas) == 2, metas
    return {meta["content"] for meta in metas}


def test_a_topic_is_described_by_how_it_opens(site, client):
    topic = TopicFactory()
    Post.objects.filter(topic=topic).update(
        body_html="<p>Is “5 &lt; 7” &amp; <b>dry</b>?</p>\n<p>" + "Boards warp. " * 30 + "</p>"
    )

    (said,) = descriptions(client, topic.get_absolute_url())

    assert said.startswith("Is “5 < 7” & dry? Boards warp. Boards")
    assert said.endswith("…")
    assert 180 < len(said) <= 200


@pytest.mark.parametrize(
    "make",
    [
        lambda: ResourceFactory(summary="Kept & dried: <b>15 %</b>."),
        lambda: PracticeFactory(summary_html="<p>Kept &amp; dried: &lt;b&gt;15 %&lt;/b&gt;.</p>"),
        lambda: RoomFactory(summary="Kept & dried: <b>15 %</b>."),
    ],
    ids=["resource", "practice", "room"],
)
def test_what_members_made_is_described_by_its_summary(site, client, make):
    assert descriptions(client, make().get_absolute_url()) == {"Kept & dried: <b>15 %</b>."}


def test_editors_pages_are_described_by_their_second_sentence(site, client):
    article = make_page(ArticlePage, lede="A “cold” & dry winter.")
    scenario = ScenarioFactory(lede="Robots & repair.")

    assert descriptions(client, article.url) == {"A “cold” & dry winter."}
    assert descriptions(client, scenario.get_url()) == {"Robots & repair."}
    for address in ("/en/", "/en/sharing/"):
        assert all(descriptions(client, address))


def test_a_page_without_a_summary_says_nothing_rather_than_an_empty_sentence(site, client):
    article = make_page(ArticlePage, lede="")

    assert head(client, article.url).select("meta[name=description], meta[property='og:description']") == []


def addresses(html: bytes) -> list:
    return BeautifulSoup(html, "html.parser").select(
        "link[rel=canonical], link[hreflang], meta[property='og:url']"
    )


def test_a_page_of_an_error_has_no_address_of_its_own(site, client, rf):
    request = rf.get("/en/search/")
    request.user, request.session = AnonymousUser(), {}

    assert len(addresses(client.get("/en/").content)) > 2
    assert addresses(client.get("/en/absent/").content) == []
    assert addresses(client.get("/en/communication/topics/999-x/").content) == []
    assert addresses(too_many_requests(request).content) == []


def test_scripts_are_asked_for_once(site, client):
    scripts = [script["src"] for script in head(client, "/en/").select("script[src]")]

    assert len(scripts) == len(set(scripts))
