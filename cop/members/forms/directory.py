"""Filters of the directory: they arrive by GET, and a wrong one is left out, never an error."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from cop.core.countries import country_choices
from cop.core.languages import OFFERED, language_name
from cop.members.models import Organisation
from cop.vocabulary.services import all_themes


class DirectoryForm(forms.Form):
    """What both lists can be filtered by."""

    name = forms.CharField(
        label=_("Name"), required=False, max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("country", [("", _("Every country")), *country_choices()])
        self._choose(
            "language", [("", _("Every language")), *((code, language_name(code)) for code in OFFERED)]
        )

    def _choose(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def chosen(self) -> dict[str, str]:
        """Field name to value of every filter that is set and valid."""
        self.is_valid()
        return {name: str(value) for name, value in self.cleaned_data.items() if value}

    @property
    def chips(self) -> list[tuple[str, str, str]]:
        """(field name, what was chosen in words, query string without it) of every filter that is set."""
        chosen = self.chosen
        chips = []
        for name, value in chosen.items():
            choices = dict(getattr(self.fields[name], "choices", []))
            rest = {other: kept for other, kept in chosen.items() if other != name}
            chips.append((name, str(choices.get(value, value)), f"?{urlencode(rest)}"))
        return chips


class MemberFilterForm(DirectoryForm):
    """Filters of the list of members."""

    field_order = ["name", "theme", "language", "country"]
    theme = forms.ChoiceField(label=_("Knows about"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        themes = [(theme.key, str(theme.name)) for theme in all_themes()]
        self._choose("theme", [("", _("Every theme")), *themes])


class OrganisationFilterForm(DirectoryForm):
    """Filters of the list of organisations."""

    field_order = ["name", "kind", "language", "country"]
    kind = forms.ChoiceField(label=_("Kind"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("kind", [("", _("Every kind")), *Organisation.Kind.choices])
