"""Founding, describing and joining organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cop.core.countries import country_choices, validate_country
from cop.core.languages import OFFERED, language_choices, language_name
from cop.core.richtext import BODY_MAX_LENGTH
from cop.members.models import Organisation
from cop.vocabulary import nace, nuts

if TYPE_CHECKING:
    from cop.members.services.organisations import Description


class SectorSelect(forms.Select):
    """A chooser of NACE divisions under their sections; the names are English and marked so."""

    def create_option(self, name, value, label, selected, index, subindex=None, attrs=None):
        option = super().create_option(name, value, label, selected, index, subindex, attrs)
        if value:
            option["attrs"]["lang"] = "en"
        return option


class OrganisationForm(forms.Form):
    """Everything an organisation says about itself."""

    token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(
        label=_("Name"), max_length=160, widget=forms.TextInput(attrs={"autocomplete": "organization"})
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", "—"), *Organisation.Kind.choices])
    country = forms.ChoiceField(label=_("Country"))
    city = forms.CharField(label=_("Town"), max_length=80, required=False)
    nuts = forms.CharField(
        label=_("Region"),
        max_length=5,
        required=False,
        help_text=_("Its code in NUTS 2024, for example ITH1 for Bolzano. Type a few letters of the region."),
        widget=forms.TextInput(
            attrs={
                "list": "regions",
                "autocomplete": "off",
                "spellcheck": "false",
                "class": "input input-short",
            }
        ),
    )
    nace = forms.ChoiceField(
        label=_("Sector"), required=False, widget=SectorSelect, help_text=_("A division of NACE Rev. 2.1.")
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages it works in"), required=False, widget=forms.CheckboxSelectMultiple
    )
    website = forms.URLField(label=_("Website"), required=False, max_length=200, assume_scheme="https")
    about = forms.CharField(
        label=_("What it does"),
        required=False,
        max_length=BODY_MAX_LENGTH,
        help_text=_("A few sentences. Markdown works: **bold**, lists, links."),
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )
    about_language = forms.ChoiceField(label=_("Language of this text"), required=False)

    def __init__(self, *args: Any, organisation: Organisation | None = None, **kwargs: Any) -> None:
        if organisation is not None:
            kwargs["initial"] = {name: getattr(organisation, name) for name in DESCRIBED}
        else:
            kwargs["initial"] = {"token": uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        known = organisation.languages if organisation is not None else []
        codes = dict.fromkeys([*OFFERED, *known])
        stored = organisation.nace if organisation is not None else ""
        self._choose("country", [("", "—"), *country_choices()])
        self._choose("languages", [(code, language_name(code)) for code in codes])
        self._choose("about_language", [("", "—"), *language_choices()])
        self._choose("nace", _sectors(stored))

    def _choose(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        """White space in a name is single and inside."""
        return " ".join(self.cleaned_data["name"].split())

    def clean_country(self) -> str:
        """One of the platform's countries."""
        validate_country(self.cleaned_data["country"])
        return self.cleaned_data["country"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        code = cleaned.get("nuts", "").strip().upper()
        cleaned["nuts"] = code
        if code and cleaned.get("country"):
            try:
                nuts.validate_nuts(code, cleaned["country"])
            except ValidationError as error:
                self.add_error("nuts", error)
        if cleaned.get("about", "").strip() and not cleaned.get("about_language"):
            self.add_error("about_language", _("Say which language the text is in."))
        return cleaned

    @property
    def description(self) -> Description:
        """The cleaned fields as the services take them."""
        return {name: self.cleaned_data[name] for name in DESCRIBED}  # type: ignore[return-value]


class LogoForm(forms.Form):
    """A picture; the service decides whether it is one."""

    logo = forms.FileField(
        label=_("Logo"),
        help_text=_("PNG, JPEG, WebP or GIF, at most 2 MB. It is made smaller and drawn anew."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/gif"}),
    )


class JoinForm(forms.Form):
    """A word to the representatives."""

    note = forms.CharField(
        label=_("A word to the representatives"),
        required=False,
        max_length=300,
        help_text=_("What you do there, so that they know you."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )


DESCRIBED = (
    "name", "kind", "country", "city", "nuts", "nace", "languages", "website", "about", "about_language",
)  # fmt: skip


def _sectors(stored: str) -> list[tuple[Any, Any]]:
    """Divisions under their sections; a stored group or class stands first, so that it stays."""
    groups: list[tuple[Any, Any]] = [("", "—")]
    if stored and len(stored) > 2:
        groups.append((stored, f"{stored} {nace.activity_name(stored)}"))
    for section, rows in nace.division_groups():
        groups.append((section, [(row.code, f"{row.code} {row.name}") for row in rows]))
    return groups
