from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from django.core.cache import caches
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale

from forums.services import open_topic
from scenarios import services
from scenarios.models import Discussion, ScenarioPage
from tests.factories.forums import ForumFactory, TopicFactory
from tests.factories.members import MemberFactory
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
        response = client.post(discuss, {"forum": forum.pk, "body": "Why?"})
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
            return services.open_discussion(editor=editor, scenario=scenario, forum=forum, body="Why?")
        finally:
            connections["default"].close()

    monkeypatch.setattr(services, "open_topic", open_both)

    with ThreadPoolExecutor(2) as pool:
        topics = list(pool.map(discuss, editors, [english, german]))

    assert topics == [Discussion.objects.get().topic] * 2
