"""Forms of the style guide: fields of every kind, filled in or wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from cop.members.forms.profile import LanguagesForm
from repository.forms.resource_fields import file_field

if TYPE_CHECKING:
    from cop.members.models import Member


class ExampleForm(forms.Form):
    """One field of each kind, half of them filled in wrongly."""

    title = forms.CharField(label="Title", min_length=8, help_text="One sentence, as you would say it.")
    email = forms.EmailField(label="E-mail address")
    language = forms.ChoiceField(label="Language", choices=[("el", "Ελληνικά"), ("pl", "Polski")])
    text = forms.CharField(label="Text", widget=forms.Textarea, required=False)
    modes = forms.MultipleChoiceField(
        label="Ways of learning",
        choices=[("workshop", "Workshop practice"), ("peer", "Between learners")],
        widget=forms.CheckboxSelectMultiple,
    )
    agreed = forms.BooleanField(
        label="I have asked everybody in the picture", help_text="In writing, when they are under age."
    )


class PartsForm(forms.Form):
    """Fields that are drawn by parts of their own: themes, languages, licence, files, gestures."""

    themes = forms.MultipleChoiceField(
        label="Themes",
        help_text="At most three.",
        choices=[("wood", "Wood and furniture"), ("green", "Green skills")],
        widget=forms.CheckboxSelectMultiple,
    )
    languages = forms.MultipleChoiceField(
        label="Languages of the material",
        choices=[("el", "Ελληνικά"), ("pl", "Polski")],
        widget=forms.CheckboxSelectMultiple,
    )
    licence = forms.ChoiceField(label="Licence", choices=[("CC-BY-4.0", "CC BY 4.0")])
    material = file_field()
    gesture = forms.CharField(label="Gesture or posture")
    criterion = forms.CharField(label="How the trainer sees it", required=False)

    @property
    def gesture_fields(self) -> list[Any]:
        return [(self["gesture"], self["criterion"])]


def example_forms(members: list[Member]) -> dict[str, Any]:
    typed = {"example-title": "Short", "example-email": "nobody", "example-language": "el"}
    return {
        "form": ExampleForm(typed, prefix="example"),
        "parts": PartsForm(prefix="parts", initial={"themes": ["wood"]}),
        "wrong_parts": PartsForm({}, prefix="wrong"),
        "secret": {"secret": "JBSWY3DPEHPK3PXP"},
        "codes": ["4821 9937", "1170 5562", "6043 2218"],
        "spoken_form": LanguagesForm(prefix="spoken", languages=members[0]),
    }
