"""Fields of the toolbox's forms: files, lists typed as text, durations."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.http.request import validate_host
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from cop.core.files import ACCEPT_ATTRIBUTE
from repository.models import Resource
from repository.models.resources import MINUTES_MOST


class LanguageSelect(forms.Select):
    """A list of languages, each named in its own words and marked as such."""

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        return {**option, "attrs": {**option["attrs"], "lang": str(value)}}


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; `clean` gives a list of uploads, empty when none was chosen."""

    widget = FilesInput(attrs={"accept": ACCEPT_ATTRIBUTE, "class": "upload-input"})

    def clean(self, data, initial=None):
        uploads = data if isinstance(data, (list, tuple)) else [data]
        return [upload for upload in uploads if upload]


class WordsField(forms.CharField):
    """A text that stands for a list; `max_length` is that of one entry, `most` how many there may be."""

    def __init__(self, *, most: int, **kwargs):
        super().__init__(**kwargs)
        self.most = most

    def run_validators(self, value):
        for entry in value:
            super().run_validators(entry)
        if len(value) > self.most:
            raise forms.ValidationError(
                ngettext_lazy(
                    "At most %(count)d, so that the right people find it.",
                    "At most %(count)d, so that the right people find it.",
                    "count",
                ),
                params={"count": self.most},
            )

    def widget_attrs(self, widget):
        return {}  # a browser would take `max_length` for that of the whole


class LinesField(WordsField):
    """A text area whose lines are a list; empty lines are passed over."""

    widget = forms.Textarea(attrs={"rows": 3, "class": "input input-area input-area-small"})

    def to_python(self, value):
        return [line.strip() for line in (value or "").splitlines() if line.strip()]

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def has_changed(self, initial, data):
        return self.to_python(data) != list(initial or [])


class CommaField(WordsField):
    """A line whose words between commas are a list."""

    def to_python(self, value):
        return [word.strip() for word in (value or "").split(",") if word.strip()]

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value


def resource_at(address: str) -> int | None:
    """The number of the resource whose page is at `address`, a path or a URL of this site; None of any other."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.netloc and not validate_host(parts.hostname or "", settings.ALLOWED_HOSTS):
        return None
    try:
        with translation.override(translation.get_language_from_path(parts.path)):
            page = resolve(parts.path)
    except Resolver404:
        return None
    return page.kwargs["resource_id"] if page.view_name == "resources:resource" else None


class RevisionField(forms.Field):
    """The revision that was opened, not shown; a made-up one is -1, which nothing has."""

    widget = forms.HiddenInput

    def to_python(self, value):
        return int(value) if re.fullmatch(r"\d{1,9}", str(value)) else -1


_HOURS = r"(?:h|hrs?|hours?|or[ae]|horas?|hores|heures?|std|stunden?|godz|godzin[ay]?|ώ|ώρ[αε]ς?)\.?"
_MINUTES = r"(?:m|min|minut\w*|λ|λεπτ[άα])\.?"
_CLOCK = re.compile(rf"(\d{{1,3}})\s*(?::|{_HOURS})\s*(\d{{1,2}})\s*(?:{_MINUTES}|{_HOURS})?")
_IN_HOURS = re.compile(rf"(\d{{1,3}}(?:[.,]\d)?)\s*({_HOURS})?")
_IN_MINUTES = re.compile(rf"(\d{{1,4}})\s*(?:{_MINUTES})?")


class HoursField(forms.CharField):
    """A duration as people write it: "2:30", "2 h 30", "150 min", "2.5 h", "3"; minutes as a number.

    A number alone means hours up to the most there may be, minutes beyond. What two readers could
    take for two durations ("2.30") is refused.
    """

    def to_python(self, value):
        text = (value or "").strip().lower()
        if not text:
            return None
        if (found := _CLOCK.fullmatch(text)) and int(found[2]) < 60:
            return int(found[1]) * 60 + int(found[2])
        if found := _IN_HOURS.fullmatch(text):
            minutes = round(float(found[1].replace(",", ".")) * 60)
            if found[2] or minutes <= MINUTES_MOST:
                return minutes
        if found := _IN_MINUTES.fullmatch(text):
            return int(found[1])
        raise forms.ValidationError(_("Write hours and minutes, for example 2:30, 2 h 30, 150 min or 2.5 h."))

    def prepare_value(self, value):
        return f"{value // 60}:{value % 60:02d}" if isinstance(value, int) else value


def file_field() -> FilesField:
    return FilesField(label=_("Files"), required=False)


def link_field() -> forms.URLField:
    return forms.URLField(
        label=_("Link"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("If it is kept elsewhere: the address, beginning with https://"),
    )


def licence_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("What may others do with it?"), choices=Resource.Licence.choices, widget=forms.RadioSelect
    )
