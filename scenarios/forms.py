from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cop.core.richtext import BODY_MAX_LENGTH, without_controls
from forums.models import Forum
from forums.services.write import title_error

if TYPE_CHECKING:
    from django.db.models import QuerySet

POINTS = [(n, str(n)) for n in range(1, 6)]


class RatingForm(forms.Form):
    """How likely and how desirable a scenario is."""

    likelihood = forms.TypedChoiceField(
        label=_("How likely is this in your country?"), choices=POINTS, coerce=int, widget=forms.RadioSelect
    )
    desirability = forms.TypedChoiceField(
        label=_("How desirable is it?"), choices=POINTS, coerce=int, widget=forms.RadioSelect
    )


class DiscussionForm(forms.Form):
    """Where the discussion of a scenario stands, and how it begins."""

    title = forms.CharField(
        label=_("Title"),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        error_messages={"required": _("Give it a title: what would a colleague look for?")},
    )
    forum: forms.ModelChoiceField = forms.ModelChoiceField(label=_("Forum"), queryset=Forum.objects.none())
    body = forms.CharField(
        label=_("Opening post"),
        help_text=_("What should members discuss first? The scenario is linked."),
        max_length=BODY_MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, forums: QuerySet[Forum], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["forum"].queryset = forums  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        title = without_controls(" ".join(self.cleaned_data["title"].split()))
        if wrong := title_error(title):
            raise ValidationError(wrong)
        return title
