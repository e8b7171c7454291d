"""What members say about themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cop.core.countries import country_choices, sort_key
from cop.core.languages import OFFERED, language_name, validate_language
from cop.members.models import APPEARANCES, Member, Organisation
from cop.members.services.roles import GIVEN_ROLES
from cop.vocabulary.models import Theme

if TYPE_CHECKING:
    from django.forms.boundfield import BoundField

LANGUAGE_ROWS = 6  # the last one takes any tag


class LanguagesForm(forms.Form):
    """Which languages somebody reads and writes, most preferred first.

    One row a language: which, read or not, written or not; the order of the rows is the order of
    preference, so that it works without script. `cleaned_data` has `reads` and `writes`.
    """

    def __init__(self, *args: Any, languages: Member | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = _in_order(languages) if languages is not None else []
        choices = [("", "—"), *((code, language_name(code)) for code in dict.fromkeys([*OFFERED, *known]))]
        for row in range(1, LANGUAGE_ROWS + 1):
            code = known[row - 1] if row <= len(known) else ""
            if row < LANGUAGE_ROWS:
                field: forms.Field = forms.ChoiceField(
                    choices=choices, required=False, label=_("Language %(row)d") % {"row": row}
                )
            else:
                field = forms.CharField(
                    required=False,
                    max_length=16,
                    label=_("Another language"),
                    widget=forms.TextInput(attrs={"autocomplete": "off"}),
                )
            self.fields[f"language_{row}"] = field
            self.fields[f"reads_{row}"] = forms.BooleanField(required=False, label=_("I read it"))
            self.fields[f"writes_{row}"] = forms.BooleanField(required=False, label=_("I write it"))
            if languages is not None:
                self.initial = {
                    **self.initial,
                    f"language_{row}": code,
                    f"reads_{row}": bool(code),
                    f"writes_{row}": code in languages.writes,
                }

    @property
    def language_rows(self) -> list[dict[str, BoundField]]:
        """The three fields of each row, for the template."""
        return [
            {
                "language": self[f"language_{row}"],
                "reads": self[f"reads_{row}"],
                "writes": self[f"writes_{row}"],
            }
            for row in range(1, LANGUAGE_ROWS + 1)
        ]

    @property
    def other_fields(self) -> list[BoundField]:
        """Every visible field that is not one of the rows."""
        rows = {bound.name for row in self.language_rows for bound in row.values()}
        return [bound for bound in self.visible_fields() if bound.name not in rows]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        reads: list[str] = []
        writes: list[str] = []
        for row in range(1, LANGUAGE_ROWS + 1):
            code = cleaned.get(f"language_{row}", "").strip()
            if not code:
                continue
            try:
                validate_language(code)
            except ValidationError as error:
                self.add_error(f"language_{row}", error)
                continue
            if cleaned.get(f"writes_{row}"):
                writes.append(code)
            if cleaned.get(f"reads_{row}") or cleaned.get(f"writes_{row}"):
                reads.append(code)
            else:
                self.add_error(f"language_{row}", _("Tick whether you read or write it, or empty this row."))
        if not reads and not self.errors:
            self.add_error("language_1", _("Name at least one language you read."))
        return {**cleaned, "reads": reads, "writes": writes}


class KnowledgeForm(LanguagesForm):
    """Languages, country, themes and what strangers see; shared by the welcome and the profile."""

    country = forms.ChoiceField(label=_("Country"), required=False)
    themes = forms.ModelMultipleChoiceField(
        queryset=Theme.objects.all(),
        required=False,
        label=_("What could a colleague ask you?"),
        widget=forms.CheckboxSelectMultiple,
    )
    is_public = forms.BooleanField(
        required=False,
        label=_("Strangers may see my page"),
        help_text=_(
            "Without this, only members see it. What you write in public stays readable, under your name."
        ),
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "country": member.country,
            "themes": [theme.pk for theme in member.themes.all()],
            "is_public": member.is_public,
        } | (kwargs.get("initial") or {})
        super().__init__(*args, languages=member, **kwargs)
        self.fields["country"].choices = [("", "—"), *country_choices()]  # type: ignore[attr-defined]


class WelcomeForm(KnowledgeForm):
    """The step after confirming the address; everything but a language may wait."""

    organisation = forms.CharField(
        required=False,
        max_length=160,
        label=_("Where you work"),
        help_text=_("The name of an organisation that is here already. A representative will confirm you."),
        widget=forms.TextInput(
            attrs={"autocomplete": "organization", "list": "organisation-names", "dir": "auto"}
        ),
    )

    def clean_organisation(self) -> Organisation | None:
        """The organisation of the typed name, in the typed country if there are two."""
        name = " ".join(self.cleaned_data["organisation"].split())
        if not name:
            return None
        found = list(Organisation.objects.filter(sort_name=sort_key(name))[:20])
        here = [row for row in found if row.country == self.cleaned_data.get("country")]
        if not found:
            raise ValidationError(
                _("No organisation of this name is here yet. Leave it empty; you can found it afterwards."),
                code="organisation",
            )
        return (here or found)[0]


class ProfileForm(KnowledgeForm):
    """A member's page and settings."""

    display_name = forms.CharField(
        label=_("How others see you"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    headline = forms.CharField(
        label=_("A line about yourself"),
        required=False,
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    interface = forms.ChoiceField(
        label=_("Language of the interface"), help_text=_("Mails to you are written in it, too.")
    )
    appearance = forms.ChoiceField(
        label=_("Appearance"),
        required=False,
        choices=APPEARANCES,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        initial = {
            "display_name": member.display_name,
            "headline": member.headline,
            "interface": member.language,
            "appearance": member.appearance,
        }
        super().__init__(*args, member=member, initial=initial, **kwargs)
        self.fields["interface"].choices = settings.LANGUAGES  # type: ignore[attr-defined]

    def clean_display_name(self) -> str:
        """White space in a name is single and inside."""
        return " ".join(self.cleaned_data["display_name"].split())


class RolesForm(forms.Form):
    """Which roles an administrator gives somebody."""

    roles = forms.MultipleChoiceField(
        required=False, label=_("Roles"), widget=forms.CheckboxSelectMultiple, choices=()
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = [(role, ROLE_NAMES[role]) for role in GIVEN_ROLES]  # type: ignore[attr-defined]


class SwitchOffForm(forms.Form):
    """Why an account is switched off."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("Recorded for the administrators; one sentence is enough."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )


ROLE_NAMES = {
    "editor": _("Editor"),
    "moderator": _("Moderator"),
    "policy maker": _("Policy maker"),
    "administrator": _("Administrator"),
    "representative": _("Representative of an organisation"),
}


def _in_order(member: Member) -> list[str]:
    """Languages of `member`, most preferred first, as many as the form has rows."""
    return list(dict.fromkeys([*member.reads, *member.writes]))[:LANGUAGE_ROWS]
