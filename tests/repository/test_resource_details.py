"""The details of a resource: fields, rules named where something is missing, files."""

import pytest

from cop.core.ratelimit import LIMITS, count_act
from repository.models import Resource
from repository.services import change_resource, withdraw_resource
from tests.factories.repository import ResourceFactory, draft
from tests.repository.resources import TOOLBOX, address, details, typed, upload

pytestmark = pytest.mark.django_db


def test_a_micro_training_is_completed_and_published(client, member):
    following = ResourceFactory()
    client.post(f"{TOOLBOX}deposit/", typed(type="micro_training", files=[upload()]))
    resource = Resource.objects.get(type="micro_training")

    response = client.post(
        address(resource, "edit"),
        details(
            resource, minutes="2:30", outcome="ability", purpose="part_time_job", modes=["workshop", "video"],
            micro_theme="territory", region="ith1", certifies="informal", gesture_1="Measures", criterion_1="Twice",
            gesture_2="Writes", leads_to=following.get_absolute_url(), publish="1",
        ),
    )  # fmt: skip

    resource.refresh_from_db()
    assert response["Location"] == address(resource)
    assert (resource.status, resource.minutes, resource.region) == ("published", 150, "ITH1")
    assert list(resource.gestures.values_list("text", "criterion")) == [("Measures", "Twice"), ("Writes", "")]
    assert list(resource.leads_to.all()) == [following]
    assert "Measures" in client.get(address(resource)).content.decode()


def test_wrong_details_are_named_at_their_fields_and_what_was_right_is_kept(client, member):
    foreign = draft()
    client.post(f"{TOOLBOX}deposit/", typed(type="micro_training", link="https://example.org"))
    resource = Resource.objects.get(depositor=member)

    response = client.post(
        address(resource, "edit"),
        details(
            resource, title="Better", minutes="0:45", leads_to=f"/en/sharing/resources/{foreign.pk}-x/",
            language="klingon", year="12", publish="1",
        ),
    )  # fmt: skip

    assert response.status_code == 422
    assert set(response.context["form"].errors) >= {"leads_to", "language", "minutes", "year"}
    assert 'value="0:45"' in response.content.decode()


@pytest.mark.parametrize(
    ("line", "taken"),
    [
        ("/en/sharing/resources/{}-sheet/", True),
        ("/it/sharing/resources/{}-x/", True),
        ("http://testserver/en/sharing/resources/{}-sheet/?after=2#about", True),
        ("/en/cooperation/practices/{}-sheet/", False),
        ("/en/sharing/resources/{}-sheet/edit/", False),
        ("https://elsewhere.example/en/sharing/resources/{}-sheet/", False),
        ("https://elsewhere.example/{}", False),
        ("http://[broken/{}", False),
        ("/en/sharing/resources/99999999999999999999{}-sheet/", False),
    ],
)
def test_only_the_address_of_a_resource_on_this_site_is_one(client, member, line, taken):
    resource, following = draft(depositor=member, type="micro_training"), ResourceFactory()

    page = client.post(address(resource, "edit"), details(resource, leads_to=line.format(following.pk)))

    assert (page.status_code, list(resource.leads_to.all())) == ((302, [following]) if taken else (422, []))


def test_what_it_leads_on_to_may_be_withdrawn_meanwhile(client, member):
    resource, following = draft(depositor=member, type="micro_training"), ResourceFactory()
    resource.leads_to.add(following)
    withdraw_resource(member=following.depositor, resource=following, reason="Out of date.")
    shown = client.get(address(resource, "edit")).context["form"]["leads_to"].value()

    page = client.post(address(resource, "edit"), details(resource, title="Better", leads_to=shown))

    resource.refresh_from_db()
    assert (page.status_code, resource.title, list(resource.leads_to.all())) == (302, "Better", [following])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("authors", "School\x00 x"),
        ("tags", "wood, l\x00g"),
        ("authors", "x" * 201),
        ("tags", "x" * 61),
        ("authors", "\n".join(f"School {number}" for number in range(51))),
        ("tags", ",".join(f"tag {number}" for number in range(13))),
    ],
)
def test_each_entry_of_a_list_is_checked_and_how_many_there_are(client, member, name, value):
    resource = draft(depositor=member, link="https://example.org")

    response = client.post(address(resource, "edit"), details(resource, **{name: value}))

    assert (response.status_code, list(response.context["form"].errors)) == (422, [name])


def test_a_list_may_be_longer_than_one_of_its_entries(client, member):
    resource = draft(depositor=member, link="https://example.org")
    authors = [f"{number} {'x' * 190}" for number in range(8)]

    client.post(address(resource, "edit"), details(resource, authors="\n".join(authors)))

    resource.refresh_from_db()
    assert resource.authors == authors
    assert 'maxlength="200" id="id_authors"' not in client.get(address(resource, "edit")).content.decode()


def test_the_last_day_before_the_first_is_refused(client, member):
    client.post(f"{TOOLBOX}deposit/", typed(type="project", publish=None, link="https://example.org"))
    resource = Resource.objects.get()

    response = client.post(
        address(resource, "edit"), details(resource, starts_on="2025-02-01", ends_on="2024-02-01")
    )

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["ends_on"])


def test_what_the_union_paid_for_is_shown_with_its_disclaimer_whatever_its_type(client, member):
    resource = draft(depositor=member, link="https://example.org", is_eu_funded=True)
    funding = {
        "link": resource.link,
        "programme": "Erasmus+",
        "reference": "2023-1-X",
        "starts_on": "2023-10-01",
    }

    gaps = client.post(
        address(resource, "edit"), details(resource, is_eu_funded="on", publish="1", **funding)
    )
    whole = {**funding, "is_eu_funded": "on", "ends_on": "2025-09-30"}
    client.post(address(resource, "edit"), details(resource, publish="1", **whole))

    assert (gaps.status_code, list(gaps.context["form"].errors)) == (422, ["ends_on"])
    page = client.get(address(resource)).content.decode()
    assert "2023-1-X" in page
    assert "Neither the European Union nor EACEA" in page


def test_a_project_says_who_funded_it_even_in_a_draft_without_a_programme(client, member):
    resource = draft(depositor=member, type="project", is_eu_funded=True)

    assert 'id="project-funding"' in client.get(address(resource)).content.decode()


def test_files_get_roles_and_can_be_taken_out(client, member):
    client.post(
        f"{TOOLBOX}deposit/", typed(type="trainer_package", files=[upload(), upload("b.csv", b"1;2")])
    )
    resource = Resource.objects.get()
    manual, sheet = resource.versions.get().files.order_by("pk")

    client.post(
        address(resource, "edit"), {**details(resource), f"role-{sheet.pk}": "manual", "role-999": "main"}
    )
    client.post(address(resource, "edit"), {**details(resource), "remove": str(manual.pk)})

    assert list(resource.versions.get().files.values_list("name", "role")) == [("b.csv", "manual")]


def test_a_file_number_no_database_holds_is_passed_over(client, member):
    client.post(f"{TOOLBOX}deposit/", typed(publish=None, files=[upload()]))
    resource = Resource.objects.get()

    response = client.post(address(resource, "edit"), {**details(resource), f"role-{'9' * 30}": "main"})

    assert response.status_code == 302


def shown_revision(page):
    return page.context["form"]["revision"].value()


def changed_elsewhere(resource, **fields):
    change_resource(member=resource.depositor, resource=resource, **fields)


@pytest.mark.parametrize("make", [draft, ResourceFactory])
def test_what_was_changed_elsewhere_is_not_written_over_before_the_reader_was_told(client, member, make):
    resource = make(depositor=member)
    opened = details(resource, title="Mine")
    changed_elsewhere(resource, title="Theirs")

    told = client.post(address(resource, "edit"), opened)
    resource.refresh_from_db()
    kept = resource.title
    again = client.post(address(resource, "edit"), {**opened, "revision": shown_revision(told)})

    resource.refresh_from_db()
    assert (told.status_code, kept, again.status_code, resource.title) == (422, "Theirs", 302, "Mine")
    assert "This resource was changed elsewhere since you opened it." in told.text
    assert 'value="Mine"' in told.text


@pytest.mark.parametrize("why", ["wrong", "too many"])
def test_a_form_given_back_for_another_reason_stands_on_the_revision_it_was_opened_on(
    client, member, settings, monkeypatch, why
):
    resource = ResourceFactory(depositor=member)
    opened = details(resource, year="soon" if why == "wrong" else "")
    changed_elsewhere(resource, title="Theirs")
    if why == "too many":
        settings.RATE_LIMITS = True
        monkeypatch.setitem(LIMITS, "edit", (1, 600))
        count_act("edit", f"member:{member.pk}")

    page = client.post(address(resource, "edit"), opened)

    assert page.status_code == (422 if why == "wrong" else 429)
    assert shown_revision(page) == opened["revision"]


def test_a_draft_that_was_half_written_goes_on_from_its_own_change(client, member):
    resource = draft(depositor=member, link="https://example.org")

    wrong = client.post(address(resource, "edit"), details(resource, title="Better", year="12"))
    right = client.post(
        address(resource, "edit"), details(resource, title="Best", revision=shown_revision(wrong))
    )

    resource.refresh_from_db()
    assert (wrong.status_code, right.status_code, resource.title) == (422, 302, "Best")


@pytest.mark.parametrize("revision", ["", "-1", "x", "9" * 30])
def test_a_made_up_revision_is_none_that_anybody_has_opened(client, member, revision):
    resource = draft(depositor=member)

    page = client.post(address(resource, "edit"), details(resource, title="Mine", revision=revision))

    assert page.status_code == 422


def test_a_form_kept_over_a_sign_in_stands_on_the_revision_it_was_opened_on(client, member):
    resource = ResourceFactory(depositor=member)
    client.logout()
    client.post(address(resource, "edit"), details(resource, title="Mine"))
    typed_before = client.session["kept_form"]
    changed_elsewhere(resource, title="Theirs")
    client.force_login(member)
    session = client.session
    session["kept_form"] = typed_before
    session.save()

    assert shown_revision(client.get(address(resource, "edit"))) == "0"
