"""Reading practices: the list, its facets, one practice, the editors' queue."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from cop.members.activity import contributions_of_member, contributions_of_organisation
from cop.members.models import EDITOR
from repository.models import Practice
from repository.services import propose_practice, return_practice, withdraw_practice
from repository.templatetags.practices import draw_change, verdict_words
from tests.factories.members import MemberFactory, MembershipFactory, OrganisationFactory, ThemeFactory
from tests.factories.practices import PracticeFactory, draft, indicator, proposed, returned, worse
from tests.factories.repository import ResourceFactory

pytestmark = pytest.mark.django_db

LIST = reverse("practices:practices")
QUEUE = reverse("practices:queue")


def titles(response):
    return [practice.title for practice in response.context["page"]]


def test_the_list_shows_accepted_ones_the_latest_first(client):
    PracticeFactory(title="Older", published_at=timezone.now() - dt.timedelta(days=3))
    PracticeFactory(title="Newer")
    draft()
    proposed()
    returned()

    response = client.get(LIST)

    assert titles(response) == ["Newer", "Older"]
    assert response.context["count"] == 2
    assert "sessionid" not in response.cookies


def test_negative_ones_are_labelled_in_the_list(client):
    PracticeFactory(with_indicators=[worse()])

    page = client.get(LIST).content.decode()

    assert "Practice with a negative result" in page
    assert "worse by 6" in page


def test_facets_narrow_and_count_what_the_others_leave(client):
    wood, leather = ThemeFactory(key="wood", name_en="Wood"), ThemeFactory(key="leather", name_en="Leather")
    PracticeFactory(title="A", country="IT").themes.set([wood])
    PracticeFactory(title="B", country="PT").themes.set([wood, leather])
    PracticeFactory(title="C", country="PT", with_indicators=[worse()]).themes.set([leather])

    response = client.get(LIST, {"country": ["PT"], "theme": ["wood", "leather"]})

    counts = {
        facet["name"]: {choice["label"]: choice["count"] for choice in facet["choices"]}
        for facet in response.context["facets"]
    }
    assert sorted(titles(response)) == ["B", "C"]
    assert counts == {
        "result": {"Better": 1, "Worse": 1},
        "theme": {"Leather": 2, "Wood": 1},
        "conclusion": {"Efficiency": 2},
        "language": {"English": 2},
        "country": {"Portugal": 2, "Italy": 1},
    }


def test_a_language_stands_for_its_regions(client):
    PracticeFactory(title="A", language="pt")
    PracticeFactory(title="B", language="pt-BR")
    PracticeFactory(title="C", language="it")

    for code in ("pt", "pt-BR"):
        response = client.get(LIST, {"language": code})

        facet = next(facet for facet in response.context["facets"] if facet["name"] == "language")
        assert sorted(titles(response)) == ["A", "B"]
        assert [(choice["value"], choice["count"]) for choice in facet["choices"]] == [("pt", 2), ("it", 1)]


@pytest.mark.parametrize(
    "query", [{"country": "'; --"}, {"theme": "x" * 500}, {"result": "\x00"}, {"after": "nonsense"}]
)
def test_a_query_string_made_up_by_hand_does_no_harm(client, query):
    PracticeFactory()

    assert client.get(LIST, query).status_code == 200


@pytest.mark.parametrize(("facet", "value"), [("language", "xx"), ("country", "Atlantis")])
def test_what_cannot_be_a_value_is_not_chosen_and_not_offered(client, facet, value):
    PracticeFactory(title="A")

    response = client.get(LIST, {facet: value})

    offered = [choice["value"] for shown in response.context["facets"] for choice in shown["choices"]]
    assert (titles(response), response.context["chips"]) == (["A"], [])
    assert value not in offered


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("member", [False, True])
def test_the_list_costs_the_same_however_many(client, count, member, django_assert_max_num_queries):
    for _number in range(count):
        PracticeFactory(organisation=OrganisationFactory()).themes.add(ThemeFactory())
    if member:
        author = MemberFactory()
        client.force_login(author)
        draft(author=author)

    with django_assert_max_num_queries(9 if member else 5):
        assert client.get(LIST).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("member", [False, True])
def test_a_practice_costs_the_same_however_many_rows(client, count, member, django_assert_max_num_queries):
    practice = PracticeFactory(
        with_indicators=[indicator() for _number in range(count)], organisation=OrganisationFactory()
    )
    practice.themes.set([ThemeFactory() for _number in range(count)])
    if member:
        client.force_login(MemberFactory())

    with django_assert_max_num_queries(10 if member else 6):
        assert client.get(practice.get_absolute_url()).status_code == 200


def test_the_page_says_what_changed_in_words_and_in_a_table(client):
    resource = ResourceFactory(title="Timber moisture")
    practice = PracticeFactory(with_indicators=[indicator(), worse()], from_resource=resource)

    page = client.get(practice.get_absolute_url()).content.decode()

    for text in (
        "better by 8.1",
        "worse by 6",
        "Counted by the companies",
        "1,920",
        "2025-08-31",
        "A place where everybody passes",
        "Well measured.",
        resource.get_absolute_url(),
        "The conclusion is about its efficiency.",
    ):
        assert text in page


def test_a_wrong_slug_leads_to_the_right_one(client):
    practice = PracticeFactory()

    response = client.get(reverse("practices:practice", kwargs={"practice_id": practice.pk, "slug": "other"}))

    assert (response.status_code, response.url) == (302, practice.get_absolute_url())


@pytest.mark.parametrize("make", [draft, proposed, returned])
def test_what_is_on_its_way_is_absent_for_strangers(client, make):
    practice = make()

    as_guest = client.get(practice.get_absolute_url()).status_code
    client.force_login(MemberFactory())
    as_member = client.get(practice.get_absolute_url()).status_code
    client.force_login(practice.author)
    as_author = client.get(practice.get_absolute_url()).status_code

    assert (as_guest, as_member, as_author) == (404, 404, 200)


def test_a_withdrawn_one_leaves_title_and_reasons(client):
    practice = PracticeFactory(title="Logs", status="withdrawn", published_at=timezone.now())

    page = client.get(practice.get_absolute_url()).content.decode()

    assert "Logs" in page
    assert "Well measured." in page
    assert "Every rack got a log." not in page


@pytest.mark.parametrize(
    ("by", "told"),
    [
        ("author", "Withdrawn by its author"),
        ("editor", "Decision of the editor: withdrawn"),
        ("nobody", "The practice was withdrawn"),
    ],
)
@pytest.mark.parametrize("reader", ["guest", "editor"])
def test_who_withdrew_it_is_said(client, by, told, reader):
    practice = PracticeFactory()
    people = {"author": practice.author, "editor": MemberFactory(roles=[EDITOR])}
    actor = people.get(by, people["author"])
    withdraw_practice(actor=actor, practice=practice, reasons="Wrong data.", language="en")
    if by == "nobody":
        actor.delete()
    if reader == "editor":
        client.force_login(people["editor"])

    assert f"<strong>{told}</strong>" in client.get(practice.get_absolute_url()).text


def test_a_representative_reads_that_what_is_proposed_again_was_given_back(client):
    practice = proposed(organisation=OrganisationFactory())
    editor = MemberFactory(roles=[EDITOR])
    return_practice(actor=editor, practice=practice, revision=1, reasons="A sample.", language="en")
    practice.refresh_from_db()
    propose_practice(actor=practice.author, practice=practice)
    representative = MembershipFactory(
        organisation=practice.organisation, state="accepted", is_representative=True
    ).member
    client.force_login(representative)

    page = client.get(practice.get_absolute_url()).text

    assert "<strong>Decision of the editor: given back to the author</strong>" in page


@pytest.mark.parametrize("is_demo", [True, False])
def test_figures_of_the_demo_say_so(client, is_demo):
    practice = PracticeFactory(author=MemberFactory(is_demo=is_demo))

    page = client.get(practice.get_absolute_url()).content.decode()

    assert ("Figures of the demo community are invented" in page) == is_demo


@pytest.mark.parametrize(
    ("roles", "status"), [([], 404), (["moderator"], 404), ([EDITOR], 200), (["administrator"], 200)]
)
def test_the_queue_is_for_editors(client, roles, status):
    client.force_login(MemberFactory(roles=roles))

    assert client.get(QUEUE).status_code == status


def test_strangers_sign_in_first_to_see_the_queue(client):
    assert reverse("account_login") in client.get(QUEUE).url


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_begins_with_the_longest_waiting(client, count, django_assert_max_num_queries):
    editor = MemberFactory(roles=[EDITOR], organisation=OrganisationFactory())
    client.force_login(editor)
    for days in range(count):
        proposed(title=f"{days * 10} days", proposed_at=timezone.now() - dt.timedelta(days=days * 10))
    own = proposed(title="Own", organisation=editor.organisation)

    with django_assert_max_num_queries(7):
        response = client.get(QUEUE)

    rows = [(row["practice"].title, row["age"], row["can_decide"]) for row in response.context["rows"]]
    expected = [("20 days", "late", True), ("10 days", "soon", True), ("0 days", "", True)][-count:]
    assert rows == [*expected, (own.title, "", False)]


def test_an_editor_accepts_with_reasons(client):
    practice = proposed()
    client.force_login(MemberFactory(roles=[EDITOR]))

    response = client.post(
        reverse("practices:decide", args=[practice.pk]),
        {"accept": "1", "revision": "1", "reasons": "Well counted.", "language": "en"},
    )

    assert (response.status_code, response.url) == (302, practice.get_absolute_url())
    assert Practice.objects.get().status == "accepted"


def test_without_reasons_the_form_comes_back(client):
    practice = proposed()
    client.force_login(MemberFactory(roles=[EDITOR]))

    response = client.post(
        reverse("practices:decide", args=[practice.pk]), {"return": "1", "reasons": " ", "language": "en"}
    )

    assert response.status_code == 422
    assert "Give your reasons" in response.content.decode()


def test_a_decision_that_comes_too_late_keeps_what_was_typed(client):
    practice = PracticeFactory()
    client.force_login(MemberFactory(roles=[EDITOR]))

    response = client.post(
        reverse("practices:decide", args=[practice.pk]),
        {"return": "1", "reasons": "My long reasons", "language": "en"},
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert "decided on in the meantime" in page
    assert "My long reasons" in page


@pytest.mark.parametrize("revision", ["1", "", "9" * 30, "x"])
def test_a_decision_on_an_older_text_shows_the_new_one_and_keeps_the_reasons(client, revision):
    practice = proposed(title="Rewritten", revision=2)
    client.force_login(MemberFactory(roles=[EDITOR]))
    address = reverse("practices:decide", args=[practice.pk])
    sent = {"accept": "1", "reasons": "My long reasons", "language": "en"}

    refused = client.post(address, {**sent, "revision": revision})
    shown = refused.context["decision_form"]["revision"].value()
    again = client.post(address, {**sent, "revision": shown})

    page = refused.content.decode()
    assert (refused.status_code, shown, again.status_code) == (422, "2", 302)
    assert "changed since you opened it" in page
    assert "Rewritten" in page
    assert "My long reasons" in page


@pytest.mark.parametrize("act", ["decide", "withdraw", "discard"])
@pytest.mark.parametrize("make", [draft, proposed, PracticeFactory])
def test_members_who_have_no_part_in_it_can_do_nothing(client, act, make):
    practice = make()
    client.force_login(MemberFactory())

    response = client.post(
        reverse(f"practices:{act}", args=[practice.pk]), {"reasons": "x", "language": "en", "accept": "1"}
    )

    assert response.status_code == 404


def test_an_editor_in_conflict_is_refused(client):
    practice = proposed(author=MemberFactory(roles=[EDITOR]))
    client.force_login(practice.author)

    response = client.post(
        reverse("practices:decide", args=[practice.pk]), {"accept": "1", "reasons": "x", "language": "en"}
    )

    assert response.status_code == 403
    assert Practice.objects.get().status == "proposed"


def test_an_author_withdraws_and_discards(client):
    author = MemberFactory()
    practice, unfinished = PracticeFactory(author=author), draft(author=author)
    client.force_login(author)

    client.post(
        reverse("practices:withdraw", args=[practice.pk]), {"reasons": "Wrong data.", "language": "en"}
    )
    client.post(reverse("practices:discard", args=[unfinished.pk]))

    assert [(row.pk, row.status) for row in Practice.objects.all()] == [(practice.pk, "withdrawn")]


@pytest.mark.parametrize(
    ("before", "after", "numbers", "change"),
    [
        ("14.2", "6.1", ["0", "5", "10", "15", "20"], "M223.8 9H100.7"),
        ("10", "16", ["0", "5", "10", "15", "20"], "M160 9H251.2"),
        ("22", "9", ["0", "10", "20", "30"], "M230.9 9H99.2"),
        ("0", "0", ["0", "0.25", "0.5", "0.75", "1"], "M8 9H8"),
        ("-5", "4", ["-5", "-2.5", "0", "2.5", "5"], "M8 9H281.6"),
        ("100", "25", ["0", "25", "50", "75", "100"], "M312 9H84"),
        ("0.003", "0.001", ["0", "0.001", "0.002", "0.003"], "M312 9H109.3"),
    ],
)
def test_the_ruler_fits_the_figures(before, after, numbers, change):
    drawing = draw_change(Decimal(before), Decimal(after))

    assert ([number for _x, _anchor, number in drawing.labels], drawing.change) == (numbers, change)


def test_the_drawing_has_points_whatever_the_language_and_the_words_have_not():
    with translation.override("it"):
        drawing = draw_change(Decimal("14.2"), None)
        words = verdict_words(indicator())

    assert (drawing.before_x, drawing.after_x, drawing.change) == ("223.8", "", "")
    assert "8,1" in words


def test_people_and_organisations_are_known_by_their_accepted_practices():
    author, organisation = MemberFactory(), OrganisationFactory()
    PracticeFactory(title="Out", author=author, organisation=organisation, with_indicators=[worse()])
    draft(author=author, organisation=organisation)

    of_author = contributions_of_member(author, author)
    of_organisation = contributions_of_organisation(organisation, author)

    expected = [("cooperation", "Out", "Practice with a negative result")]
    assert [(item.section, item.title, item.note) for item in of_author] == expected
    assert [(item.section, item.title, item.note) for item in of_organisation] == expected


def test_the_way_leads_from_a_resource_to_its_practices(client):
    resource = ResourceFactory()
    practice = PracticeFactory(from_resource=resource, with_indicators=[worse()])
    draft(from_resource=resource, title="Not out yet")

    page = client.get(resource.get_absolute_url()).content.decode()

    assert practice.get_absolute_url() in page
    assert "Practice with a negative result" in page
    assert "Not out yet" not in page
