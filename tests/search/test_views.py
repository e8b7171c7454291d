import re

import pytest
from django.urls import reverse

from cop.core import ratelimit
from cop.members.models import Member
from search import outbox, services
from tests.factories.members import MemberFactory, OrganisationFactory, ThemeFactory

pytestmark = pytest.mark.django_db
URL = "/en/search/"
SUGGEST = "/en/search/suggest/"


@pytest.fixture
def indexed():
    """Makes the index hold what the factories made."""
    return services.rebuild


def text_of(response):
    html = re.sub(
        r"(?s)<footer.*</footer>|<header class=\"site-header\".*?</header>", "", response.content.decode()
    )
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def titles(response):
    found = re.findall(r'(?s)<h3><a class="title-link"[^>]*>(.*?)</a></h3>', response.content.decode())
    return [re.sub(r"<[^>]+>", "", title) for title in found]


def test_an_empty_box_says_what_can_be_found(client):
    response = client.get(URL)

    assert response.status_code == 200
    assert "What can be found" in text_of(response)
    assert 'href="?q=kind%3Aresource"' in response.content.decode()


def test_what_was_found_is_listed_with_facets_and_marks(client, indexed):
    OrganisationFactory(name="Moisture school", country="IT", languages=["en"])
    OrganisationFactory(name="Moisture company", country="PL", languages=["pl"])
    indexed()

    response = client.get(URL, {"q": "moisture"})
    html = response.content.decode()

    assert titles(response) == ["Moisture school", "Moisture company"]
    assert "<mark>Moisture</mark> school" in html
    assert re.search(r'<h2 id="best">.*</mark> school.*<h2 id="others">.*</mark> company', html, re.DOTALL)
    assert 'name="country" value="IT"' in html
    assert '<meta name="robots" content="noindex, follow">' in html


def test_a_member_s_languages_decide_what_comes_first(client, indexed):
    OrganisationFactory(name="Moisture school", languages=["en"])
    OrganisationFactory(name="Moisture company", languages=["pl"])
    indexed()
    client.force_login(MemberFactory(reads=["pl"]))

    assert titles(client.get(URL, {"q": "moisture"})) == ["Moisture company", "Moisture school"]


def test_choices_narrow_and_can_be_taken_back(client, indexed):
    OrganisationFactory(name="Moisture school", country="IT")
    OrganisationFactory(name="Moisture company", country="PL")
    indexed()

    response = client.get(URL, {"q": "moisture", "country": ["PL", "XX"], "kind": "nonsense", "year": "20x5"})

    assert titles(response) == ["Moisture company"]
    assert "Search without filters: 2 results" in text_of(response)
    assert '<a class="chip" href="?q=moisture"' in response.content.decode()


def test_themes_and_kinds_are_understood_by_name(client, indexed):
    theme = ThemeFactory(key="green-skills", name_en="Green skills", name_de="Grüne Kompetenzen")
    MemberFactory(display_name="Moisture Anna").themes.add(theme)
    MemberFactory(display_name="Moisture Piet")
    indexed()

    for query in ("theme:green-skills", 'theme:"Green skills"', "theme:grune", "kind:members theme:green"):
        assert titles(client.get(URL, {"q": f"moisture {query}"})) == ["Moisture Anna"]


@pytest.mark.parametrize(
    ("language", "query"),
    [("it", "kind:organizzazione"), ("it", "kind:organizzazioni"), ("el", "kind:οργανισμός")],
)
def test_one_and_many_of_a_kind_are_understood_in_the_readers_language(client, indexed, language, query):
    OrganisationFactory(name="Moisture company")
    MemberFactory(display_name="Moisture Anna")
    indexed()

    assert titles(client.get(f"/{language}/search/", {"q": f"moisture {query}"})) == ["Moisture company"]


@pytest.mark.parametrize("minus", "-−–‐")
def test_whatever_minus_a_keyboard_writes_leaves_words_out(client, indexed, minus):
    OrganisationFactory(name="Moisture company")
    OrganisationFactory(name="Moisture school")
    indexed()

    assert titles(client.get(URL, {"q": f"moisture {minus}school"})) == ["Moisture company"]


def test_a_filter_that_is_not_known_is_left_aside_and_said(client, indexed):
    OrganisationFactory(name="Moisture school")
    indexed()

    response = client.get(URL, {"q": "moisture lang:klingonish kind:spaceship theme:nothing"})

    assert titles(response) == ["Moisture school"]
    assert "No language is called “klingonish”" in text_of(response)
    assert "There is no kind “spaceship”" in text_of(response)
    assert "No theme is called “nothing”" in text_of(response)


def test_nothing_found_offers_to_ask_to_say_it_otherwise_and_what_is_close(client, indexed):
    OrganisationFactory(name="Hygrometer workshop")
    indexed()

    response = client.get(URL, {"q": "higrometer forty"})
    close = client.get(URL, {"q": "hygrometer forty"})

    assert "Make it a question" in text_of(response)
    assert f'href="{reverse("forums:topic_new")}?title=higrometer+forty"' in response.content.decode()
    assert "Close to it" in text_of(close)
    assert titles(close) == ["Hygrometer workshop"]


def test_a_slip_is_put_right(client, indexed):
    OrganisationFactory(name="Hygrometer workshop")
    indexed()

    response = client.get(URL, {"q": "higrometer"})

    assert 'href="?q=hygrometer"' in response.content.decode()


def test_filters_that_leave_nothing_say_what_there_is_without_them(client, indexed):
    OrganisationFactory(name="Moisture school", country="IT")
    indexed()

    response = client.get(URL, {"q": "moisture", "country": "PL"})

    assert "Nothing fits all of these filters." in text_of(response)
    assert "Search without filters: 1 result" in text_of(response)


def test_ten_thousand_characters_are_cut_and_said(client, indexed):
    OrganisationFactory(name="Moisture school")
    indexed()

    response = client.get(URL, {"q": "moisture " * 1112})

    assert response.status_code == 200
    assert "That was long: the first 300 characters were read." in text_of(response)
    assert titles(response) == ["Moisture school"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("-plastic", "This says only what to leave out. Add a word to look for."),
        ('- "" lang: ?!', "There is no word in this to look for. Add one."),
        ("lang:en kind:organisation", "These are filters alone, so the newest come first."),
    ],
)
def test_a_query_of_only_operators_is_explained(client, indexed, query, said):
    OrganisationFactory(name="Moisture school", languages=["en"])
    indexed()

    response = client.get(URL, {"q": query})

    assert response.status_code == 200
    assert said in text_of(response)
    assert "What the box understands" in text_of(response) or titles(response) == ["Moisture school"]


@pytest.mark.parametrize(("query", "by_words"), [("kind:organisation", False), ("moisture", True)])
def test_only_words_put_the_closest_first(client, indexed, query, by_words):
    OrganisationFactory(name="Moisture school", languages=["en"])
    indexed()

    assert ("1 result, closest first" in text_of(client.get(URL, {"q": query}))) is by_words


def test_what_is_typed_is_never_a_tag(client):
    response = client.get(URL, {"q": '"><script>alert(1)</script>', "kind": "<b>"})

    assert b"<script>alert" not in response.content


def test_pages_of_one_part_lead_on_and_back(client, indexed):
    for number in range(23):
        OrganisationFactory(name=f"Moisture school {number}", languages=["en"])
    indexed()

    first = client.get(URL, {"q": "moisture"})
    second = client.get(URL, {"q": "moisture", "part": "yours", "page": "2"})
    third = client.get(URL, {"q": "moisture", "part": "yours", "page": "3"})

    assert 'href="?q=moisture&amp;part=yours&amp;page=2"' in first.content.decode()
    assert len({*titles(first), *titles(second), *titles(third)}) == 23
    assert 'href="?q=moisture&amp;part=yours&amp;page=1"' in second.content.decode()
    assert "Page 3 of 3" in text_of(third)
    assert client.get(URL, {"q": "moisture", "part": "x", "page": "-1"}).status_code == 200


@pytest.mark.parametrize("things", [1, 3])
@pytest.mark.parametrize(
    "query", ["moisture", "moisture theme:theme lang:it", "mositure", "nothingatall", "kind:member"]
)
def test_search_costs_at_most_eight_queries_and_writes_nothing(client, indexed, things, query):
    ThemeFactory()
    OrganisationFactory.create_batch(things)
    for number in range(things):
        MemberFactory(display_name=f"Moisture {number}", organisation=OrganisationFactory())
    indexed()
    client.get(URL)

    with CaptureQueries() as queries:
        response = client.get(URL, {"q": query})

    assert len(queries) <= 8
    assert not [sql for sql in queries if not sql.lstrip().startswith(("SELECT", "WITH"))]
    assert "sessionid" not in response.cookies


@pytest.mark.parametrize("query", ["moisture", "mositure"])
def test_search_costs_a_member_at_most_twelve_queries(client, indexed, query):
    MemberFactory(display_name="Moisture")
    client.force_login(MemberFactory(roles=["editor", "moderator"]))
    indexed()
    client.get(URL)

    with CaptureQueries() as queries:
        client.get(URL, {"q": query})

    assert len(queries) <= 12


def test_too_many_searches_are_refused_and_the_query_is_kept(client, settings, monkeypatch):
    settings.RATE_LIMITS = True
    monkeypatch.setitem(ratelimit.LIMITS, "search", (1, 10**6))
    client.get(URL, {"q": "x"})

    response = client.get(URL, {"q": "moisture"})

    assert response.status_code == 429
    assert int(response["Retry-After"]) >= 1
    assert 'value="moisture"' in response.content.decode()
    assert "That was very fast" in text_of(response)


def test_suggestions_are_a_list_to_choose_from(client, indexed):
    OrganisationFactory(name="Moisture school")
    MemberFactory(display_name="Moira", is_public=False)
    indexed()

    guest = client.get(SUGGEST, {"q": "moi"})
    client.force_login(MemberFactory())
    member = client.get(SUGGEST, {"q": "moi"})

    assert guest.content.decode().count('role="option"') == 2  # the school, and asking
    assert "<mark>Moisture</mark> school" in guest.content.decode()
    assert 'data-count="1 suggestion"' in guest.content.decode()
    assert "<mark>Moira</mark>" in member.content.decode()
    assert guest["Cache-Control"] == "private, max-age=60"


@pytest.mark.parametrize("typed", ["", "m", " ", "?!", "x" * 10_000])
def test_nothing_worth_suggesting_leaves_only_asking(client, indexed, typed):
    response = client.get(SUGGEST, {"q": typed})

    assert response.status_code == 200
    assert response.content.decode().count('role="option"') == 1


def test_suggesting_costs_two_queries(client, indexed, django_assert_num_queries):
    OrganisationFactory.create_batch(3)
    indexed()

    with django_assert_num_queries(2):
        client.get(SUGGEST, {"q": "training"})


def test_what_a_stranger_may_not_see_is_in_no_corner_of_the_page(client, indexed):
    theme = ThemeFactory(key="hidden-theme", name_en="Hidden theme")
    hidden = MemberFactory(display_name="Xylophora", headline="Quincunx", country="LU", is_public=False)
    hidden.themes.add(theme)
    indexed()

    for query in ("xylophora", "quincunx", "xylophor", "xilophora", "kind:member", "theme:hidden-theme"):
        response = client.get(URL, {"q": query})
        for secret in ("Xylophora", "Quincunx", "Luxembourg", 'q=xylophora"'):
            assert secret not in response.content.decode()
    assert "Xylophora" not in client.get(SUGGEST, {"q": "xyl"}).content.decode()

    client.force_login(MemberFactory())
    assert titles(client.get(URL, {"q": "quincunx"})) == ["Xylophora"]


def test_a_member_who_hides_is_gone_at_once_from_every_corner(client, indexed):
    member = MemberFactory(display_name="Xylophora", country="LU")
    indexed()
    Member.objects.filter(pk=member.pk).update(is_public=False)
    outbox.record("member", member.pk)

    for query in ("xylophora", "xylophor", "xilophora", "kind:member", "xylophora joinery"):
        response = client.get(URL, {"q": query})
        for secret in ("Xylophora", "Luxembourg", 'q=xylophora"'):
            assert secret not in response.content.decode()
    assert "Xylophora" not in client.get(SUGGEST, {"q": "xyl"}).content.decode()


def test_titles_say_their_language_and_names_are_not_translated(client, indexed):
    MemberFactory(display_name="Μαρία", writes=["el"])
    indexed()

    html = client.get(URL, {"q": "μαρια"}).content.decode()

    assert 'lang="el" dir="auto" translate="no"><mark>Μαρία</mark></a>' in html


class CaptureQueries:
    """The SQL a block sent, as a list of texts."""

    def __enter__(self):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        self.context = CaptureQueriesContext(connection)
        self.context.__enter__()
        self.found = []
        return self.found

    def __exit__(self, *error):
        self.context.__exit__(*error)
        self.found += [query["sql"] for query in self.context.captured_queries]
