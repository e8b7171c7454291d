"""The guided form of a good practice: one form for its texts, one for each row of figures or elements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cop.core.errors import RuleError
from cop.core.languages import interface_language, is_language, language_choices
from cop.core.richtext import BODY_MAX_LENGTH
from repository.forms.practice_parts import ElementForm, IndicatorForm, PartForm, PracticeForm
from repository.models import Indicator, Practice, TransferableElement
from repository.services import PracticeChangedError, SentBeforeError, check_practice
from repository.services.practice_rules import ELEMENTS_MOST, INDICATORS_MOST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.functional import Promise

    from cop.core.errors import DomainError
    from cop.members.models import Member
    from repository.models import Resource
    from repository.services import Findings

TEXT_FIELDS = ("title", "summary", "context", "what_was_done", "conclusion", "conclusion_on")


class PracticeForms:
    """The guided form as a whole: `texts`, `indicators` and `elements`.

    Rows come from names such as `indicator-3-unit`, whatever their numbers, and are numbered again
    from 1. `add_indicator`, `remove_indicator_2` and the like are buttons: they change the rows and
    save nothing. A row without a word in it does not count.
    `revision` is the one of the practice that its writer knows of: the form carries it until it is saved.
    `token` tells a new form from all others; `first` is the practice it made when it was sent before.
    """

    def __init__(
        self,
        texts: PracticeForm,
        indicators: list[IndicatorForm],
        elements: list[ElementForm],
        *,
        language: str,
        revision: int = 0,
        token: UUID | None = None,
        rows_changed: bool = False,
    ) -> None:
        self.texts = texts
        self.revision = revision
        self.token = token or uuid4()
        self.first: Practice | None = None
        self.indicators = indicators or [IndicatorForm(prefix="indicator-1", language=language)]
        self.elements = elements or [ElementForm(prefix="element-1", language=language)]
        self.new_indicator = IndicatorForm(prefix="indicator-__n__", language=language)
        self.new_element = ElementForm(prefix="element-__n__", language=language)
        self.rows_changed = rows_changed
        self.indicators_most, self.elements_most = INDICATORS_MOST, ELEMENTS_MOST
        self.findings: Findings | None = None

    @classmethod
    def empty(cls, member: Member, resource: Resource | None = None) -> PracticeForms:
        """For a practice that is not written yet; some of it comes from `resource`."""
        language = member.writes[0] if member.writes else interface_language(member.interface)
        initial: dict[str, Any] = {
            "language": language,
            "organisation": member.organisation_id,
            "country": member.country,
        }
        if resource is not None:
            language = resource.language
            initial |= {
                "language": language,
                "summary": resource.abstract,
                "themes": list(resource.themes.values_list("pk", flat=True)),
                "tags": ", ".join(resource.tags.names()),
            }
            if resource.country:
                initial["country"] = resource.country
        return cls(PracticeForm(member=member, language=language, initial=initial), [], [], language=language)

    @classmethod
    def of(cls, practice: Practice, member: Member) -> PracticeForms:
        """For a practice as it is stored, with what it still lacks."""
        language = practice.language
        initial = {
            name: getattr(practice, name)
            for name in PracticeForm.base_fields
            if name not in ("themes", "tags", "organisation")
        }
        initial |= {
            "organisation": practice.organisation_id,
            "themes": [theme.pk for theme in practice.themes.all()],
            "tags": ", ".join(sorted(practice.tags.names())),
        }
        filled = cls(
            PracticeForm(member=member, practice=practice, language=language, initial=initial),
            _initial_rows(IndicatorForm, practice.indicators.all(), "indicator", language),
            _initial_rows(ElementForm, practice.elements.all(), "element", language),
            language=language,
            revision=practice.revision,
        )
        filled._show(check_practice(practice, list(practice.indicators.all()), list(practice.elements.all())))
        return filled

    @classmethod
    def typed(cls, data: QueryDict, member: Member, practice: Practice | None = None) -> PracticeForms:
        """What was typed; pressing a button for rows has already been obeyed."""
        language = data.get("language", "")
        language = language if is_language(language) else ""
        return cls(
            PracticeForm(data, member=member, practice=practice, language=language),
            _typed_rows(IndicatorForm, data, "indicator", language, INDICATORS_MOST),
            _typed_rows(ElementForm, data, "element", language, ELEMENTS_MOST),
            language=language,
            revision=_revision(data.get("revision", "")),
            token=_token(data.get("token", "")),
            rows_changed=any(re.match(r"(add|remove)_(indicator|element)", key) for key in data),
        )

    @property
    def forms(self) -> list[PartForm]:
        return [self.texts, *self.indicators, *self.elements]

    def is_valid(self) -> bool:
        """True when everything typed could be read and nothing is wrong; gaps do not matter."""
        well_formed = all(form.is_valid() for form in self.forms if form.is_bound)
        self._show(self.check())
        assert self.findings is not None
        return well_formed and not self.findings.wrong

    def check(self) -> Findings:
        """What the rules say about what was typed."""
        self.texts.is_valid()
        fields = {name: self.texts.cleaned_data.get(name, "") for name in TEXT_FIELDS}
        return check_practice(Practice(**fields), self.indicator_rows, self.element_rows)

    @property
    def indicator_rows(self) -> list[Indicator]:
        """The indicators typed, in order, not stored."""
        return [form.row for form in self.indicators if form.is_bound]

    @property
    def element_rows(self) -> list[TransferableElement]:
        """The elements typed, in order, not stored."""
        return [form.row for form in self.elements if form.is_bound]

    @property
    def missing(self) -> dict[str, str]:
        """What is missing, by the name of its field; a new form does not mark it, but knows it."""
        if self.findings is not None:
            return self.findings.missing
        if self.texts.is_bound:
            return self.check().missing
        begun = {name: self.texts.initial.get(name, "") for name in TEXT_FIELDS}
        return check_practice(Practice(**begun), [], []).missing

    @property
    def errors(self) -> list[tuple[Any, str]]:
        """(field, message) of everything that is wrong, in the order of the form."""
        return [
            (field, str(message))
            for form in self.forms
            if form.is_bound
            for field in form
            for message in field.errors
        ]

    @property
    def general_errors(self) -> list[str]:
        """What is wrong with the whole."""
        return [str(text) for text in self.texts.non_field_errors()] if self.texts.is_bound else []

    def _show(self, findings: Findings) -> None:
        """Mark what is missing and what is wrong at their fields; what cannot be read is not missing."""
        self.findings = findings
        for form in self.forms:
            if form.is_bound:
                for name in form.errors:
                    findings.missing.pop(form.add_prefix(name), None)
            form.missing = findings.missing
        for name, text in findings.wrong.items():
            self._add_errors(name, [text])

    def refuse(self, refusal: DomainError) -> None:
        """Say why a service saved nothing: at the fields, and on the whole."""
        if isinstance(refusal, PracticeChangedError):
            self.revision = refusal.revision  # told that somebody else saved, they may save over it
        if isinstance(refusal, SentBeforeError):
            self.token, self.first = uuid4(), refusal.practice
        if not isinstance(refusal, RuleError):
            self._add_errors("", [str(refusal)])
            return
        for name, texts in refusal.errors.items():
            if name not in self.missing:
                self._add_errors(name, texts)
        count = len(self.missing.keys() & refusal.errors.keys())
        if count:
            self._add_errors("", [_not_saved(count)])

    def _add_errors(self, name: str, texts: Sequence[str | Promise]) -> None:
        """Put `texts` at the field called `name`, or on the whole when there is none."""
        for form in self.forms:
            field = name.removeprefix(f"{form.prefix}-") if form.prefix else name
            if form.is_bound and form.add_prefix(field) == name and field in form.fields:
                form.add_error(field, [str(text) for text in texts])
                return
        self.texts.add_error(None, [str(text) for text in texts])


def _not_saved(count: int) -> str:
    return ngettext(
        "It is not saved. One thing is missing, and a practice that was proposed cannot have gaps: "
        "fill it in, then save again.",
        "It is not saved. %(count)d things are missing, and a practice that was proposed cannot have gaps: "
        "fill them in, then save again.",
        count,
    ) % {"count": count}


def _revision(typed: str) -> int:
    """The revision sent with a form; a made-up one is 0, which nobody reads any more."""
    return int(typed) if re.fullmatch(r"\d{1,9}", typed) else 0


def _token(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


def _initial_rows(form_class, rows, kind: str, language: str) -> list:
    return [
        form_class(
            prefix=f"{kind}-{number}",
            language=language,
            initial={name: getattr(row, name) for name in form_class.base_fields},
        )
        for number, row in enumerate(rows, start=1)
    ]


def _typed_rows(form_class, data: QueryDict, kind: str, language: str, most: int) -> list:
    """One bound form a row, numbered from 1, the removed and the empty ones left out.

    A row that was just asked for is not bound, so it has nothing to complain about.
    """
    numbers = sorted({int(found[1]) for key in data if (found := re.match(rf"{kind}-(\d{{1,6}})-", key))})
    fields = list(form_class.base_fields)
    rows = []
    for number in numbers:
        values = {name: data.get(f"{kind}-{number}-{name}", "") for name in fields}
        if f"remove_{kind}_{number}" not in data and any(value.strip() for value in values.values()):
            rows.append(values)
    made = [
        form_class(
            {f"{kind}-{place}-{name}": value for name, value in values.items()},
            prefix=f"{kind}-{place}",
            language=language,
        )
        for place, values in enumerate(rows, start=1)
    ]
    if f"add_{kind}" in data and len(made) < most:
        made.append(form_class(prefix=f"{kind}-{len(made) + 1}", language=language))
    return made


class ReasonsForm(forms.Form):
    """Why a practice is withdrawn, or decided on."""

    reasons = forms.CharField(
        label=_("Reasons"),
        max_length=BODY_MAX_LENGTH,
        error_messages={"required": _("Give your reasons: the author and the readers see them.")},
        help_text=_("The author reads them, and so does everybody once the practice is out. Markdown works."),
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
    )
    language = forms.ChoiceField(label=_("Language you write in"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = language_choices()  # type: ignore[attr-defined]


class DecisionForm(ReasonsForm):
    """An editor's decision on the revision they read."""

    revision = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_revision(self) -> int:
        return _revision(self.cleaned_data["revision"])
