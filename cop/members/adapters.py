"""How allauth meets this site: its mails, its words, and where it sends people next."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from cop.core.languages import interface_language
from cop.members.models import Member
from cop.members.services.mails import deliver
from cop.members.signals import member_changed, password_replaced

if TYPE_CHECKING:
    from allauth.account.models import EmailAddress
    from django.http import HttpRequest, HttpResponse

REAUTHENTICATION = {
    "reauthenticate": _("Use the password"),
    "mfa_reauthenticate": _("Use a code from the app, or a recovery code"),
    "mfa_reauthenticate:webauthn": _("Use a passkey"),
}


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up and sign-in by e-mail address, in the language of whom it concerns."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is switched off. Write to the moderators."),
        "duplicate_email": _("This is your address already."),
        "email_password_mismatch": _("Address or password is wrong."),
        "email_taken": _("Another account uses this address."),
        "enter_current_password": _("This is not your password until now."),
        "incorrect_code": _("This code is wrong or too old. Type the one shown now."),
        "incorrect_password": _("This password is wrong."),
        "invalid_login": _("Address or password is wrong."),
        "invalid_or_expired_key": _("This link is too old or was used already."),
        "invalid_password_reset": _("This link is too old or was used already."),
        "max_email_addresses": _("You cannot have more than %d addresses."),
        "rate_limited": _("Too many attempts. Try again in five minutes; nothing is lost."),
        "same_as_current": _("This is what it was already. Choose another."),
        "too_many_login_attempts": _("Too many attempts. Try again in five minutes; nothing is lost."),
        "unknown_email": _("No account uses this address."),
        "unverified_primary_email": _("Confirm this address first."),
    }

    def save_user(self, request: HttpRequest, user: Member, form: Any, commit: bool = True) -> Member:
        """A new member speaks, for a start, the language of the page they signed up on."""
        language = interface_language(translation.get_language() or "")
        user.display_name = form.cleaned_data.get("display_name", "")
        user.interface = language
        user.reads, user.writes = [language], [language]
        user = super().save_user(request, user, form, commit)
        member_changed.send(sender=Member, member_id=user.pk)
        return user

    def set_password(self, user: Member, password: str) -> None:
        """Who signed in with the old one is out, wherever that was."""
        super().set_password(user, password)
        transaction.on_commit(partial(password_replaced.send_robust, sender=Member, member_id=user.pk))

    def login(self, request: HttpRequest, user: Member) -> None:
        """The session lasts as long as any other, also when a kept form had shortened it."""
        super().login(request, user)
        request.session.set_expiry(None)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The front page in the member's language; a `next` goes before this."""
        language = request.user.language if isinstance(request.user, Member) else None
        with translation.override(language):
            return reverse("home")

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return reverse("members:welcome")

    def post_login(
        self, request: HttpRequest, user: Member, *, signup: bool, redirect_url: str | None, **told: Any
    ) -> HttpResponse:
        """Who has just joined is welcomed first, and goes on from there to where they came from."""
        if signup and redirect_url:
            came_from = "" if redirect_url == reverse("home") else f"?{urlencode({'next': redirect_url})}"
            redirect_url = reverse("members:welcome") + came_from
        return super().post_login(request, user, signup=signup, redirect_url=redirect_url, **told)

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        """On with the welcome for who has just joined, even in another browser."""
        if not self.request.user.is_authenticated:
            return f"{reverse('account_login')}?next={reverse('members:welcome')}"
        return reverse("account_email")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("home")

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        with translation.override(emailconfirmation.email_address.user.language):
            return super().get_email_confirmation_url(request, emailconfirmation)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not for who signed in within the last five minutes (ACCOUNT_REAUTHENTICATION_TIMEOUT)."""
        records = get_authentication_records(self.request, self.request.user)
        just_now = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
        if any(record["at"] > just_now for record in records):
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def get_reauthentication_methods(self, user: Member) -> list[dict[str, str]]:
        """allauth's ways to confirm who one is, in our words."""
        ways = super().get_reauthentication_methods(user)
        return [
            way | {"description": str(REAUTHENTICATION.get(way["id"], way["description"]))} for way in ways
        ]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write in the language of whoever gets the mail; strangers get the page's. See `deliver`."""
        member = context.get("user") or Member.objects.filter(email__iexact=email).first()
        language = member.language if member is not None else translation.get_language()
        names = {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL.rstrip("/")}
        with translation.override(language):
            facts = {"email": email, "member": member} | names | context
            deliver(self.render_mail(template_prefix, email, facts))


class MFAAdapter(DefaultMFAAdapter):
    """Second factors in our words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": _("Switch your second factor off before you change the address."),
        "cannot_delete_authenticator": _("This second factor cannot be switched off."),
        "cannot_generate_recovery_codes": _("Set up a passkey or an app first; recovery codes come with it."),
        "incorrect_code": _("This code is wrong or too old. Type the one shown now."),
        "unverified_email": _("Confirm your e-mail address first."),
    }

    def generate_authenticator_name(self, user: Member, type: Any) -> str:
        """The language of the page names a new key."""
        count = Authenticator.objects.filter(user=user, type=type).count()
        return translation.gettext("Key %(number)d") % {"number": count + 1}

    def _get_site_name(self) -> str:
        return settings.SITE_NAME
