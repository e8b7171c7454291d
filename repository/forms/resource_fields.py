"""Fields of the toolbox's forms: files, lists typed as text, durations."""

from __future__ import annotations

import re

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from cop.core.files import ACCEPT_ATTRIBUTE


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


class HoursField(forms.CharField):
    """Hours and minutes as people write them ("2:30", "2 h 30", "3 h"); minutes as a number."""

    def to_python(self, value):
        value = (value or "").strip().lower()
        if not value:
            return None
        found = re.fullmatch(r"(\d{1,3})\s*(?:[:h.]\s*(\d{1,2})?)?\s*(?:m|min)?", value)
        if not found or int(found[2] or 0) > 59:
            raise forms.ValidationError(_("Give hours and minutes, for example 2:30."))
        return int(found[1]) * 60 + int(found[2] or 0)

    def prepare_value(self, value):
        return f"{value // 60}:{value % 60:02d}" if isinstance(value, int) else value


def file_field() -> FilesField:
    return FilesField(label=_("Files"), required=False)
