"""Forms of the toolbox. What they say of a field is the service's word too: nothing is saved here."""

from __future__ import annotations

import copy
import re
import uuid
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from cop.core.countries import country_choices
from cop.core.languages import OFFERED, is_language, language_choices, language_name
from cop.core.richtext import BODY_MAX_LENGTH
from cop.members.models import Organisation
from cop.vocabulary import isced
from cop.vocabulary.models import Theme
from cop.vocabulary.services import all_themes
from repository.forms.resource_fields import (
    CommaField,
    HoursField,
    LanguageSelect,
    LinesField,
    RevisionField,
    file_field,
    licence_field,
    link_field,
    resource_at,
)
from repository.models import Resource, VersionFile
from repository.services import fields_of_others, organisations_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import QueryDict

    from cop.core.errors import RuleError
    from cop.members.models import Member

GESTURES_MOST = 12
TAGS_MOST, AUTHORS_MOST, LEADS_TO_MOST = 12, 50, 20


class BasicsForm(forms.Form):
    """What the short form and the details have in common."""

    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("What a colleague would type to find it.")
    )
    abstract = forms.CharField(
        label=_("In two sentences"),
        max_length=BODY_MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What it is, for whom, and what went wrong the first time. Markdown works here."),
    )
    language = forms.ChoiceField(
        label=_("Language of this description"), choices=language_choices, widget=LanguageSelect
    )
    link = link_field()
    licence = licence_field()
    ai_used = forms.BooleanField(
        label=_("Part of it was made with artificial intelligence"),
        required=False,
        help_text=_("Then name the tool and the person who checked the result."),
    )
    files = file_field()  # type: ignore[assignment]  # the field's name

    def valid_fields(self) -> dict[str, Any]:
        """What was typed well, without the files: field to value, for a draft that may have gaps."""
        aside = ("files", "token", "revision")
        return {name: value for name, value in self.cleaned_data.items() if name not in aside}

    def go_on_from(self, revision: int) -> None:
        """Show the form again on `revision`: that of one's own change, or a later one the reader was told of."""
        self._show_with(revision=str(revision))

    def _show_with(self, **hidden: str) -> None:
        """Show what was typed with other values of fields that are not seen."""
        shown = cast("QueryDict", self.data).copy()
        for name, value in hidden.items():
            shown[name] = value
        self.data = shown

    def refuse(self, refusal: RuleError) -> None:
        """Show each message of a service at its field, or at the head when the form lacks it."""
        for name, messages in refusal.errors.items():
            target = name if name in self.fields else self.anchors.get(name)
            for message in messages:
                self.add_error(target if target in self.fields else None, str(message))

    def refuse_gaps(self, gaps: Mapping[str, Sequence[str]]) -> list[str]:
        """Show what is missing at its field, unless that is wrong already; return what has no field here."""
        elsewhere: list[str] = []
        for name, messages in gaps.items():
            target = name if name in self.fields else self.anchors.get(name, "")
            if target not in self.fields:
                elsewhere += messages
            elif target not in self.errors:
                self.add_error(target, list(messages))
        return elsewhere

    anchors = {"gestures": "gesture_1"}


class DepositForm(BasicsForm):
    """The short form: enough to publish a simple document."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    revision = RevisionField(required=False)  # of the draft this form goes on with; none in a new form
    type = forms.ChoiceField(label=_("Type"), choices=Resource.Type.choices, initial=Resource.Type.DOCUMENT)
    field_order = ["token", "files", "link", "title", "abstract", "language", "type", "licence", "ai_used"]

    def begin_anew(self) -> None:
        """Show what was typed in a form that was never sent."""
        self._show_with(token=str(uuid.uuid4()), revision="")

    def said(self) -> dict[str, Any]:
        """Every field of the resource as it was typed; empty where that was wrong."""
        aside = ("files", "token", "revision")
        return {name: self.cleaned_data.get(name, "") for name in self.fields if name not in aside}


class DetailsForm(BasicsForm):
    """Everything that can be said about a resource; `resource` decides which parts there are."""

    FIXED = {"type", "files", "link", "licence"}  # once it is published

    NEEDED = {
        "languages", "minutes", "outcome", "purpose", "modes", "micro_theme", "certifies", "gesture_1",
        "gesture_2", "exchange_activity", "device_notes", "text_alternative",
    }  # fmt: skip
    use_required_attribute = False

    revision = RevisionField(required=False)
    type = forms.ChoiceField(label=_("Type"), choices=Resource.Type.choices)
    languages = forms.MultipleChoiceField(
        label=_("Languages of the material"), required=False, widget=forms.CheckboxSelectMultiple
    )
    themes = forms.ModelMultipleChoiceField(
        label=_("Themes"), queryset=Theme.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )
    tags = CommaField(
        label=_("Tags"),
        required=False,
        max_length=60,
        most=TAGS_MOST,
        help_text=_("Free words, with commas between."),
    )
    authors = LinesField(
        label=_("Authors"),
        required=False,
        max_length=200,
        most=AUTHORS_MOST,
        help_text=_("As they should be cited, one a line."),
    )
    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none(), required=False, empty_label=_("None")
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    year = forms.IntegerField(label=_("Year"), required=False)
    eqf = forms.TypedChoiceField(
        label=_("EQF level"),
        required=False,
        coerce=int,
        empty_value=0,  # type: ignore[arg-type]
        choices=[(0, _("Not stated")), *((level, str(level)) for level in range(1, 9))],
    )
    isced_f = forms.ChoiceField(
        label=_("Field of education"), required=False, help_text=_("As in ISCED-F 2013.")
    )
    ai_tool = forms.CharField(label=_("Tool used"), required=False, max_length=120)
    ai_reviewer = forms.CharField(label=_("Person who reviewed the result"), required=False, max_length=120)
    ai_note = forms.CharField(
        label=_("What was made, and how it was checked"), required=False, max_length=400
    )

    minutes = HoursField(
        label=_("Duration"),
        required=False,
        help_text=_("Hours and minutes, for example 2:30; from 1 h 30 to 24 h."),
        widget=forms.TextInput(attrs={"class": "input input-short"}),
    )
    outcome = forms.ChoiceField(label=_("What is learned"), required=False)
    purpose = forms.ChoiceField(label=_("What it is for"), required=False)
    modes = forms.MultipleChoiceField(
        label=_("Ways of learning"),
        required=False,
        choices=Resource.Mode.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("At least two."),
    )
    micro_theme = forms.ChoiceField(label=_("Theme of the micro-training"), required=False)
    region = forms.CharField(
        label=_("Region"), required=False, max_length=5, help_text=_("Its NUTS code, such as ITH1.")
    )
    certifies = forms.ChoiceField(
        label=_("How it is certified when every gesture is achieved"), required=False
    )
    leads_to = LinesField(
        label=_("Leads on to"),
        required=False,
        max_length=400,
        most=LEADS_TO_MOST,
        help_text=_("Addresses of resources on this site, one a line."),
    )
    exchange_activity = forms.CharField(
        label=_("Exchange activity"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What trainers do together: who visits whom, how long, what each brings back."),
    )
    captions_waiver = forms.CharField(
        label=_("Why there are no captions"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "input input-area input-area-small"}),
        help_text=_("Only if nothing is said, or the captions are in the picture. Otherwise add a VTT file."),
    )
    device_notes = forms.CharField(
        label=_("Notes on devices"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "input input-area input-area-small"}),
        help_text=_("What it runs on, how it is handled without a mouse, how large it is."),
    )
    text_alternative = forms.CharField(
        label=_("Text alternative"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What there is to see, in words, for those who cannot open it."),
    )
    programme = forms.CharField(label=_("Programme"), required=False, max_length=120)
    reference = forms.CharField(label=_("Project reference"), required=False, max_length=80)
    starts_on = forms.DateField(
        label=_("First day"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    ends_on = forms.DateField(
        label=_("Last day"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    grant = forms.CharField(label=_("Grant"), required=False, max_length=60)
    is_eu_funded = forms.BooleanField(
        label=_("Funded by the European Union"),
        required=False,
        help_text=_("Then the page carries the Union’s line and its disclaimer."),
    )

    def __init__(self, *args, resource: Resource, member: Member, **kwargs):
        kwargs.setdefault("initial", self._initial(resource))
        super().__init__(*args, **kwargs)
        self.resource, self.member = resource, member
        self.kind = resource.type
        if self.is_bound and resource.is_draft and self.data.get("type") in Resource.Type.values:
            self.kind = self.data["type"]
        self.fit_fields()
        for name in ("ai_tool", "ai_reviewer"):
            self.fields[name].needed_when = _("needed when artificial intelligence was used")  # type: ignore[attr-defined]
        self._offer(resource, member)
        self.gesture_count = 0
        if self.kind == Resource.Type.MICRO_TRAINING:
            self._add_gestures(resource)

    def fit_fields(self) -> None:
        """Have just the fields that its type, funding and files call for; call it again when files came."""
        files = VersionFile.objects.filter(version__resource=self.resource)
        absent = fields_of_others(
            self.kind,
            is_eu_funded=self.resource.is_eu_funded,
            media_types=set(files.values_list("file__media_type", flat=True)),
        )
        if not self.resource.is_draft:
            absent |= self.FIXED
        for name, field in self.base_fields.items():
            if name in absent:
                self.fields.pop(name, None)
            elif name not in self.fields:
                self.fields[name] = copy.deepcopy(field)

    @staticmethod
    def _initial(resource: Resource) -> dict[str, Any]:
        names = [
            name for name in DetailsForm.base_fields if name not in ("files", "themes", "tags", "leads_to")
        ]
        initial = {name: getattr(resource, name) for name in names if hasattr(resource, name)}
        if resource.type == Resource.Type.MICRO_TRAINING:
            initial["leads_to"] = [following.get_absolute_url() for following in resource.leads_to.all()]
        return initial | {
            "organisation": resource.organisation_id,
            "themes": [theme.pk for theme in resource.themes.all()],
            "tags": [tag.name for tag in resource.tags.all()],
        }

    def _offer(self, resource: Resource, member: Member) -> None:
        """The choices of this member and this moment."""
        known = dict.fromkeys([*OFFERED, *(code for code in resource.languages if is_language(code))])
        fields = [("", _g("Not stated")), *isced.field_choices()]
        if resource.isced_f in isced.DETAILED:
            fields.insert(1, (resource.isced_f, f"{resource.isced_f} {resource.field_name}"))
        choices: dict[str, Any] = {
            "themes": [(theme.pk, theme.name) for theme in all_themes()],
            "languages": [(code, language_name(code)) for code in known],
            "country": [("", _g("Not stated")), *country_choices()],
            "isced_f": fields,
            "outcome": [("", _g("Choose")), *Resource.Outcome.choices],
            "purpose": [("", _g("Choose")), *Resource.Purpose.choices],
            "micro_theme": [("", _g("Choose")), *Resource.MicroTheme.choices],
            "certifies": [("", _g("Choose")), *Resource.Certifies.choices],
        }
        for name, field in self.fields.items():
            if name in choices and isinstance(field, forms.ChoiceField):
                field.choices = choices[name]
        own = [organisation.pk for organisation in organisations_of(member)]
        organisation = self.fields["organisation"]
        if isinstance(organisation, forms.ModelChoiceField):
            allowed = Q(pk__in=own) | Q(resources=resource)
            organisation.queryset = Organisation.objects.filter(allowed).distinct().order_by("name")

    def _add_gestures(self, resource: Resource) -> None:
        written = [(gesture.text, gesture.criterion) for gesture in resource.gestures.all()]
        typed = sum(1 for name in self.data if re.fullmatch(r"gesture_\d+", name)) if self.is_bound else 0
        self.gesture_count = min(GESTURES_MOST, max(len(written) + 2, typed, 4))
        for number in range(1, self.gesture_count + 1):
            text, criterion = written[number - 1] if number <= len(written) else ("", "")
            self.fields[f"gesture_{number}"] = forms.CharField(
                label=_("Gesture or posture %(number)d") % {"number": number},
                required=False, max_length=300, initial=text,
            )  # fmt: skip
            self.fields[f"criterion_{number}"] = forms.CharField(
                label=_("How the trainer sees that it is mastered"),
                required=False, max_length=300, initial=criterion,
            )  # fmt: skip

    def mark_needed(self) -> None:
        """Show as needed what must be there before publishing; call it once the form is cleaned."""
        needed = self.NEEDED | ({"ai_tool", "ai_reviewer"} if self["ai_used"].value() else set())
        for name in needed & set(self.fields):
            self.fields[name].required = True

    @property
    def gesture_fields(self) -> list[tuple[Any, Any]]:
        """Pairs of bound fields: what is done, and how one sees it is mastered."""
        numbers = range(1, self.gesture_count + 1)
        return [(self[f"gesture_{number}"], self[f"criterion_{number}"]) for number in numbers]

    def clean_leads_to(self) -> list[Resource]:
        """Published resources, and those it leads on to already, withdrawn since or not."""
        standing = Q(pk__in=self.resource.leads_to.values("pk"))
        may_follow = Resource.objects.visible_to(self.member).filter(
            standing | Q(status=Resource.Status.PUBLISHED)
        )
        found = []
        for line in self.cleaned_data["leads_to"]:
            following = may_follow.filter(pk=resource_at(line)).first()
            if following is None:
                raise forms.ValidationError(
                    _("“%(line)s” is not the address of a published resource on this site."),
                    params={"line": line[:80]},
                )
            found.append(following)
        return found

    def valid_fields(self) -> dict[str, Any]:
        """As the service takes them: gestures as pairs, the rest by name."""
        fields = super().valid_fields()
        pairs = [
            (fields.pop(f"gesture_{number}", ""), fields.pop(f"criterion_{number}", ""))
            for number in range(1, self.gesture_count + 1)
        ]
        if self.gesture_count:
            fields["gestures"] = pairs
        fields.setdefault("languages", [])
        fields["languages"] = fields["languages"] or [fields.get("language", self.resource.language)]
        if "region" in fields:
            fields["region"] = fields["region"].upper()
        return fields


class VersionForm(forms.Form):
    """A new version: what changed, the files that stay, the files that come, the link and the licence."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    note = forms.CharField(
        label=_("What changed"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "class": "input input-area input-area-small"}),
        help_text=_("One sentence, for those who have the last version."),
    )
    files = file_field()  # type: ignore[assignment]  # the field's name
    link = link_field()
    licence = licence_field()


class WithdrawForm(forms.Form):
    """Why a resource is taken back."""

    reason = forms.CharField(
        label=_("Why is it withdrawn?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Everybody can read this where the resource was."),
    )
