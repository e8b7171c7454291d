"""The short form of a deposit: what it takes, refuses and keeps."""

import io
import re
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cop.core.ratelimit import LIMITS, count_act
from repository import services
from repository.forms.resource_fields import HoursField
from repository.models import Resource
from repository.services import ResourceWithdrawnError, VersionFixedError
from tests.factories.repository import draft
from tests.repository.resources import TOOLBOX, address, details, typed, upload, with_file

pytestmark = pytest.mark.django_db


def test_a_simple_document_is_published_in_one_step(client, member):
    response = client.post(f"{TOOLBOX}deposit/", typed(files=[upload()]))

    resource = Resource.objects.get()
    assert response["Location"] == address(resource)
    assert (resource.status, resource.depositor, resource.format) == ("published", member, "PDF")


def test_a_form_sent_twice_makes_one_resource(client, member):
    fields = typed(link="https://example.org/a")

    first = client.post(f"{TOOLBOX}deposit/", fields)
    second = client.post(f"{TOOLBOX}deposit/", fields)

    assert first["Location"] == second["Location"]
    assert Resource.objects.count() == 1


def test_a_draft_is_kept_and_leads_to_the_details(client, member):
    response = client.post(f"{TOOLBOX}deposit/", typed(publish=None, draft="1"))

    resource = Resource.objects.get()
    assert (resource.status, response["Location"]) == ("draft", address(resource, "edit"))
    assert resource.title in client.get(address(resource, "edit")).content.decode()


def test_files_are_kept_when_other_fields_are_wrong(client, member):
    fields = typed(title="")

    wrong = client.post(f"{TOOLBOX}deposit/", {**fields, "files": [upload()]})
    revision = wrong.context["form"]["revision"].value()
    right = client.post(f"{TOOLBOX}deposit/", {**fields, "title": "Moisture log", "revision": revision})

    assert wrong.status_code == 422
    assert "log.pdf" in wrong.content.decode()
    assert "One page." in wrong.content.decode()
    resource = Resource.objects.get()
    assert (right["Location"], resource.title, resource.status) == (
        address(resource),
        "Moisture log",
        "published",
    )


def test_too_many_deposits_hide_no_file_that_was_kept(client, member, settings, monkeypatch):
    sent = typed(title="")
    client.post(f"{TOOLBOX}deposit/", {**sent, "files": [upload()]})
    settings.RATE_LIMITS = True
    monkeypatch.setitem(LIMITS, "deposit", (0, 3600))
    count_act("deposit", f"member:{member.pk}")

    refused = client.post(f"{TOOLBOX}deposit/", sent)

    assert refused.status_code == 429
    assert [placed.name for placed in refused.context["kept_files"]] == ["log.pdf"]


def refuse(monkeypatch, act, refusal):
    def refused(**kwargs):
        raise refusal

    monkeypatch.setattr(services, act, refused)


@pytest.mark.parametrize("name", ["deposit", "edit"])
def test_what_was_withdrawn_while_it_was_published_is_said_with_everything_typed(
    client, member, monkeypatch, name
):
    refuse(monkeypatch, "publish_resource", ResourceWithdrawnError)
    resource = draft(depositor=member, link="https://example.org")
    if name == "deposit":
        page = client.post(f"{TOOLBOX}deposit/", typed(title="Mine", link="https://example.org"))
    else:
        page = client.post(address(resource, "edit"), details(resource, title="Mine", publish="1"))

    assert page.status_code == 422
    assert page.context["form"].non_field_errors() == [ResourceWithdrawnError.message]
    assert 'value="Mine"' in page.text


def test_a_file_that_was_published_meanwhile_stays_with_everything_typed(client, member, monkeypatch):
    refuse(monkeypatch, "remove_file", VersionFixedError)
    client.post(f"{TOOLBOX}deposit/", typed(publish=None, files=[upload()]))
    resource = Resource.objects.get()
    placed = resource.versions.get().files.get()

    page = client.post(address(resource, "edit"), details(resource, title="Mine", remove=str(placed.pk)))

    assert page.status_code == 422
    assert page.context["form"].non_field_errors() == [VersionFixedError.message]
    assert 'value="Mine"' in page.text


@pytest.mark.parametrize("button", ["publish", "draft"])
@pytest.mark.parametrize("change", [{"title": "Another"}, {"title": ""}])
def test_a_form_sent_before_that_says_something_else_is_another_deposit(client, member, button, change):
    sent = typed(link="https://example.org/a", **{"publish": None, button: "1"})
    client.post(f"{TOOLBOX}deposit/", sent)
    first = Resource.objects.get()

    told = client.post(f"{TOOLBOX}deposit/", {**sent, **change, "files": [upload()]})
    form = told.context["form"]
    anew = {"title": "Another", "token": form["token"].value(), "revision": form["revision"].value()}
    client.post(f"{TOOLBOX}deposit/", {**sent, **anew})

    first.refresh_from_db()
    assert (told.status_code, first.title, first.versions.get().files.count()) == (422, "Moisture log", 0)
    assert "This form was sent before: “Moisture log” is among your resources" in told.text
    assert "One page." in told.text
    assert sorted(Resource.objects.values_list("title", flat=True)) == ["Another", "Moisture log"]


def test_a_published_form_with_another_file_is_another_deposit(client, member):
    sent = typed()
    client.post(f"{TOOLBOX}deposit/", {**sent, "files": [upload()]})

    again = client.post(f"{TOOLBOX}deposit/", {**sent, "files": [upload()]})
    other = client.post(f"{TOOLBOX}deposit/", {**sent, "files": [upload("other.pdf")]})

    assert (again.status_code, other.status_code) == (302, 422)


def bomb():
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", b"0" * 40_000_000)
    return sink.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("log.pdf", b"MZ\x90 a program", "is a program"),
        ("log.pdf", b"", "is empty"),
        ("log.zip", bomb(), "far beyond its size"),
        ("log.png", b"\x89PNG\r\n\x1a\n broken", "damaged picture"),
        ("log.pdf", b"%PDF-" + b"x" * 5000, "a file may have"),
    ],
)
def test_a_bad_file_is_refused_at_its_field_and_nothing_typed_is_lost(
    client, member, settings, name, content, says
):
    settings.UPLOAD_MAX_BYTES = 4096 if says == "a file may have" else 10**8

    response = client.post(f"{TOOLBOX}deposit/", typed(files=[upload(name, content)]))

    assert response.status_code == 422
    assert any(says in error for error in response.context["form"].errors["files"])
    assert "One page." in response.content.decode()
    assert not Resource.objects.published().exists()


def test_what_is_missing_for_the_type_is_named_on_the_details_page(client, member):
    response = client.post(f"{TOOLBOX}deposit/", typed(type="micro_training", files=[upload()]), follow=True)

    resource = Resource.objects.get()
    assert response.redirect_chain == [(address(resource, "edit"), 302)]
    assert [gap["anchor"] for gap in response.context["missing"]] == [
        "id_minutes", "id_gesture_1", "id_outcome", "id_purpose", "id_certifies", "id_modes", "id_micro_theme",
    ]  # fmt: skip
    assert resource.is_draft


def test_the_short_form_names_all_that_is_wrong_or_missing_at_once(client, member):
    sent = typed(type="micro_training", title="", licence="all-rights-reserved", ai_used="on")

    response = client.post(f"{TOOLBOX}deposit/", sent)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["title", "link"]
    assert "With all rights reserved, give a link to where it can be had." in response.text
    assert len(response.context["later"]) == 9
    assert "The next page asks for the rest" in response.text
    assert "Give the duration: from 1 h 30 to 24 h." in response.text


def test_the_short_form_without_anything_asks_for_everything(client, member):
    response = client.post(f"{TOOLBOX}deposit/", typed(title="", abstract="", licence=None))

    assert set(response.context["form"].errors) == {"title", "abstract", "licence", "files"}
    assert response.context["later"] == []


@pytest.mark.parametrize("minutes", ["soon", "0:45", "24 h 30"])
def test_a_wrong_duration_hides_nothing_and_the_rest_is_kept(client, member, minutes):
    resource = draft(depositor=member, type="micro_training", link="https://example.org")

    response = client.post(
        address(resource, "edit"),
        details(
            resource,
            title="Better",
            link=resource.link,
            minutes=minutes,
            year="12",
            ai_used="on",
            publish="1",
        ),
    )

    resource.refresh_from_db()
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {
        "minutes", "year", "gesture_1", "outcome", "purpose", "certifies", "modes", "micro_theme",
        "ai_tool", "ai_reviewer",
    }  # fmt: skip
    assert (resource.title, resource.is_draft) == ("Better", True)
    assert [len(texts) for texts in response.context["form"].errors.values()] == [1] * 10


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("2:30", 150),
        ("2 h 30", 150),
        ("2h30 min", 150),
        ("24 h 30", 1470),
        ("24:30", 1470),
        ("90 min", 90),
        ("90", 90),
        ("3", 180),
        ("24 h", 1440),
        ("1.5 h", 90),
        ("1,5", 90),
        ("2 ώ. 30 λ.", 150),
        ("2,5 godz.", 150),
        ("", None),
    ],
)
def test_a_duration_is_read_as_people_write_it(text, minutes):
    assert HoursField(required=False).clean(text) == minutes


@pytest.mark.parametrize("text", ["2.30", "1.50 h", "2 h 75", "24.5", "a morning", "-3"])
def test_a_duration_with_two_meanings_or_none_is_refused_with_examples(text):
    with pytest.raises(ValidationError, match=r"for example 2:30, 2 h 30, 150 min or 2\.5 h"):
        HoursField(required=False).clean(text)


@pytest.mark.parametrize(
    ("minutes", "says"), [("24 h 30", "at most 24 h. Divide"), ("45 min", "If it is shorter")]
)
def test_a_duration_out_of_range_says_what_to_do(client, member, minutes, says):
    resource = draft(depositor=member, type="micro_training")

    assert says in client.post(address(resource, "edit"), details(resource, minutes=minutes)).text


def test_what_the_use_of_ai_asks_for_does_not_call_itself_optional(client, member):
    resource = draft(depositor=member)
    note = "needed when artificial intelligence was used"

    before = client.get(address(resource, "edit")).text
    Resource.objects.filter(pk=resource.pk).update(ai_used=True)
    ticked = client.get(address(resource, "edit")).text

    for name in ("ai_tool", "ai_reviewer"):
        label = (
            rf'<label class="field-label" for="id_{name}">[^<]+ <span class="field-optional">{note}</span>'
        )
        assert re.search(label, before)
        assert re.search(rf'for="id_{name}">[^<]+</label>', ticked)


@pytest.mark.parametrize("name", ["deposit", "edit", "new_version"])
def test_the_page_knows_how_large_a_file_may_be(client, member, settings, name):
    settings.UPLOAD_MAX_BYTES = 3 * 1024**2
    resource = with_file(member) if name == "new_version" else draft(depositor=member)
    path = reverse("resources:deposit") if name == "deposit" else address(resource, name)

    page = client.get(path).text

    assert 'data-most="3145728"' in page
    assert 'data-too-large="“@” has #; a file may have 3.0\xa0MB. Make it smaller' in page
