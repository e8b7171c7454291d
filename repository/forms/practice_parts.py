"""The parts of the guided form of a good practice: its texts, one indicator, one element."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from django import forms
from django.utils import formats
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cop.core.countries import country_choices
from cop.core.forms import DesignBoundField
from cop.core.languages import language_choices, language_name
from cop.core.richtext import BODY_MAX_LENGTH
from cop.members.models import Organisation
from cop.vocabulary.models import Theme
from repository.models import Indicator, Practice, TransferableElement
from repository.models.practices import tidy
from repository.services import PracticeTexts, organisations_of

if TYPE_CHECKING:
    from cop.members.models import Member

TAG_MAX_LENGTH, TAGS_MOST = 50, 12


def plain_number(text: str) -> str:
    """`text` with a decimal point and without groups, from "14,2", "1.920,5" or "1 920".

    Where one separator may mean both, the reader's way of writing numbers decides.
    """
    text = re.sub(r"[\s\u00a0\u202f'’]", "", text)
    signs = [sign for sign in text if sign in ".,"]
    if not signs:
        return text
    last = signs[-1]
    here = formats.get_format("DECIMAL_SEPARATOR")
    grouped = re.fullmatch(rf"-?\d{{1,3}}(\{last}\d{{3}})+", text)
    if (len(set(signs)) == 1 and (len(signs) > 1 or last != here)) and grouped:
        return text.replace(last, "")
    other = "," if last == "." else "."
    return text.replace(other, "").replace(last, ".")


class PracticeBoundField(DesignBoundField):
    """A field that can also be missing: not wrong, just not there yet."""

    @property
    def missing(self) -> str:
        return getattr(self.form, "missing", {}).get(self.html_name, "")

    @property
    def aria_describedby(self) -> str:
        missing = f"{self.auto_id}_missing" if self.missing and self.auto_id else ""
        return f"{super().aria_describedby or ''} {missing}".strip()


class FigureField(forms.DecimalField):
    """A decimal number, typed and shown as the reader writes it."""

    widget = forms.TextInput

    def to_python(self, value):
        return super().to_python(plain_number(value) if isinstance(value, str) else value)

    def prepare_value(self, value):
        if isinstance(value, Decimal):
            return formats.number_format(tidy(value), use_l10n=True)
        return value


class CountField(forms.IntegerField):
    """A whole number, with or without groups."""

    widget = forms.TextInput

    def to_python(self, value):
        return super().to_python(plain_number(value) if isinstance(value, str) else value)


class PartForm(forms.Form):
    """A part of the guided form. Nothing is required: the rules say what is missing."""

    bound_field_class = PracticeBoundField

    def __init__(self, *args, language: str = "", **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.missing: dict[str, str] = {}
        for field in self.fields.values():
            field.required = False
            field.template_name = "practices/_field.html"  # type: ignore[attr-defined]
            if language and isinstance(field, forms.CharField):
                field.widget.attrs |= {"lang": language, "dir": "auto"}


def _text(label, help_text, *, rows: int = 6) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=BODY_MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class PracticeForm(PartForm):
    """What the practice was, what was done, and what its author concludes."""

    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("Say what changed, so that a colleague would open it.")
    )
    summary = _text(_("Summary"), _("Two or three sentences: who, what, and what came of it."), rows=4)
    language = forms.ChoiceField(label=_("Language you write in"))
    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none(), empty_label=_("none")
    )
    country = forms.ChoiceField(label=_("Country"))
    themes = forms.ModelMultipleChoiceField(
        label=_("Themes"), queryset=Theme.objects.all(), widget=forms.CheckboxSelectMultiple
    )
    tags = forms.CharField(
        label=_("Tags"), max_length=700, help_text=_("Your own words, separated by commas; at most twelve.")
    )
    context = _text(
        _("Situation before"), _("How work was done, and what was wrong with it. Markdown works here.")
    )
    what_was_done = _text(
        _("What was done"),
        _("Step by step, so that somebody else could do it. Say also what was left unchanged."),
        rows=10,
    )
    conclusion_on = forms.ChoiceField(
        label=_("What is the conclusion about?"),
        choices=Practice.ConclusionOn.choices,
        widget=forms.RadioSelect,
    )
    conclusion = _text(
        _("In your words"), _("What you would say to a colleague at the door, doubts included."), rows=5
    )

    def __init__(self, *args, member: Member, practice: Practice | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        languages = dict(language_choices())
        current = practice.language if practice else ""
        if current and current not in languages:
            languages[current] = language_name(current)
        self.fields["language"].choices = list(languages.items())  # type: ignore[attr-defined]
        self.fields["language"].required = True
        self.fields["country"].choices = [("", "—"), *country_choices()]  # type: ignore[attr-defined]
        self.fields["organisation"].queryset = _organisations(member, practice)  # type: ignore[attr-defined]
        if practice and practice.author_id != member.pk:
            self.fields["language"].help_text = _("The language of the author's text.")

    def clean_tags(self) -> list[str]:
        tags = dict.fromkeys(" ".join(tag.split()) for tag in self.cleaned_data["tags"].split(","))
        tags.pop("", None)
        if any(len(tag) > TAG_MAX_LENGTH for tag in tags):
            raise forms.ValidationError(_("A tag has at most 50 characters. Separate tags by commas."))
        if len(tags) > TAGS_MOST:
            raise forms.ValidationError(_("At most twelve tags."))
        return list(tags)

    @property
    def texts(self) -> PracticeTexts:
        """What was written, for the services; the form must be valid."""
        return cast(PracticeTexts, dict(self.cleaned_data))


def _organisations(member: Member, practice: Practice | None):
    writer = practice.author if practice and practice.author else member
    keys = [organisation.pk for organisation in organisations_of(writer)]
    if practice and practice.organisation_id:
        keys.append(practice.organisation_id)
    return Organisation.objects.filter(pk__in=keys).order_by("sort_name", "pk")


class IndicatorForm(PartForm):
    """One figure before and after."""

    name = forms.CharField(label=_("What is measured"), max_length=200)
    unit = forms.CharField(label=_("Unit"), max_length=60, widget=forms.TextInput(attrs={"data-unit": ""}))
    better = forms.ChoiceField(
        label=_("Which way"),
        choices=[("", pgettext_lazy("nothing chosen yet", "choose")), *Indicator.Better.choices],
        widget=forms.Select(attrs={"data-better": ""}),
    )
    baseline = FigureField(
        label=_("Before"),
        max_digits=14,
        decimal_places=4,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "data-before": ""}),
    )
    follow_up = FigureField(
        label=_("After"),
        max_digits=14,
        decimal_places=4,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "data-after": ""}),
    )
    measured_on = forms.DateField(
        label=_("Measured on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    sample_size = CountField(
        label=_("Sample size"),
        max_value=2_000_000_000,
        min_value=-1_000_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    method = forms.CharField(label=_("Method"), max_length=600, widget=forms.Textarea(attrs={"rows": 2}))

    @property
    def row(self) -> Indicator:
        """The indicator typed so far, not stored; what could not be read is left out."""
        if not self.is_bound:
            return Indicator(**self.initial)
        self.is_valid()
        return Indicator(**self.cleaned_data)


class ElementForm(PartForm):
    """One thing others can take over."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[
            ("", pgettext_lazy("nothing chosen yet", "choose")),
            *TransferableElement.Kind.choices,
        ],
    )
    name = forms.CharField(label=_("Name"), max_length=200)
    conditions = forms.CharField(
        label=_("Conditions: what it needs to work elsewhere"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def row(self) -> TransferableElement:
        """The element typed so far, not stored."""
        if not self.is_bound:
            return TransferableElement(**self.initial)
        self.is_valid()
        return TransferableElement(**self.cleaned_data)
