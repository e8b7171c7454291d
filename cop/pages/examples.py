"""Things for the style guide: real components are rendered with them; nothing is stored."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message

from cop.core.paging import Page
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
    agreed = forms.BooleanField(label="I have asked everybody in the picture")


def examples() -> dict[str, Any]:
    """What the templates of the style guide show: members, a form with errors, messages, pages."""
    members = [
        Member(pk=1, display_name="Ελένη, εκπαιδεύτρια επιπλοποιίας", writes=["el"]),
        Member(pk=2, display_name="Marek Kowal", writes=["pl"]),
        Member(pk=3, display_name="Sofia Oliveira", writes=["pt"]),
        Member(pk=4, display_name="Luca Rossi", writes=["it"]),
    ]
    form = ExampleForm({"title": "Short", "email": "nobody", "language": "el"}, prefix="example")
    return {
        "members": members,
        "form": form,
        "notices": [
            Message(constants.SUCCESS, "Deposited. Members who follow “Wood” will hear of it tonight."),
            Message(constants.ERROR, "Not saved. The line is down; your text is kept."),
            Message(constants.WARNING, "The room closes tomorrow."),
            Message(constants.INFO, "Two paragraphs are still in Italian."),
        ],
        "middle": Page(rows=[], newer="newer", older="older"),
        "typed": ["Ours broke on Monday, and the lesson is on Thursday.", "Ελληνικά"],
    }
