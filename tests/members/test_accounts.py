"""Switching an account off, and on again."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cop.members.models import AccountAct
from cop.members.services import deactivate_member, reactivate_member
from tests.factories.forums import TopicFactory
from tests.factories.members import MemberFactory

pytestmark = pytest.mark.django_db
PASSWORD = "lathe-drill-plane-saw"


@pytest.fixture
def administrator():
    return MemberFactory(roles=["administrator"])


def acts():
    return list(AccountAct.objects.order_by("pk").values_list("act", "member", "administrator", "reason"))


def test_an_account_is_switched_off_and_on_and_who_did_it_and_why_is_kept(administrator):
    member = MemberFactory()

    for _twice in range(2):
        deactivate_member(actor=administrator, member=member, reason="Sells drills.")
    member.refresh_from_db()
    was_active = member.is_active
    for _twice in range(2):
        reactivate_member(actor=administrator, member=member)

    member.refresh_from_db()
    assert (was_active, member.is_active) == (False, True)
    assert acts() == [
        ("off", member.pk, administrator.pk, "Sells drills."),
        ("on", member.pk, administrator.pk, ""),
    ]


@pytest.mark.parametrize("role", ["", "editor", "moderator", "policy maker", "representative"])
def test_only_administrators_switch_accounts(role):
    member, off = MemberFactory(), MemberFactory(is_active=False)
    actor = MemberFactory(roles=[role] if role else [])

    with pytest.raises(PermissionDenied):
        deactivate_member(actor=actor, member=member, reason="No")
    with pytest.raises(PermissionDenied):
        reactivate_member(actor=actor, member=off)

    assert acts() == []


def test_an_administrator_is_always_left(administrator):
    other = MemberFactory(roles=["administrator"])  # as loaded before it was switched off

    with pytest.raises(PermissionDenied):
        deactivate_member(actor=administrator, member=administrator, reason="Me")
    deactivate_member(actor=administrator, member=other, reason="Left the project")
    with pytest.raises(PermissionDenied):
        deactivate_member(actor=other, member=administrator, reason="At the same moment")

    administrator.refresh_from_db()
    assert administrator.is_active


def test_the_sessions_of_the_member_end_and_no_others(
    client, administrator, django_capture_on_commit_callbacks
):
    member, other = MemberFactory(), MemberFactory()
    client.force_login(other)
    others = client.session.session_key
    client.cookies.clear()
    client.force_login(member)
    client.get("/en/members/settings/")

    with django_capture_on_commit_callbacks(execute=True):
        deactivate_member(actor=administrator, member=member, reason="Sells drills.")
        at_once = client.get("/en/members/settings/")
    reactivate_member(actor=administrator, member=member)
    later = client.get("/en/members/settings/")

    assert [answer["Location"] for answer in (at_once, later)] == [
        "/en/account/login/?next=/en/members/settings/"
    ] * 2
    assert list(Session.objects.values_list("session_key", flat=True)) == [others]


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "This account is switched off"), ("it", "Questo account è disattivato")],
)
def test_who_was_switched_off_cannot_sign_in_and_is_told(client, administrator, language, title):
    member = MemberFactory(password=make_password(PASSWORD))
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    deactivate_member(actor=administrator, member=member, reason="Sells drills.")

    answer = client.post(
        f"/{language}/account/login/", {"login": member.email, "password": PASSWORD}, follow=True
    )

    assert "_auth_user_id" not in client.session
    assert title in answer.content.decode()


def test_what_they_wrote_stays_and_the_directory_forgets_them(client, administrator):
    topic = TopicFactory(author__display_name="Ebanista Trento")
    deactivate_member(actor=administrator, member=topic.author, reason="Sells drills.")

    pages = {}
    for reader in (MemberFactory(), administrator):
        client.force_login(reader)
        pages[reader] = [
            client.get(url).content.decode() for url in ("/en/members/", topic.get_absolute_url())
        ]

    assert ["Ebanista Trento" in page for found in pages.values() for page in found] == [False, True] * 2


def test_an_administrator_switches_an_account_off_and_on_from_the_members_page(client, administrator):
    member = MemberFactory()
    address = reverse("members:account", args=[member.pk])
    client.force_login(administrator)

    button = client.get(member.get_absolute_url()).content.decode()
    unreasoned = client.post(address, {"reason": " "})
    off = client.post(address, {"reason": "Sells drills."}, follow=True).content.decode()
    page = client.get(member.get_absolute_url()).content.decode()
    on = client.post(reverse("members:switch_on", args=[member.pk]), follow=True).content.decode()

    assert address in button
    assert (unreasoned.status_code, list(unreasoned.context["form"].errors)) == (422, ["reason"])
    assert "Sells drills." in off
    assert reverse("members:switch_on", args=[member.pk]) in off
    assert "switched off" in page
    assert "The account is switched on again." in on
    assert [act for act, *_rest in acts()] == ["off", "on"]


def test_nobody_else_sees_the_button(client):
    member = MemberFactory()
    client.force_login(MemberFactory(roles=["moderator"]))

    assert (
        reverse("members:account", args=[member.pk])
        not in client.get(member.get_absolute_url()).content.decode()
    )
