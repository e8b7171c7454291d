"""The guided form: drafts with gaps, rows without JavaScript, nothing lost."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from cop.members.models import EDITOR
from repository.forms.practice_parts import plain_number
from repository.models import Practice
from tests.factories.members import MemberFactory, MembershipFactory, ThemeFactory
from tests.factories.practices import PracticeFactory, draft, indicator, proposed, returned
from tests.factories.repository import ResourceFactory
from tests.factories.repository import draft as draft_resource
from tests.repository.practices import PROPOSE, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client):
    author = MemberFactory()
    client.force_login(author)
    return author


def test_proposing_in_one_go(client, author):
    response = client.post(PROPOSE, typed(propose="1"))

    practice = Practice.objects.get()
    assert (response.status_code, response.url) == (302, practice.get_absolute_url())
    assert (practice.status, practice.direction, practice.author) == ("proposed", "positive", author)
    row = practice.indicators.get()
    assert (str(row.before), str(row.after), row.sample_size) == ("14.2", "6.1", 1920)
    assert sorted(practice.tags.names()) == ["log", "wood"]


def test_a_draft_with_gaps_is_kept_and_its_gaps_are_marked(client, author):
    gaps = {"title": "", "indicator-1-unit": "", "element-1-conditions": "", "conclusion_on": None}

    response = client.post(PROPOSE, typed(save="1", **gaps), follow=True)

    page = response.content.decode()
    assert Practice.objects.get().status == "draft"
    assert response.redirect_chain[-1][0] == reverse("practices:edit", args=[Practice.objects.get().pk])
    for missing in (
        "id_title_missing",
        "id_indicator-1-unit_missing",
        "id_element-1-conditions_missing",
        "id_conclusion_on_missing",
    ):
        assert f'id="{missing}"' in page
        assert re.search(f'aria-describedby="[^"]*{missing}"', page)
    assert 'href="#id_indicator-1-unit">Indicator 1: Unit missing' in page


def test_proposing_with_gaps_keeps_the_draft_and_says_what_is_missing(client, author):
    response = client.post(PROPOSE, typed(propose="1", summary=""))

    practice = Practice.objects.get()
    page = response.content.decode()
    assert (response.status_code, practice.status, practice.title) == (422, "draft", "Moisture logs")
    assert "One thing is missing before it can be proposed." in page
    assert f'action="{reverse("practices:edit", args=[practice.pk])}"' in page


@pytest.mark.parametrize("button", ["propose", "save", "preview"])
def test_an_empty_form_saves_nothing_and_shows_what_is_missing(client, author, button):
    empty = {name: "" for name in typed() if name not in ("token", "language", "country")}

    response = client.post(PROPOSE, typed(**empty, **{button: "1"}))

    page = response.content.decode()
    assert (response.status_code, list(Practice.objects.all())) == (422, [])
    assert "Nothing is written yet, so nothing was saved." in page
    assert "It is saved as a draft" not in page
    assert 'id="id_title_missing"' in page
    assert "At least one indicator, with all its figures" in page


@pytest.mark.parametrize("written", [{"title": "Logs"}, {"tags": "wood"}, {"element-1-name": "The log"}])
def test_a_form_with_one_thing_in_it_is_kept(client, author, written):
    empty = {name: "" for name in typed() if name not in ("token", "language", "country")}

    client.post(PROPOSE, typed(**{**empty, **written, "save": "1"}))

    assert Practice.objects.get().is_draft


def test_after_a_refused_proposal_the_form_can_be_sent_again(client, author):
    page = client.post(PROPOSE, typed(propose="1", summary="")).content.decode()
    practice = Practice.objects.get()
    revision = re.search(r'name="revision" value="(\d+)"', page)[1]

    response = client.post(
        reverse("practices:edit", args=[practice.pk]), typed(propose="1", revision=revision)
    )

    assert (response.status_code, Practice.objects.get().status) == (302, "proposed")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("indicator-1-baseline", "a lot"),
        ("indicator-1-baseline", "1" * 30),
        ("indicator-1-sample_size", "0"),
        ("indicator-1-sample_size", "-3"),
        ("indicator-1-measured_on", "2999-01-01"),
        ("indicator-1-measured_on", "31.31.2025"),
        ("indicator-1-better", "sideways"),
        ("element-1-kind", "magic"),
        ("language", "xx-invalid"),
        ("country", "ZZ"),
        ("organisation", "999999"),
        ("conclusion_on", "taste"),
        ("title", "x" * 300),
        ("what_was_done", "x" * 60_000),
        ("tags", "x" * 80),
        ("themes", "4711"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(client, author, field, value):
    response = client.post(PROPOSE, typed(save="1", **{field: value}))

    page = response.content.decode()
    assert response.status_code == 422
    assert f'id="id_{field}_error"' in page
    assert "Every rack got a log." in page or field == "what_was_done"
    assert list(Practice.objects.all()) == []


def test_scripts_in_every_field_stay_text(client, author):
    script = "<script>alert(1)</script>"
    fields = {
        name: script
        for name in typed()
        if name.rpartition("-")[2] in ("title", "summary", "context", "name", "unit", "method", "conditions")
    }

    client.post(PROPOSE, typed(save="1", **fields))
    practice = Practice.objects.get()

    for address in (practice.get_absolute_url(), reverse("practices:edit", args=[practice.pk])):
        assert script not in client.get(address).content.decode()


def test_a_row_is_added_and_taken_away_without_javascript(client, author):
    added = client.post(PROPOSE, typed(add_indicator="1", title="Kept"))
    taken = client.post(PROPOSE, typed(remove_indicator_1="1", indicator__2__name="The second"))

    assert (added.status_code, taken.status_code) == (200, 200)
    assert [form.prefix for form in added.context["forms"].indicators] == ["indicator-1", "indicator-2"]
    assert [form["name"].value() for form in taken.context["forms"].indicators] == ["The second"]
    assert 'value="Kept"' in added.content.decode()
    assert list(Practice.objects.all()) == []


def test_asking_for_a_row_does_not_complain_at_the_head(client, author):
    wrong = {"indicator-1-baseline": "a lot"}

    refused = client.post(PROPOSE, typed(save="1", **wrong)).content.decode()
    added = client.post(PROPOSE, typed(add_indicator="1", **wrong)).content.decode()

    assert ('class="alert alert-error"' in refused, 'class="alert alert-error"' in added) == (True, False)
    assert 'id="id_indicator-1-baseline_error"' in added
    assert 'value="a lot"' in added


@pytest.mark.parametrize("button", ["add_indicator", "add_element"])
def test_asking_for_a_row_while_one_is_empty_makes_no_second(client, author, button):
    empty = {name: "" for name in typed() if name.startswith(("indicator", "element"))}

    response = client.post(PROPOSE, typed(**empty, indicator__2__name="The second", **{button: "1"}))

    forms = response.context["forms"]
    names = [form["name"].value() or "" for form in forms.indicators]
    assert names == ["The second", ""][: 2 if button == "add_indicator" else 1]
    assert len(forms.elements) == 1
    assert forms.texts["title"].value() == "Moisture logs"


def test_rows_are_numbered_again_and_empty_ones_do_not_count(client, author):
    rows = {"indicator-7-name": "The seventh", "indicator-4-name": "  ", "element-3-name": "The third"}

    client.post(PROPOSE, typed(save="1", **rows))

    practice = Practice.objects.get()
    assert [row.name for row in practice.indicators.all()] == ["Boards rejected", "The seventh"]
    assert [row.name for row in practice.elements.all()] == ["The log", "The third"]


def test_too_many_rows_are_refused(client, author):
    rows = {f"indicator-{number}-name": "One more" for number in range(2, 20)}

    response = client.post(PROPOSE, typed(save="1", **rows))

    assert response.status_code == 422
    assert "At most 12 indicators." in response.content.decode()


def test_it_can_begin_from_a_resource(client, author):
    theme = ThemeFactory(key="wood")
    resource = ResourceFactory(abstract="Four boxes.", language="it", country="FR")
    resource.themes.add(theme)

    form = client.get(PROPOSE, {"resource": resource.pk}).context["forms"].texts
    client.post(PROPOSE, typed(save="1", resource=resource.pk))

    assert (form["summary"].value(), form["language"].value(), form["country"].value()) == (
        "Four boxes.",
        "it",
        "FR",
    )
    assert form["themes"].value() == [theme.pk]
    assert list(resource.practices.all()) == [Practice.objects.get()]


@pytest.mark.parametrize("key", ["999999", "abc", "9" * 40, ""])
def test_a_resource_that_is_not_there_is_passed_over(client, author, key):
    response = client.get(PROPOSE, {"resource": key})

    assert (response.status_code, response.context["resource"]) == (200, None)


def test_the_draft_of_somebody_else_lends_nothing(client, author):
    hidden = draft_resource(title="Secret")

    assert "Secret" not in client.get(PROPOSE, {"resource": hidden.pk}).content.decode()


def test_a_form_sent_twice_makes_one_practice(client, author):
    form = typed(propose="1")

    first, second = client.post(PROPOSE, form), client.post(PROPOSE, form)

    assert (first.url, second.url) == (Practice.objects.get().get_absolute_url(),) * 2


@pytest.mark.parametrize("button", ["propose", "save"])
def test_what_is_changed_after_going_back_is_shown_and_can_be_kept_as_a_second_practice(
    client, author, button
):
    form = typed(**{button: "1"})
    client.post(PROPOSE, form)
    first = Practice.objects.get()

    back = client.post(PROPOSE, form | {"title": "Mended", "indicator-1-follow_up": "6.2"})
    token = re.search(r'name="token" value="([^"]+)"', back.text)[1]
    again = client.post(PROPOSE, form | {"title": "Mended", "token": token})

    assert (back.status_code, again.status_code) == (422, 302)
    assert "This form was sent before" in back.text
    assert f'href="{first.get_absolute_url()}"' in back.text
    assert 'value="Mended"' in back.text
    assert 'value="6.2"' in back.text
    assert token != form["token"]
    assert [row.title for row in Practice.objects.order_by("pk")] == ["Moisture logs", "Mended"]


def test_a_draft_that_is_sent_again_unchanged_can_be_proposed(client, author):
    form = typed()
    client.post(PROPOSE, form | {"save": "1"})

    response = client.post(PROPOSE, form | {"propose": "1"})

    assert (response.status_code, Practice.objects.get().status) == (302, "proposed")


@pytest.mark.parametrize(
    ("named", "told"), [(False, "until then nobody else sees it"), (True, "the representatives of the")]
)
def test_who_proposes_is_told_who_sees_it(client, author, named, told):
    organisation = MembershipFactory(member=author, state="accepted").organisation

    response = client.post(
        PROPOSE, typed(propose="1", organisation=str(organisation.pk) if named else ""), follow=True
    )

    assert told in response.text


def test_a_session_that_ended_while_typing_loses_nothing(client):
    author = MemberFactory()

    response = client.post(PROPOSE, typed(save="1", title="Typed for an hour", return_to=PROPOSE))
    client.force_login(author)
    page = client.get(PROPOSE).content.decode()

    assert reverse("account_login") in response.url
    assert "Typed for an hour" in page
    assert list(Practice.objects.all()) == []


def test_two_windows_do_not_overwrite_each_other(client, author):
    practice = draft(author=author)
    address = reverse("practices:edit", args=[practice.pk])
    client.post(address, typed(save="1", revision="1", title="First window"))

    response = client.post(address, typed(save="1", revision="1", title="Second window"))

    page = response.content.decode()
    assert response.status_code == 422
    assert "changed elsewhere" in page
    assert 'value="Second window"' in page
    assert 'name="revision" value="2"' in page
    assert Practice.objects.get().title == "First window"


@pytest.mark.parametrize("revision", ["", "abc", "9" * 30, "-1"])
def test_a_made_up_revision_is_an_old_one(client, author, revision):
    practice = draft(author=author)

    response = client.post(reverse("practices:edit", args=[practice.pk]), typed(save="1", revision=revision))

    assert response.status_code == 422


def test_the_form_shows_what_is_stored_in_the_readers_way(client, author):
    practice = returned(author=author, with_indicators=[indicator(sample_size=1920)])

    with translation.override("it"):
        form = client.get(reverse("practices:edit", args=[practice.pk])).context["forms"].indicators[0]
        values = (form["baseline"].value(), form["sample_size"].value())

    assert values == ("14,2", 1920)


def test_an_editor_edits_what_is_out_but_cannot_leave_gaps(client):
    practice = PracticeFactory()
    client.force_login(MemberFactory(roles=[EDITOR]))
    address = reverse("practices:edit", args=[practice.pk])

    refused = client.post(address, typed(save="1", revision="1", conclusion=""))
    saved = client.post(address, typed(save="1", revision="1", title="Tidied"))

    assert (refused.status_code, saved.status_code) == (422, 302)
    assert Practice.objects.get().title == "Tidied"


@pytest.mark.parametrize(
    ("gaps", "told"),
    [
        ({"conclusion": ""}, "It is not saved. One thing is missing"),
        ({"conclusion": "", "element-1-name": ""}, "It is not saved. 2 things are missing"),
    ],
)
@pytest.mark.parametrize("make", [proposed, PracticeFactory])
def test_an_editor_is_told_that_what_was_proposed_is_not_saved_with_gaps(client, make, gaps, told):
    practice = make()
    client.force_login(MemberFactory(roles=[EDITOR]))

    response = client.post(
        reverse("practices:edit", args=[practice.pk]), typed(save="1", revision="1", title="Mine", **gaps)
    )

    alert = re.search(
        r'<div class="alert alert-error" role="alert"[^>]* data-focus>.*?</ul>', response.text, re.DOTALL
    )
    assert (response.status_code, told in alert[0]) == (422, True)
    assert 'id="id_conclusion_missing"' in response.text
    assert 'value="Mine"' in response.text
    assert Practice.objects.get().title != "Mine"


@pytest.mark.parametrize("gaps", [{}, {"summary": ""}])
def test_what_the_service_alone_refuses_is_said_at_its_field(client, author, monkeypatch, gaps):
    organisation = MembershipFactory(member=author, state="accepted").organisation
    monkeypatch.setattr("repository.services.practices.organisations_of", lambda member: [])  # left just now

    response = client.post(PROPOSE, typed(save="1", organisation=str(organisation.pk), **gaps))

    assert response.status_code == 422
    assert 'id="id_organisation_error"' in response.text
    assert "Choose an organisation you belong to." in response.text
    assert "It is not saved" not in response.text


def test_who_changed_what_is_out_is_shown_to_those_who_may_change_it(client):
    editor = MemberFactory(roles=[EDITOR], display_name="Ines Prat")
    practice = PracticeFactory()
    client.force_login(editor)
    before = client.get(practice.get_absolute_url()).text

    client.post(reverse("practices:edit", args=[practice.pk]), typed(save="1", revision="1"))
    page = client.get(practice.get_absolute_url(), follow=True).text
    client.force_login(MemberFactory())

    assert "Last changed on" not in before
    assert re.search(r"Last changed on <time [^>]+>[^<]+</time> · <span [^>]+>Ines Prat</span>", page)
    assert "Last changed on" not in client.get(practice.get_absolute_url(), follow=True).text


@pytest.mark.parametrize(("make", "status"), [(draft, 404), (proposed, 404), (PracticeFactory, 404)])
def test_others_cannot_open_the_form_of_a_practice(client, author, make, status):
    address = reverse("practices:edit", args=[make().pk])

    assert (client.get(address).status_code, client.post(address, typed()).status_code) == (status, status)


def test_an_author_cannot_change_what_is_proposed(client, author):
    practice = proposed(author=author)

    assert client.get(reverse("practices:edit", args=[practice.pk])).status_code == 404


def test_too_many_proposals_keep_what_was_typed(client, author, settings):
    settings.RATE_LIMITS = True
    for _number in range(10):
        client.post(PROPOSE, typed(propose="1"))

    response = client.post(PROPOSE, typed(propose="1", title="The eleventh"))

    assert response.status_code == 429
    assert 'value="The eleventh"' in response.content.decode()


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "14.2", "14.2"),
        ("en", "14,2", "14.2"),
        ("en", "1,920", "1920"),
        ("en", "1,920.5", "1920.5"),
        ("en", "1 920", "1920"),
        ("en", "-3.5", "-3.5"),
        ("it", "1.920", "1920"),
        ("it", "1.920,5", "1920.5"),
        ("it", "14.2", "14.2"),
        ("it", "14,200", "14.200"),
        ("el", "0,5", "0.5"),
        ("en", "many", "many"),
    ],
)
def test_numbers_are_read_as_people_write_them(language, text, number):
    with translation.override(language):
        assert plain_number(text) == number
