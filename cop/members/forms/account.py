"""allauth's forms in this platform's words: its own are not translated into every language here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import Promise

PASSWORD = _("Password")
NEW_PASSWORD = _("New password")
AGAIN = _("New password, once more")
PASSWORD_HELP = _("Ten signs or more; four words that do not belong together are best.")
EMAIL = _("E-mail address")
CODE = _("Code")
CODE_HELP = _("The six digits your app shows now, or one of your recovery codes.")
KEY_NAME_HELP = _("So that you can tell your keys apart: phone, laptop, key ring.")


class OwnWords:
    """Gives the fields named in `words` a label and a help text of our own, and no placeholder."""

    words: dict[str, tuple[str | Promise, str | Promise]] = {}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, help_text) in self.words.items():
            field = self.fields.get(name)  # type: ignore[attr-defined]
            if field is not None:
                field.label, field.help_text = label, help_text
                field.widget.attrs.pop("placeholder", None)


class SignInForm(OwnWords, account.LoginForm):
    words = {"login": (EMAIL, ""), "password": (PASSWORD, "")}


class SignUpForm(OwnWords, account.SignupForm):
    """Three fields; the language of the interface is that of the page."""

    display_name = forms.CharField(
        label=_("How others see you"),
        help_text=_("Your name, or what you do and where. You can change it at any time."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    words = {
        "email": (EMAIL, _("For signing in and for mails about your account. Nobody else sees it.")),
        "password1": (PASSWORD, PASSWORD_HELP),
    }
    field_order = ["email", "display_name", "password1"]

    def clean_display_name(self) -> str:
        """White space in a name is single and inside."""
        return " ".join(self.cleaned_data["display_name"].split())


class ChangeEmailForm(OwnWords, account.AddEmailForm):
    words = {"email": (_("New e-mail address"), "")}


class ChangePasswordForm(OwnWords, account.ChangePasswordForm):
    words = {
        "oldpassword": (_("Password until now"), ""),
        "password1": (NEW_PASSWORD, PASSWORD_HELP),
        "password2": (AGAIN, ""),
    }


class SetPasswordForm(OwnWords, account.SetPasswordForm):
    words = {"password1": (NEW_PASSWORD, PASSWORD_HELP), "password2": (AGAIN, "")}


class AskForResetForm(OwnWords, account.ResetPasswordForm):
    words = {"email": (EMAIL, "")}


class ResetPasswordForm(OwnWords, account.ResetPasswordKeyForm):
    words = {"password1": (NEW_PASSWORD, PASSWORD_HELP), "password2": (AGAIN, "")}


class ConfirmWithPasswordForm(OwnWords, account.ReauthenticateForm):
    words = {"password": (PASSWORD, "")}


class SecondFactorForm(OwnWords, mfa.AuthenticateForm):
    words = {"code": (CODE, CODE_HELP)}


class ConfirmWithCodeForm(OwnWords, mfa.ReauthenticateForm):
    words = {"code": (CODE, CODE_HELP)}


class ActivateAppForm(OwnWords, totp.ActivateTOTPForm):
    words = {"code": (CODE, _("The six digits your app shows now."))}


class AddKeyForm(OwnWords, webauthn.AddWebAuthnForm):
    words = {
        "name": (_("Name of the key"), KEY_NAME_HELP),
        "passwordless": (
            _("Sign in with this key alone"),
            _("Then no password is asked for: the device checks fingerprint, face or PIN itself."),
        ),
    }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class RenameKeyForm(OwnWords, webauthn.EditWebAuthnForm):
    words = {"name": (_("Name of the key"), KEY_NAME_HELP)}
