"""Asking to join an organisation, and leaving it."""

import pytest
from django.urls import reverse

from cop.members.models import Membership
from cop.members.views import organisations
from tests.factories.members import MemberFactory, MembershipFactory, OrganisationFactory, represented

pytestmark = pytest.mark.django_db


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


def test_a_large_organisation_still_shows_one_s_own_place_and_every_request(client, monkeypatch):
    monkeypatch.setattr(organisations, "SHOWN_MOST", 2)
    speaker = represented()
    organisation = speaker.organisation
    for name in "ab":
        MembershipFactory(organisation=organisation, state="accepted", member__display_name=name)
    last = MembershipFactory(organisation=organisation, state="accepted", member__display_name="z")
    asked = [MembershipFactory(organisation=organisation, member__display_name=name) for name in "zy"]

    client.force_login(last.member)
    own = client.get(organisation.get_absolute_url()).context["own"]
    client.force_login(speaker.member)
    page = client.get(organisation.get_absolute_url()).context

    assert own == last
    assert (page["requests"], len(page["people"])) == (asked, 2)


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
