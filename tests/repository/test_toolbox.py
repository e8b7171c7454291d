"""The toolbox: what it lists, counts and narrows, within its budget."""

import re

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from cop.core.countries import sort_key
from repository.models import Resource
from repository.services import (
    RESOURCE_FACETS,
    Chosen,
    change_resource,
    facet_counts,
    narrowed,
    total,
    withdraw_resource,
)
from tests.factories.members import MemberFactory, ThemeFactory
from tests.factories.repository import ResourceFactory, draft
from tests.repository.resources import TOOLBOX, address, with_file

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("as_member", "most"), [(False, 8), (True, 12)])
def test_the_toolbox_keeps_to_its_budget(client, rows, as_member, most):
    for _n in range(rows):
        change_resource(
            member=(resource := with_file()).depositor, resource=resource, themes=[ThemeFactory()],
            organisation=None,
        )  # fmt: skip
    if as_member:
        client.force_login(MemberFactory())

    client.get(TOOLBOX)  # what all pages share is cached from here on
    with CaptureQueriesContext(connection) as queries:
        response = client.get(TOOLBOX, {"language": "en", "type": "document"})

    assert response.content.decode().count('class="resource-row in-sharing"') == rows
    assert len(queries) <= (3 if not as_member else 7) <= most


def test_a_guest_reads_without_a_session_or_a_write(client):
    resource = with_file()

    with CaptureQueriesContext(connection) as queries:
        for path in (TOOLBOX, address(resource)):
            assert client.get(path).cookies == {}

    assert [query["sql"] for query in queries if not query["sql"].lstrip("(").startswith("SELECT")] == []


def test_the_toolbox_shows_what_is_published_and_nothing_else(client, member):
    shown, unfinished, gone = (
        ResourceFactory(title="Shown"),
        draft(title="Unfinished"),
        ResourceFactory(title="Gone"),
    )
    draft(title="My own draft", depositor=member)
    withdraw_resource(member=gone.depositor, resource=gone, reason="Old.")

    page = client.get(TOOLBOX).content.decode()

    assert shown.title in page
    assert not re.search("Unfinished|Gone|My own draft", page)
    assert unfinished.is_draft


def choose(query):
    return Chosen.from_query(QueryDict(query), RESOURCE_FACETS)


def test_each_facet_is_counted_among_what_the_others_leave():
    wood = ThemeFactory(key="wood")
    first = ResourceFactory(type="tool", language="it", country="IT", eqf=3)
    ResourceFactory(type="tool", language="en", country="IE")
    ResourceFactory(type="document", language="it", country="IT")
    first.themes.add(wood)
    chosen = choose("type=tool&language=it&eqf=99&language=&nonsense=1")

    counts = facet_counts(Resource.objects.published(), chosen)

    assert counts["type"] == {"tool": 1, "document": 1}
    assert counts["language"] == {"it": 1, "en": 1}
    assert (counts["country"], counts["eqf"], counts["theme"]) == ({"IT": 1}, {"3": 1}, {"wood": 1})
    assert total(counts, chosen) == 1
    assert list(narrowed(Resource.objects.published(), chosen)) == [first]


def test_a_language_stands_for_its_regions_and_counts_a_resource_once():
    both = ResourceFactory(language="pt", languages=["pt", "pt-BR"])
    brazilian = ResourceFactory(language="pt-BR", languages=["pt-BR"])
    ResourceFactory(language="it")
    published = Resource.objects.published()

    assert facet_counts(published, choose(""))["language"] == {"pt": 2, "it": 1}
    for code in ("pt", "pt-BR"):
        assert set(narrowed(published, choose(f"language={code}"))) == {both, brazilian}


@pytest.mark.parametrize(
    "query", ["theme=wood", "country=IT", "eqf=3", "licence=CC0-1.0", "language=el", "type=video"]
)
def test_every_facet_narrows(query):
    ResourceFactory()
    wanted = ResourceFactory(
        type="video", language="el", country="IT", eqf=3, licence="CC0-1.0", captions_waiver="Silent."
    )
    wanted.themes.add(ThemeFactory(key="wood"))

    assert list(narrowed(Resource.objects.published(), choose(query))) == [wanted]


def test_chosen_filters_are_chips_that_lead_back(client):
    ResourceFactory(type="tool", language="it")

    response = client.get(TOOLBOX, {"type": "tool", "language": "it", "after": "x", "order": "title"})

    assert [(chip["label"], chip["url"]) for chip in response.context["chips"]] == [
        ("Tool", f"{TOOLBOX}?language=it&order=title"),
        ("Italiano", f"{TOOLBOX}?type=tool&order=title"),
    ]


@pytest.mark.parametrize(
    ("order", "titles"), [("", ["Zebra", "élan", "Ant"]), ("title", ["Ant", "élan", "Zebra"])]
)
def test_the_order_is_newest_or_title_and_pages_follow_it(client, order, titles):
    for title in ("Ant", "élan", "Zebra"):
        ResourceFactory(title=title, title_key=sort_key(title))

    response = client.get(TOOLBOX, {"order": order})

    assert [row.title for row in response.context["page"]] == titles


@pytest.mark.parametrize("query", ["language=xx", "language=en' OR", "country=Atlantis", "eqf=99", "eqf="])
def test_what_cannot_be_a_value_is_not_chosen_and_not_offered(client, query):
    ResourceFactory(language="it")

    response = client.get(f"{TOOLBOX}?{query}")

    offered = [choice["value"] for facet in response.context["facets"] for choice in facet["choices"]]
    assert (response.context["chips"], response.context["count"]) == ([], 1)
    assert not set(QueryDict(query).dict().values()) & set(offered)


@pytest.mark.parametrize("value", ["' OR 1=1", "\x00", "x" * 5000, "🪚", "xx"])
def test_a_filter_nobody_offers_finds_nothing_and_breaks_nothing(client, value):
    ResourceFactory()

    for facet in ("type", "language", "theme", "country", "eqf", "licence", "after", "order"):
        assert client.get(TOOLBOX, {facet: value}).status_code == 200
