"""The pages of organisations: founded, described, run by whom, and their logos."""

import io
import uuid

import pytest
from django.http import QueryDict
from django.urls import reverse
from PIL import Image

from cop.members.models import Organisation
from tests.factories.members import MemberFactory, MembershipFactory, OrganisationFactory, represented

pytestmark = pytest.mark.django_db


def described(**changes):
    return {
        "token": uuid.uuid4(),
        "name": "Scuola del legno",
        "kind": "vet_provider",
        "country": "IT",
        "nuts": "ith1",
        "nace": "85",
        "languages": ["it", "de"],
        "about": "Banchi.",
        "about_language": "it",
    } | changes


def test_a_long_text_of_another_script_is_kept_over_the_sign_in(client):
    words = "Κείμενο " * 6_000  # 48,000 characters, more than ten times as many bytes in an address

    client.post("/en/members/organisations/new/", {"about": words})

    assert QueryDict(client.session["kept_form"]["body"])["about"] == words


def test_a_member_founds_an_organisation_and_a_replay_leads_to_it(client):
    client.force_login(MemberFactory())
    typed = described()

    first = client.post("/en/members/organisations/new/", typed)
    second = client.post("/en/members/organisations/new/", typed)

    organisation = Organisation.objects.get()
    assert first["Location"] == second["Location"] == organisation.get_absolute_url()
    assert (organisation.nuts, organisation.nuts_edition, organisation.nace) == ("ITH1", "2024", "85")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"kind": "empire"}, "kind"),
        ({"country": "ZZ"}, "country"),
        ({"nuts": "ITX9"}, "nuts"),
        ({"nuts": "EL30"}, "nuts"),
        ({"nace": "P85"}, "nace"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"languages": ["it", "nonsense"]}, "languages"),
        ({"about_language": ""}, "about_language"),
        ({"about": "x" * 50_001}, "about"),
    ],
)
def test_a_wrong_description_names_the_field_and_founds_nothing(client, changes, field):
    client.force_login(MemberFactory())

    response = client.post("/en/members/organisations/new/", described(**changes))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert Organisation.objects.count() == 0


def test_script_in_a_description_is_shown_as_text(client):
    client.force_login(MemberFactory())
    client.post(
        "/en/members/organisations/new/", described(about="<script>alert(1)</script>", name="<i>x</i>")
    )

    html = client.get(Organisation.objects.get().get_absolute_url()).content.decode()

    assert "<script>alert" not in html
    assert "&lt;i&gt;x&lt;/i&gt;" in html


def test_a_wrong_slug_leads_to_the_right_address(client):
    organisation = OrganisationFactory(name="Scuola del legno")

    response = client.get(f"/en/members/organisations/{organisation.pk}-wrong/")

    assert (response.status_code, response["Location"]) == (302, organisation.get_absolute_url())


WRITES = ["edit", "logo", "accept", "decline", "represent"]


@pytest.mark.parametrize("act", WRITES)
@pytest.mark.parametrize(
    ("who", "status"),
    [("stranger", 302), ("member", 404), ("asker", 404), ("people", 404), ("editor", 404), ("representative", 302), ("administrator", 302)],
)  # fmt: skip
def test_who_may_run_an_organisation(client, act, who, status):
    organisation = OrganisationFactory()
    asked = MembershipFactory(organisation=organisation)
    inside = MembershipFactory(organisation=organisation, state="accepted")
    speaker = represented(organisation=organisation)
    people = {
        "member": lambda: MemberFactory(),
        "asker": lambda: asked.member,
        "people": lambda: inside.member,
        "editor": lambda: MemberFactory(roles=["editor"]),
        "representative": lambda: speaker.member,
        "administrator": lambda: MemberFactory(roles=["administrator"]),
    }
    if who in people:
        client.force_login(people[who]())
    target = inside if act == "represent" else asked
    if act in ("edit", "logo"):
        url = reverse(f"members:organisation_{act}", args=[organisation.pk])
    else:
        url = reverse("members:answer", args=[target.pk, act])
    typed = described() if act == "edit" else {"remove": "1"}

    response = client.post(url, typed)

    assert response.status_code == status
    assert (who == "stranger") == ("/account/login/" in response.get("Location", ""))


def test_a_logo_is_served_as_a_picture_and_nothing_else(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    speaker = represented()
    picture = io.BytesIO()
    Image.new("RGB", (20, 20), "teal").save(picture, "PNG")
    picture.seek(0)
    picture.name = "logo.html"
    client.force_login(speaker.member)

    client.post(reverse("members:organisation_logo", args=[speaker.organisation_id]), {"logo": picture})
    speaker.organisation.refresh_from_db()
    client.logout()
    response = client.get(speaker.organisation.logo_url)

    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert "sandbox" in response["Content-Security-Policy"]
    assert b"".join(response.streaming_content)[:4] == b"\x89PNG"


@pytest.mark.parametrize("content", [b"", b"MZ\x90\x00 program", b"\x89PNG\r\n\x1a\n broken"])
def test_a_file_that_is_no_picture_is_refused_with_a_reason(client, content):
    speaker = represented()
    client.force_login(speaker.member)
    upload = io.BytesIO(content)
    upload.name = "logo.png"

    response = client.post(
        reverse("members:organisation_logo", args=[speaker.organisation_id]), {"logo": upload}
    )

    assert response.status_code == 422
    assert list(response.context["logo_form"].errors) == ["logo"]
