"""Who may open what allauth brings: strangers, members, and members who signed in just now.

Whoever signed in longer ago confirms who they are before a second factor changes. The member here has
a password and no second factor: what there is not cannot be shown or switched off.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.world import GUEST, MEMBER

pytestmark = pytest.mark.django_db

JUST_NOW = "member who signed in just now"
WHO = (GUEST, MEMBER, JUST_NOW)
Three = tuple[int, int, int]
ALL_200, ALL_302, NEVER = (200,) * 3, (302,) * 3, (405,) * 3


@dataclass
class Account:
    """One URL: what a GET and a POST of an empty form answer the three of WHO."""

    name: str
    get: Three
    post: Three
    arguments: tuple[object, ...] = ()


ACCOUNTS = [
    Account("account_login", (200, 302, 302), (422, 302, 302)),
    Account("account_logout", (302, 200, 200), ALL_302),
    Account("account_inactive", ALL_200, NEVER),
    Account("account_signup", (200, 302, 302), (422, 302, 302)),
    Account("account_reauthenticate", (302, 200, 200), (302, 422, 422)),
    Account("account_email", (302, 200, 200), ALL_302),
    Account("account_email_verification_sent", ALL_200, NEVER),
    Account("account_change_password", (302, 200, 200), (302, 422, 422)),
    Account("account_set_password", ALL_302, ALL_302),
    Account("account_reset_password", ALL_200, (422,) * 3),
    Account("account_confirm_login_code", ALL_302, ALL_302),
    Account("account_confirm_email", ALL_200, (404,) * 3, ("none",)),
    Account("account_reset_password_done", ALL_200, NEVER),
    Account("account_reset_password_from_key", ALL_200, (422,) * 3, ("1", "1-1")),
    Account("account_reset_password_from_key_done", ALL_200, NEVER),
    Account("mfa_index", (302, 200, 200), (302, 405, 405)),
    Account("mfa_authenticate", ALL_302, ALL_302),
    Account("mfa_reauthenticate", ALL_302, ALL_302),
    Account("mfa_activate_totp", (302, 302, 200), (302, 302, 422)),
    Account("mfa_deactivate_totp", (302, 404, 404), (302, 404, 404)),
    Account("mfa_view_recovery_codes", (302, 404, 404), (302, 405, 405)),
    Account("mfa_generate_recovery_codes", (302, 302, 200), (302, 302, 422)),
    Account("mfa_download_recovery_codes", (302, 404, 404), (302, 404, 404)),
    Account("mfa_list_webauthn", (302, 200, 200), (302, 405, 405)),
    Account("mfa_add_webauthn", (302, 302, 200), (302, 302, 422)),
    Account("mfa_reauthenticate_webauthn", ALL_302, ALL_302),
    Account("mfa_remove_webauthn", (302, 302, 404), (302, 302, 404), (1,)),
    Account("mfa_edit_webauthn", (302, 302, 404), (302, 302, 404), (1,)),
    Account("mfa_login_webauthn", ALL_302, ALL_302),
]


def signed_in(world, who: str) -> Client:
    """A browser of a stranger or of a member; only "just now" left a record that allauth trusts."""
    client = Client(raise_request_exception=False)
    if who != GUEST:
        client.force_login(world.roles[MEMBER])
    if who == JUST_NOW:
        session = client.session
        record_authentication(SimpleNamespace(session=session), world.roles[MEMBER], "password")
        session.save()
    return client


@pytest.mark.parametrize("who", WHO)
def test_every_account_url_answers_as_the_table_says(world, who):
    found, expected = {}, {}
    for row in ACCOUNTS:
        for verb in ("get", "post"):
            asked = f"{verb.upper()} {row.name}"
            expected[asked] = getattr(row, verb)[WHO.index(who)]
            with transaction.atomic():
                client = signed_in(world, who)  # a new one: some of these sign out
                found[asked] = getattr(client, verb)(reverse(row.name, args=row.arguments)).status_code
                transaction.set_rollback(True)

    assert found == expected


@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"])
def test_who_signed_in_long_ago_is_asked_who_they_are(world, name):
    with transaction.atomic():
        answer = signed_in(world, MEMBER).get(reverse(name))
        transaction.set_rollback(True)

    assert answer["Location"].startswith(reverse("account_reauthenticate") + "?next=")
