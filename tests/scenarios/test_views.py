import pytest
from django.urls import reverse

from scenarios.models import Discussion, Rating
from tests.factories.forums import ForumFactory
from tests.factories.members import MemberFactory
from tests.factories.scenarios import ScenarioFactory

pytestmark = pytest.mark.django_db


def address(scenario):
    return f"/en/communication/scenarios/{scenario.slug}/"


def test_a_stranger_reads_a_scenario_and_is_asked_to_sign_in_to_rate(client):
    scenario = ScenarioFactory()

    response = client.get(address(scenario))

    page = response.content.decode()
    assert response.status_code == 200
    assert "Cheap sensors" in page
    assert "Sign in to rate" in page
    assert 'name="likelihood"' not in page


def test_a_member_rates_and_sees_their_rating(client):
    scenario, member = ScenarioFactory(), MemberFactory()
    client.force_login(member)

    response = client.post(
        reverse("scenarios:rate", args=[scenario.slug]), {"likelihood": "4", "desirability": "2"}, follow=True
    )

    assert list(Rating.objects.values_list("member", "likelihood", "desirability")) == [(member.pk, 4, 2)]
    assert "You rated it 4 for likelihood and 2 for desirability." in response.content.decode()


def test_a_rating_without_a_value_comes_back_with_its_error(client):
    scenario = ScenarioFactory()
    client.force_login(MemberFactory())

    response = client.post(
        reverse("scenarios:rate", args=[scenario.slug]), {"likelihood": "4", "desirability": "77"}
    )

    assert response.status_code == 422
    assert 'value="4" ' in response.content.decode()
    assert not Rating.objects.exists()


def test_a_stranger_who_rates_is_sent_to_the_sign_in(client):
    scenario = ScenarioFactory()

    response = client.post(
        reverse("scenarios:rate", args=[scenario.slug]), {"likelihood": "4", "desirability": "2"}
    )

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))
    assert not Rating.objects.exists()


def test_a_rating_sent_after_the_session_ended_is_there_again_after_signing_in(client):
    scenario = ScenarioFactory()
    rate = reverse("scenarios:rate", args=[scenario.slug])

    client.post(rate, {"likelihood": "4", "desirability": "2"})
    kept = client.session["kept_form"]
    client.force_login(MemberFactory())
    session = client.session
    session["kept_form"] = kept
    session.save()
    form = client.get(rate).context["form"]

    assert (form["likelihood"].value(), form["desirability"].value()) == ("4", "2")


def test_an_editor_opens_the_one_discussion(client):
    scenario, forum = ScenarioFactory(), ForumFactory()
    client.force_login(MemberFactory(roles=["editor"]))
    body = "Which of these decisions is taken where you work?"
    typed = {"forum": forum.pk, "title": scenario.title, "body": body}

    answers = [client.post(reverse("scenarios:discuss", args=[scenario.slug]), typed) for _ in range(2)]

    discussion = Discussion.objects.get()
    assert (discussion.scenario_key, discussion.topic.forum, discussion.topic.title) == (
        scenario.translation_key,
        forum,
        scenario.title,
    )
    assert [answer.url for answer in answers] == [discussion.topic.get_absolute_url()] * 2


def test_others_do_not_find_the_form_that_opens_a_discussion(client):
    scenario = ScenarioFactory()
    client.force_login(MemberFactory())

    assert client.get(reverse("scenarios:discuss", args=[scenario.slug])).status_code == 404


@pytest.mark.parametrize("scenarios", [1, 3])
def test_the_list_of_scenarios_costs_the_same_however_many(client, scenarios, django_assert_max_num_queries):
    for _ in range(scenarios):
        ScenarioFactory()

    client.get("/en/communication/scenarios/")
    with django_assert_max_num_queries(12):
        response = client.get("/en/communication/scenarios/")

    assert response.content.count(b"question-row-title") == scenarios


@pytest.mark.parametrize("others", [1, 3])
def test_a_scenario_costs_the_same_however_many_others_there_are(
    client, others, django_assert_max_num_queries
):
    scenario = ScenarioFactory()
    for _ in range(others):
        ScenarioFactory(title="Another future")
    client.force_login(MemberFactory())

    client.get(scenario.url)
    with django_assert_max_num_queries(20):
        page = client.get(scenario.url)

    assert page.content.count(b">Another future</a>") == others
