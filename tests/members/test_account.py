"""Signing up, in and out, second factors, and that there is one door."""

import re
from smtplib import SMTPRecipientsRefused

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.hashers import make_password
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cop.members.models import Member, Membership
from cop.members.tasks import send_again
from tests.factories.members import MemberFactory, OrganisationFactory, ThemeFactory

pytestmark = pytest.mark.django_db
PASSWORD = "lathe-drill-plane-saw"
SECRET = "JBSWY3DPEHPK3PXP"


def someone(**fields):
    member = MemberFactory(password=make_password(PASSWORD), **fields)
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    return member


def with_second_factor(**fields):
    member = someone(**fields)
    TOTP.activate(member, SECRET)
    RecoveryCodes.activate(member)
    return member


def code_now():
    return format_hotp_value(hotp_value(SECRET, next(yield_hotp_counters_from_time())))


def sign_up(client, language="it", **changes):
    typed = {
        "email": "Nuova@Example.org",
        "display_name": "  Ebanista,  Trento ",
        "password1": PASSWORD,
    } | changes
    return client.post(f"/{language}/account/signup/", typed)


def link_in(mail):
    return re.search(r"https?://[^/]+(/\S+)", mail.body)[1]


def test_a_stranger_joins_in_italian_from_the_form_to_the_welcome(client, mailoutbox):
    sent = sign_up(client)
    confirm = link_in(mailoutbox[0])
    shown = client.get(confirm)
    confirmed = client.post(confirm)

    member = Member.objects.get()
    assert sent["Location"] == "/it/account/confirm-email/"
    assert confirm.startswith("/it/account/confirm-email/")
    assert shown.status_code == 200
    assert confirmed["Location"] == "/it/members/welcome/"
    assert (member.email, member.display_name) == ("nuova@example.org", "Ebanista, Trento")
    assert (member.interface, member.reads, member.writes) == ("it", ["it"], ["it"])
    assert int(client.session["_auth_user_id"]) == member.pk


def test_who_joined_to_write_something_is_welcomed_and_then_brought_back_to_it(client, mailoutbox):
    topic = "/it/communication/topics/12-colle/"
    sign_up(client, next=topic)
    confirmed = client.post(link_in(mailoutbox[0]))

    welcome = confirmed["Location"]
    shown = client.get(welcome).content.decode()
    done = client.post(
        "/it/members/welcome/", {"language_1": "it", "reads_1": "on", "next": topic, "country": "IT"}
    )

    assert welcome == "/it/members/welcome/?next=%2Fit%2Fcommunication%2Ftopics%2F12-colle%2F"
    assert f'name="next" value="{topic}"' in shown
    assert done["Location"] == topic


def test_the_welcome_brings_nobody_to_another_site(client):
    client.force_login(someone())

    done = client.post(
        "/en/members/welcome/", {"language_1": "it", "reads_1": "on", "next": "https://evil.example/"}
    )

    assert done["Location"] == "/en/account/2fa/"


def test_who_confirms_in_another_browser_signs_in_and_is_then_welcomed(client, mailoutbox):
    sign_up(client)
    client.cookies.clear()

    response = client.post(link_in(mailoutbox[0]))

    assert response["Location"] == "/it/account/login/?next=/it/members/welcome/"
    assert EmailAddress.objects.get().verified


def test_nobody_signs_in_before_confirming_the_address(client, mailoutbox):
    sign_up(client)
    client.cookies.clear()

    client.post("/en/account/login/", {"login": "nuova@example.org", "password": PASSWORD})

    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "no-address"),
        ("email", ""),
        ("display_name", ""),
        ("display_name", "x" * 61),
        ("password1", "short"),
        ("password1", ""),
    ],
)
def test_a_wrong_sign_up_comes_back_with_what_was_typed(client, field, value):
    response = sign_up(client, **{field: value})

    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {field}
    assert Member.objects.count() == 0
    if field != "email":
        assert b'value="Nuova@Example.org"' in response.content


def test_signing_up_twice_says_nothing_about_the_account_but_writes_to_its_owner(client, mailoutbox):
    member = someone(interface="pl")

    response = sign_up(client, email=member.email.upper())

    assert response["Location"] == "/it/account/confirm-email/"
    assert Member.objects.count() == 1
    assert [mail.to for mail in mailoutbox] == [[member.email]]
    assert "/account/password/reset/" in mailoutbox[0].body


@pytest.mark.parametrize("refusal", [SMTPRecipientsRefused({}), TimeoutError(), ConnectionRefusedError()])
def test_a_mail_server_that_refuses_does_not_break_the_sign_up(client, mailoutbox, monkeypatch, refusal):
    def refuses(message, *args, **kwargs):
        raise refusal

    with monkeypatch.context() as down:
        down.setattr(EmailMessage, "send", refuses)
        response = sign_up(client)
    waiting = DBTaskResult.objects.get(task_path=send_again.module_path)
    send_again.func(*waiting.args_kwargs["args"])

    assert response["Location"] == "/it/account/confirm-email/"
    assert waiting.run_after > timezone.now()
    assert [mail.to for mail in mailoutbox] == [["nuova@example.org"]]
    assert "/account/confirm-email/" in link_in(mailoutbox[0])


def test_a_mail_is_written_in_the_language_of_who_gets_it(client, mailoutbox, monkeypatch):
    seen = []
    from allauth.account.adapter import DefaultAccountAdapter
    from django.utils import translation

    plain = DefaultAccountAdapter.render_mail
    monkeypatch.setattr(
        DefaultAccountAdapter,
        "render_mail",
        lambda self, *args, **kwargs: seen.append(translation.get_language()) or plain(self, *args, **kwargs),
    )
    member = someone(interface="el")

    client.post("/en/account/password/reset/", {"email": member.email})

    assert seen == ["el"]
    assert len(mailoutbox) == 1


def test_a_password_is_chosen_anew_by_mail(client, mailoutbox):
    member = someone()
    client.post("/en/account/password/reset/", {"email": member.email})

    form = client.get(link_in(mailoutbox[0]), follow=True)
    new = "anvil-hammer-tongs-fire"
    client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})

    member.refresh_from_db()
    assert member.check_password(new)


def test_signing_in_leads_to_the_front_page_in_ones_own_language_unless_next_says_where(client):
    member = someone(interface="el")
    typed = {"login": member.email, "password": PASSWORD}

    plain = client.post("/en/account/login/", typed)
    client.logout()
    chosen = client.post("/en/account/login/", typed | {"next": "/en/members/settings/"})
    client.logout()
    foreign = client.post("/en/account/login/", typed | {"next": "https://elsewhere.example/"})

    assert [r["Location"] for r in (plain, chosen, foreign)] == ["/el/", "/en/members/settings/", "/el/"]


def test_a_wrong_password_is_a_422_that_keeps_the_address(client):
    member = someone()

    response = client.post("/en/account/login/", {"login": member.email, "password": "wrong"})

    assert response.status_code == 422
    assert f'value="{member.email}"' in response.content.decode()
    assert "_auth_user_id" not in client.session


DOORS = [
    "/en/account/login/",
    "/cms/login/",
    "/en/_util/login/",
    "/en/account/reauthenticate/",
    "/en/account/2fa/webauthn/login/",
    "/cms/",
    "/cms/password_reset/",
    "/en/cms/password_reset/",
    "/cms/account/",
    "/documents/authenticate_with_password/1/",
    "/en/_util/authenticate_with_password/1/1/",
    "/en/account/login/code/",
    "/admin/",
    "/api/v1/",
]


@pytest.mark.parametrize("door", DOORS)
def test_no_door_opens_with_the_password_alone_when_there_is_a_second_factor(client, door):
    member = with_second_factor(roles=["administrator"])
    typed = {
        "login": member.email,
        "username": member.email,
        "email": member.email,
        "password": PASSWORD,
        "next": "/cms/",
    }

    client.get(door)
    client.post(door, typed, follow=True)

    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("door", ["/en/account/login/", "/cms/login/", "/en/_util/login/"])
def test_the_desk_and_private_pages_send_to_the_members_sign_in(client, door):
    response = client.get(f"{door}?next=/cms/", follow=True)

    assert response.request["PATH_INFO"] == "/en/account/login/"
    assert response.context["redirect_field_value"] == "/cms/"


def test_the_second_factor_opens_the_door_and_a_wrong_code_does_not(client):
    member = with_second_factor()
    client.post("/en/account/login/", {"login": member.email, "password": PASSWORD})

    wrong = client.post("/en/account/2fa/authenticate/", {"code": "000000"})
    before = "_auth_user_id" in client.session
    client.post("/en/account/2fa/authenticate/", {"code": code_now()})

    assert (wrong.status_code, before) == (422, False)
    assert int(client.session["_auth_user_id"]) == member.pk


def test_a_recovery_code_opens_once(client):
    member = with_second_factor()
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    opened = []

    for _turn in range(2):
        client.post("/en/account/login/", {"login": member.email, "password": PASSWORD})
        client.post("/en/account/2fa/authenticate/", {"code": code})
        opened.append("_auth_user_id" in client.session)
        client.logout()

    assert opened == [True, False]


@pytest.fixture
def limits(settings):
    """allauth's own limits, as in production."""
    settings.ACCOUNT_RATE_LIMITS = {}


@pytest.mark.parametrize("door", ["/en/account/login/", "/cms/login/", "/en/_util/login/"])
def test_wrong_passwords_are_counted_at_every_door(client, limits, door):
    member = someone()
    statuses = []
    for _turn in range(7):
        response = client.get(door, follow=True)
        typed = {"login": member.email, "password": "wrong"}
        statuses.append(client.post(response.request["PATH_INFO"], typed).status_code)

    right = client.post("/en/account/login/", {"login": member.email, "password": PASSWORD})

    assert statuses == [422] * 5 + [429] * 2
    assert (right.status_code, right["Retry-After"]) == (429, "300")
    assert "_auth_user_id" not in client.session


def test_wrong_codes_are_counted_too(client, limits):
    member = with_second_factor()
    client.post("/en/account/login/", {"login": member.email, "password": PASSWORD})

    statuses = [
        client.post("/en/account/2fa/authenticate/", {"code": "000000"}).status_code for _turn in range(7)
    ]

    assert statuses[0] == 422
    assert statuses[-1] == 429


def test_the_page_for_too_many_attempts_says_when_to_try_again_and_keeps_what_was_typed(
    client, settings, limits
):
    settings.ACCOUNT_RATE_LIMITS = {"signup": "1/m/ip"}
    sign_up(client, "en")
    client.cookies.clear()

    response = sign_up(client, "en", email="other@example.org")

    assert (response.status_code, response["Retry-After"]) == (429, "60")
    assert "Try again in one minute" in response.content.decode()
    assert "other@example.org" in response.content.decode()
    assert PASSWORD not in response.content.decode()


def test_only_the_page_with_the_qr_code_may_show_data_pictures(client):
    member = someone()
    client.post("/en/account/login/", {"login": member.email, "password": PASSWORD})

    policies = {
        name: client.get(reverse(name))["Content-Security-Policy"]
        for name in ("mfa_activate_totp", "mfa_index")
    }

    assert {name: "img-src 'self' data:" in policy for name, policy in policies.items()} == {
        "mfa_activate_totp": True,
        "mfa_index": False,
    }


ACCOUNT_PAGES = ["members:settings", "members:welcome", "account_email", "account_change_password", "account_logout", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn", "mfa_generate_recovery_codes"]  # fmt: skip


@pytest.mark.parametrize("name", ACCOUNT_PAGES)
def test_account_pages_are_designed_and_have_nothing_inline(client, name):
    member = someone()
    client.post("/en/account/login/", {"login": member.email, "password": PASSWORD})
    if name == "mfa_generate_recovery_codes":
        TOTP.activate(member, SECRET)

    html = client.get(reverse(name)).content.decode()

    assert html.count("<h1") == 1
    assert 'class="site-header"' in html
    assert re.findall(r"<script(?![^>]* src=)|<style| style=| on\w+=", html) == []


def test_the_welcome_keeps_languages_in_order_and_asks_to_join(client):
    member, organisation = someone(), OrganisationFactory(name="Scuola del Legno")
    theme = ThemeFactory()
    client.force_login(member)

    response = client.post(
        "/en/members/welcome/",
        {
            "language_1": "de", "reads_1": "on",
            "language_2": "it", "reads_2": "on", "writes_2": "on",
            "language_6": "sc", "reads_6": "on",
            "themes": [theme.pk], "country": "IT", "organisation": "scuola del legno",
        },
    )  # fmt: skip

    member.refresh_from_db()
    assert response["Location"] == "/en/account/2fa/"
    assert (member.reads, member.writes, member.country, member.is_public) == (
        ["de", "it", "sc"],
        ["it"],
        "IT",
        False,
    )
    assert list(member.themes.all()) == [theme]
    assert list(Membership.objects.values_list("member", "organisation", "state")) == [
        (member.pk, organisation.pk, "requested")
    ]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"language_1": "xx-nonsense", "reads_1": "on"}, "language_1"),
        ({"language_1": "en", "reads_1": "on", "language_6": "klingon!", "reads_6": "on"}, "language_6"),
        ({}, "language_1"),
        ({"language_1": "en", "reads_1": "on", "country": "ZZ"}, "country"),
        ({"language_1": "en", "reads_1": "on", "themes": ["999"]}, "themes"),
        ({"language_1": "en", "reads_1": "on", "organisation": "Nowhere"}, "organisation"),
    ],
)
def test_a_wrong_welcome_names_the_field_and_changes_nothing(client, typed, field):
    member = someone()
    client.force_login(member)

    response = client.post("/en/members/welcome/", typed)

    member.refresh_from_db()
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert member.reads == ["en"]


def test_who_signs_in_to_go_on_is_told_that_the_text_is_kept(client):
    said = "What you typed is kept"
    before = client.get("/en/account/login/").content.decode()
    client.post("/en/members/memberships/7/leave/")  # a button alone
    button = client.get("/en/account/login/").content.decode()

    page = client.post("/en/members/settings/", {"display_name": "Typed long"}, follow=True)

    assert [said in text for text in (before, button, page.content.decode())] == [False, False, True]
