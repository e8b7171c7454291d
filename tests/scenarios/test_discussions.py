from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.cache import caches
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale

from forums.models import Topic
from forums.services import open_topic
from scenarios import services
from scenarios.models import Discussion, ScenarioPage
from tests.factories.forums import ForumFactory, TopicFactory
from tests.factories.members import MemberFactory, ThemeFactory
from tests.factories.scenarios import ScenarioFactory


def discussed(scenario):
    topic = TopicFactory(kind="discussion")
    Discussion.objects.create(scenario_key=scenario.translation_key, topic=topic)
    return topic


@pytest.mark.django_db
def test_the_topic_of_a_scenario_leads_back_to_it(client, django_capture_on_commit_callbacks):
    scenario = ScenarioFactory(title="2035, everything is corrected")
    forum = ForumFactory()
    client.force_login(MemberFactory(roles=["editor"]))
    client.get(TopicFactory().get_absolute_url())  # what is known of scenarios before it

    with django_capture_on_commit_callbacks(execute=True):
        discuss = reverse("scenarios:discuss", args=[scenario.slug])
        response = client.post(discuss, {"forum": forum.pk, "title": scenario.title, "body": "Why?"})
    page = client.get(response["Location"])

    trail = page.text.partition("Where it went")[2]
    address = f"/en/communication/scenarios/{scenario.slug}/"
    assert f'<a class="title-link" href="{address}" lang="en" dir="auto">{scenario.title}</a>' in trail
    assert scenario.title in client.get(address).text


@pytest.mark.django_db
def test_a_topic_leads_to_its_scenario_in_the_language_of_the_page(client):
    scenario = ScenarioFactory(title="In English")
    topic = discussed(scenario)
    german = Locale.objects.get_or_create(language_code="de")[0]
    translated = scenario.copy_for_translation(german, copy_parents=True)
    translated.title = "Auf Deutsch"
    translated.save_revision().publish()

    titles = [
        [title for title in ("In English", "Auf Deutsch") if title in client.get(f"/{code}{path}").text]
        for path in [topic.get_absolute_url().removeprefix("/en")]
        for code in ("en", "de", "it")
    ]

    assert titles == [["In English"], ["Auf Deutsch"], ["In English"]]


@pytest.mark.django_db
def test_a_topic_says_nothing_of_a_scenario_that_is_not_published(client):
    scenario = ScenarioFactory(title="Still a draft")
    topic = discussed(scenario)
    ScenarioPage.objects.get().unpublish()

    assert "Still a draft" not in client.get(topic.get_absolute_url()).text


@pytest.mark.django_db
def test_an_editor_who_comes_second_keeps_the_text_and_learns_of_the_first(client):
    scenario = ScenarioFactory()
    closed = ForumFactory(group=Group.objects.create(name="few"))
    topic = TopicFactory(kind="discussion", forum=closed)
    Discussion.objects.create(scenario_key=scenario.translation_key, topic=topic)
    client.force_login(MemberFactory(roles=["editor"]))
    discuss = reverse("scenarios:discuss", args=[scenario.slug])

    typed = {"forum": ForumFactory().pk, "title": scenario.title, "body": "What I spent an hour on."}
    response = client.post(discuss, typed)

    assert response.status_code == 422
    assert "What I spent an hour on." in response.text
    assert "has been opened in the meantime" in response.text
    assert Topic.objects.get() == topic
    assert discuss not in client.get(scenario.url).text


@pytest.mark.django_db
@pytest.mark.parametrize("title", ["2035", "The year " * 20])
def test_a_scenario_with_an_odd_title_and_many_themes_can_be_discussed(client, title):
    scenario, forum = ScenarioFactory(title=title.strip()), ForumFactory()
    scenario.themes.set(ThemeFactory.create_batch(5))
    scenario.save()
    client.force_login(MemberFactory(roles=["editor"]))
    discuss = reverse("scenarios:discuss", args=[scenario.slug])

    assert f'value="{scenario.title}"' in client.get(discuss).text
    refused = client.post(discuss, {"forum": forum.pk, "title": scenario.title, "body": "Why?"})
    client.post(discuss, {"forum": forum.pk, "title": "Who decides on 2035?", "body": "Why?"})

    assert (refused.status_code, "id_title_error" in refused.text) == (422, True)
    topic = Topic.objects.get()
    assert (topic.title, topic.themes.count()) == ("Who decides on 2035?", 3)


@pytest.mark.django_db
def test_an_alias_says_in_which_language_its_text_is(client):
    scenario = ScenarioFactory(title="Only in English")
    italian = Locale.objects.get_or_create(language_code="it")[0]
    scenario.copy_for_translation(italian, copy_parents=True, alias=True)
    client.force_login(MemberFactory(roles=["editor"]))
    address = f"/it/communication/scenarios/{scenario.slug}/"

    page = BeautifulSoup(client.get(address).text, "html.parser")
    rows = BeautifulSoup(client.get("/it/communication/scenarios/").text, "html.parser")
    english = BeautifulSoup(client.get(scenario.url).text, "html.parser")
    typed = {"forum": ForumFactory().pk, "title": scenario.title, "body": "Why?"}
    topic_page = client.post(f"{address}discuss/", typed, follow=True).text

    assert (page.h1["lang"], page.select_one(".longread")["lang"]) == ("en", "en")
    assert page.select_one("#drivers")["lang"] == "it"
    assert rows.select_one("h2 a")["lang"] == "en"
    assert [link["hreflang"] for link in english.select("link[hreflang]")] == ["en"]
    assert [link["hreflang"] for link in page.select("link[hreflang]")] == ["en"]
    assert page.select_one(f'a[hreflang="it"][href="{address}"]')
    assert address not in client.get("/sitemap-pages.xml").text
    assert Topic.objects.get().language == "en"
    assert f'<a class="title-link" href="{address}" lang="en" dir="auto">Only in English</a>' in topic_page


@pytest.mark.django_db
@pytest.mark.parametrize(("who", "queries"), [("guest", 7), ("member", 10)])
def test_the_topic_of_a_scenario_costs_what_another_costs(client, who, queries):
    topics = [discussed(ScenarioFactory()), TopicFactory(kind="discussion")]
    if who == "member":
        client.force_login(MemberFactory())

    costs = []
    for topic in topics:
        client.get(topic.get_absolute_url())
        caches["pages"].clear()
        with CaptureQueriesContext(connection) as made:
            client.get(topic.get_absolute_url())
        costs.append(len(made))

    assert costs == [queries, queries]


@pytest.mark.django_db(transaction=True)
def test_two_editors_at_once_in_two_languages_open_one_discussion(monkeypatch):
    english = ScenarioFactory()
    german = english.copy_for_translation(
        Locale.objects.get_or_create(language_code="de")[0], copy_parents=True
    )
    forum, editors = ForumFactory(), MemberFactory.create_batch(2, roles=["editor"])
    together = Barrier(2, timeout=1)

    def open_both(**details):
        with suppress(BrokenBarrierError):  # the other waits for this one, as it should
            together.wait()
        return open_topic(**details)

    def discuss(editor, scenario):
        try:
            details = {"forum": forum, "title": scenario.title, "body": "Why?"}
            return services.open_discussion(editor=editor, scenario=scenario, **details)
        except services.DiscussedAlreadyError:
            return None
        finally:
            connections["default"].close()

    monkeypatch.setattr(services, "open_topic", open_both)

    with ThreadPoolExecutor(2) as pool:
        topics = list(pool.map(discuss, editors, [english, german]))

    assert set(topics) == {Discussion.objects.get().topic, None}
