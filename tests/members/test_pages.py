"""The directory, pages of members and organisations, and what they cost."""

import io
import uuid

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from cop.members import activity
from cop.members.models import Membership, Organisation
from tests.factories.members import MemberFactory, MembershipFactory, OrganisationFactory, ThemeFactory

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


def represented(**fields):
    return MembershipFactory(state="accepted", is_representative=True, **fields)


def names(response):
    return [row.display_name for row in response.context["page"]]


def test_strangers_find_only_members_who_let_them(client):
    MemberFactory(display_name="Open")
    MemberFactory(display_name="Closed", is_public=False)
    MemberFactory(display_name="Gone", is_active=False)

    seen = names(client.get("/en/members/"))
    client.force_login(MemberFactory(display_name="Reader"))

    assert seen == ["Open"]
    assert names(client.get("/en/members/")) == ["Closed", "Open", "Reader"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("name=STOLARZ", ["Stolarz, Łódź"]),
        ("name=lodz", ["Stolarz, Łódź"]),
        ("name=Εκπαιδευτης", ["Εκπαιδευτής, Πάτρα"]),
        ("language=pl", ["Stolarz, Łódź"]),
        ("country=GR", ["Εκπαιδευτής, Πάτρα"]),
        ("theme=wood", ["Stolarz, Łódź"]),
        ("theme=wood&country=GR", []),
        ("language=xx&theme=nothing&country=ZZ", ["Stolarz, Łódź", "Εκπαιδευτής, Πάτρα"]),
        ("after=made-up", ["Stolarz, Łódź", "Εκπαιδευτής, Πάτρα"]),
    ],
)
def test_filters_of_the_directory(client, query, found):
    wood = ThemeFactory(key="wood")
    MemberFactory(display_name="Stolarz, Łódź", country="PL", reads=["pl-PL", "en"]).themes.add(wood)
    MemberFactory(display_name="Εκπαιδευτής, Πάτρα", country="GR", reads=["el"])

    assert names(client.get(f"/en/members/?{query}")) == found


def test_organisations_are_filtered_by_kind_and_language(client):
    OrganisationFactory(name="School", languages=["it"])
    OrganisationFactory(name="Firm", kind="company", languages=["el-CY", "en"])

    response = client.get("/en/members/organisations/?kind=company&language=el")

    assert [row.name for row in response.context["page"]] == ["Firm"]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("path", "guest", "member"), [("members/", 3, 5), ("members/organisations/", 1, 3)])
def test_the_directory_costs_the_same_however_many_there_are(client, rows, path, guest, member):
    for _row in range(rows):
        organisation = OrganisationFactory()
        MemberFactory(organisation=organisation).themes.add(ThemeFactory())

    with CaptureQueriesContext(
        connection,
    ) as strangers:
        client.get(f"/en/{path}")
    client.force_login(MemberFactory())
    with CaptureQueriesContext(connection) as members:
        client.get(f"/en/{path}")

    footer = 2  # what editors maintain below every page
    assert len(strangers) <= guest + footer
    assert len(members) <= member + footer + 1  # roles, for the account menu


def test_a_strangers_visit_writes_nothing_and_opens_no_session(client):
    member = MemberFactory()
    organisation = represented(member=member).organisation

    for url in ("/en/members/", member.get_absolute_url(), organisation.get_absolute_url()):
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        written = [q["sql"] for q in queries if q["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}]
        assert written == []
    assert "sessionid" not in client.cookies


def test_a_members_page_shows_what_other_apps_say_they_contributed(client, monkeypatch):
    from django.utils import timezone

    item = activity.ActivityItem("sharing", "Resource", "Dziennik", "/en/x/", timezone.now(), "pl")
    monkeypatch.setattr(activity, "_member_sources", [lambda member, viewer, most: [item]])

    html = client.get(MemberFactory().get_absolute_url()).content.decode()

    assert '<a class="title-link" href="/en/x/" lang="pl" dir="auto">Dziennik</a>' in html


@pytest.mark.parametrize("who", ["closed", "inactive", "nobody"])
def test_a_page_one_may_not_see_looks_like_none(client, who):
    member = MemberFactory(is_public=who != "closed", is_active=who != "inactive")
    url = member.get_absolute_url() if who != "nobody" else "/en/members/999999/"

    assert client.get(url).status_code == 404


def test_settings_are_saved_and_then_shown_in_the_language_chosen(client):
    member = MemberFactory()
    client.force_login(member)

    response = client.post(
        "/en/members/settings/",
        {
            "display_name": "Ebanista",
            "interface": "it",
            "appearance": "dark",
            "language_1": "it",
            "reads_1": "on",
        },
    )
    page = client.get(response["Location"]).content.decode()

    member.refresh_from_db()
    assert response["Location"] == "/it/members/settings/"
    assert (member.display_name, member.interface, member.appearance) == ("Ebanista", "it", "dark")
    assert 'lang="it" data-theme="dark"' in page


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"interface": "xx"}, "interface"),
        ({"appearance": "pink"}, "appearance"),
        ({"display_name": " "}, "display_name"),
        ({"headline": "x" * 161}, "headline"),
        ({"language_1": "english", "reads_1": "on"}, "language_1"),
    ],
)
def test_wrong_settings_come_back_with_what_was_typed(client, changes, field):
    member = MemberFactory(display_name="Before")
    client.force_login(member)
    typed = {"display_name": "Típico <b>", "interface": "en", "language_1": "it", "reads_1": "on"} | changes

    response = client.post("/en/members/settings/", typed)

    member.refresh_from_db()
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert member.display_name == "Before"
    if field != "display_name":
        assert 'value="Típico &lt;b&gt;"' in response.content.decode()


def test_what_was_typed_after_the_session_ended_comes_back_after_signing_in(client):
    typed = {"display_name": "Typed long", "interface": "en", "language_1": "it", "reads_1": "on"}

    response = client.post("/en/members/settings/", typed)
    session = dict(client.session)
    client.force_login(MemberFactory())
    kept = client.session
    kept.update(session)
    kept.save()
    page = client.get("/en/members/settings/").content.decode()

    assert response["Location"] == "/en/account/login/?next=/en/members/settings/"
    assert 'value="Typed long"' in page


def test_a_long_text_of_another_script_is_kept_over_the_sign_in(client):
    words = "Κείμενο " * 6_000  # 48,000 characters, more than ten times as many bytes in an address

    client.post("/en/members/organisations/new/", {"about": words})

    assert QueryDict(client.session["kept_form"]["body"])["about"] == words


@pytest.mark.parametrize(
    ("sent_from", "led_to"),
    [
        (
            "http://testserver/en/members/organisations/7-school/?page=2",
            "/en/members/organisations/7-school/",
        ),
        ("https://elsewhere.example/en/members/", "/en/members/memberships/7/leave/"),
        ("", "/en/members/memberships/7/leave/"),
    ],
)
def test_a_button_pressed_after_the_session_ended_leads_back_to_its_page(client, sent_from, led_to):
    response = client.post("/en/members/memberships/7/leave/", headers={"referer": sent_from})

    assert response["Location"] == f"/en/account/login/?next={led_to}"


def test_a_refused_request_to_join_still_leads_back_to_the_organisation(client):
    organisation = OrganisationFactory()
    client.force_login(MemberFactory())

    refused = client.post(reverse("members:join", args=[organisation.pk]), {"note": "x" * 5_000})

    assert refused.status_code == 422
    assert f'name="return_to" value="{organisation.get_absolute_url()}"' in refused.content.decode()


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


def test_only_representatives_see_who_asks_to_join(client):
    membership = MembershipFactory(member__display_name="Asks politely", note="I teach there.")
    speaker = represented(organisation=membership.organisation).member
    url = membership.organisation.get_absolute_url()
    seen = {}

    for who, member in {"stranger": None, "member": MemberFactory(), "speaker": speaker}.items():
        if member:
            client.force_login(member)
        seen[who] = "I teach there." in client.get(url).content.decode()

    assert seen == {"stranger": False, "member": False, "speaker": True}


def test_asking_to_join_and_taking_it_back(client):
    organisation, member = OrganisationFactory(), MemberFactory()
    client.force_login(member)

    client.post(reverse("members:join", args=[organisation.pk]), {"note": "Hello"})
    waiting = list(Membership.objects.values_list("member", "state", "note"))
    client.post(reverse("members:leave", args=[Membership.objects.get().pk]))

    assert waiting == [(member.pk, "requested", "Hello")]
    assert Membership.objects.count() == 0


def test_nobody_ends_somebody_elses_membership(client):
    membership = MembershipFactory()
    client.force_login(MemberFactory())

    response = client.post(reverse("members:leave", args=[membership.pk]))

    assert response.status_code == 404
    assert Membership.objects.filter(pk=membership.pk).exists()


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


@pytest.mark.parametrize(
    ("role", "status"), [("", 404), ("editor", 404), ("moderator", 404), ("administrator", 302)]
)
def test_administrators_give_roles_on_a_members_page(client, role, status):
    member = MemberFactory()
    client.force_login(MemberFactory(roles=[role] if role else []))
    MemberFactory(roles=["moderator"])  # the group must stand

    response = client.post(reverse("members:roles", args=[member.pk]), {"roles": ["moderator"]})

    assert response.status_code == status
    assert list(member.groups.values_list("name", flat=True)) == (["moderator"] if status == 302 else [])


def test_too_many_changes_in_a_row_say_when_to_try_again_and_keep_the_form(client, settings, monkeypatch):
    from cop.core import ratelimit

    settings.RATE_LIMITS = True
    monkeypatch.setitem(ratelimit.LIMITS, "profile", (0, 600))
    client.force_login(MemberFactory())
    typed = {"display_name": "Kept", "interface": "en", "language_1": "it", "reads_1": "on"}

    client.post("/en/members/settings/", typed)
    response = client.post("/en/members/settings/", typed)

    assert response.status_code == 429
    assert 'value="Kept"' in response.content.decode()
    assert "Try again in" in response.content.decode()


@pytest.mark.parametrize(
    ("act", "name", "typed"),
    [
        ("join", "members:leave", {}),
        ("edit", "members:answer", {}),
        ("upload", "members:organisation_logo", {"remove": "1"}),
        ("profile", "members:roles", {"roles": ["moderator"]}),
        ("profile", "members:account", {"reason": "Sells drills."}),
    ],
)
def test_every_button_of_members_has_a_limit(client, settings, monkeypatch, act, name, typed):
    from cop.core import ratelimit

    settings.RATE_LIMITS = True
    monkeypatch.setitem(ratelimit.LIMITS, act, (0, 600))
    member = MemberFactory(roles=["administrator"])
    ratelimit.count_act(act, f"member:{member.pk}")
    own = MembershipFactory(member=member)
    asking = MembershipFactory(organisation=own.organisation)
    MemberFactory(roles=["moderator"])  # the group must stand
    address = {
        "members:leave": [own.pk],
        "members:answer": [asking.pk, "accept"],
        "members:organisation_logo": [own.organisation_id],
        "members:roles": [asking.member_id],
        "members:account": [asking.member_id],
    }[name]
    client.force_login(member)

    response = client.post(reverse(name, args=address), typed)

    assert response.status_code == 429
    assert "Try again in" in response.content.decode()
    assert Membership.objects.filter(state="requested").count() == 2
    assert not asking.member.groups.exists()
