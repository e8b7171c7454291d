from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cop.core.languages import language_choices, language_name
from cop.vocabulary.models import Theme
from repository.models import Resource
from rooms.models import OUTCOME_MAX_LENGTH, PURPOSE_MAX_LENGTH, TITLE_MAX_LENGTH, Room
from rooms.services import resources_to_name

if TYPE_CHECKING:
    from django.http import QueryDict

    from cop.members.models import Member

ONE_DAY = dt.timedelta(days=1)
FIRST_DAY, FINAL_DAY = dt.date(2000, 1, 1), dt.date(2100, 12, 31)


def languages_for(member: Member) -> list[tuple[str, str]]:
    """(tag, own name) of every language to choose from, those `member` writes first."""
    offered = dict(language_choices())
    own = {code: offered.get(code) or language_name(code) for code in member.writes}
    return list((own | {code: name for code, name in offered.items() if code not in own}).items())


class LanguageChoiceField(forms.ChoiceField):
    """The language of a text; the choices are set for a member by `languages_for`."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Language"))
        kwargs.setdefault("error_messages", {"invalid_choice": _("Choose a language from the list.")})
        super().__init__(choices=language_choices, widget=forms.Select(attrs={"translate": "no"}), **kwargs)


def within_reason() -> list[MinValueValidator | MaxValueValidator]:
    """Validators of a day: a slip of the keyboard is no room of the year 1."""
    message = _("Choose a day between 2000 and 2100.")
    return [MinValueValidator(FIRST_DAY, message), MaxValueValidator(FINAL_DAY, message)]


class DayInput(forms.DateInput):
    """A date as browsers ask for it, the same in every language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"class": "input input-short"})


class RoomForm(forms.Form):
    """What a room is for, and for how long. Days count in the time of the site."""

    title = forms.CharField(label=_("Title"), max_length=TITLE_MAX_LENGTH)
    purpose = forms.CharField(
        label=_("Purpose"),
        help_text=_("What you want to make together, with whom, and what should stand at the end. Markdown."),
        max_length=PURPOSE_MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    language = LanguageChoiceField(
        help_text=_("Of the title and the purpose. In the room, all write in their own.")
    )
    theme = forms.ModelChoiceField(
        label=_("Theme"), queryset=Theme.objects.order_by("position", "key"), empty_label=_("Choose a theme")
    )
    starts_on = forms.DateField(label=_("First day"), widget=DayInput(), validators=within_reason())
    ends_on = forms.DateField(
        label=_("Last day"),
        help_text=_("A few weeks at most: a room is for short work."),
        widget=DayInput(),
        validators=within_reason(),
    )
    door = forms.ChoiceField(
        label=_("Who may join"),
        choices=[
            ("open", _("All members; strangers may read")),
            ("invitation", _("Only people you invite; nobody else can read")),
        ],
        widget=forms.RadioSelect,
    )
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    topic = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(
        self,
        typed: QueryDict | None = None,
        *,
        member: Member,
        room: Room | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        today = timezone.localdate()
        begun: dict[str, Any] = {
            "token": uuid4(), "door": "open", "starts_on": today, "ends_on": today + 14 * ONE_DAY,
            "language": member.writes[0] if member.writes else member.language,
        }  # fmt: skip
        if room is not None:
            begun |= {
                "title": room.title, "purpose": room.purpose, "language": room.language, "theme": room.theme_id,
                "starts_on": timezone.localdate(room.starts_at), "ends_on": timezone.localdate(room.last_day),
                "door": "open" if room.is_open else "invitation",
            }  # fmt: skip
        super().__init__(typed, initial=begun | (initial or {}))
        self.fields["language"].choices = languages_for(member)  # type: ignore[attr-defined]

    def clean_purpose(self) -> str:
        return str(self.cleaned_data["purpose"]).replace("\r\n", "\n")

    @property
    def room_fields(self) -> dict[str, Any]:
        """The arguments of `open_room` and `change_room` that this form gives."""
        cleaned = self.cleaned_data
        return {
            "title": cleaned["title"],
            "purpose": cleaned["purpose"],
            "language": cleaned["language"],
            "theme": cleaned["theme"],
            "starts_at": _midnight(cleaned["starts_on"]),
            "ends_at": _midnight(cleaned["ends_on"] + ONE_DAY),
            "is_open": cleaned["door"] == "open",
        }


class MessageForm(forms.Form):
    """A message, for browsers without a live connection. The service knows the rules."""

    text = forms.CharField(
        label=_("Message"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    language = forms.CharField(label=_("Language of the message"), max_length=16)
    client_id = forms.UUIDField(widget=forms.HiddenInput)


class OutcomeForm(forms.Form):
    """What came of a room."""

    outcome = forms.CharField(
        label=_("Outcome"),
        help_text=_(
            "What you agreed on, what you made and tried, what stayed open. If nothing came of it, say why: "
            "others learn from that too. Markdown."
        ),
        max_length=OUTCOME_MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    language = LanguageChoiceField(label=_("Language of the outcome"))
    resource = forms.ModelChoiceField(
        label=_("Deposited as"),
        help_text=_("A resource that you or a member of the room deposited."),
        queryset=Resource.objects.none(),
        required=False,
        empty_label=_("Not deposited yet"),
    )

    def __init__(
        self,
        typed: QueryDict | None = None,
        *,
        member: Member,
        room: Room,
        initial: dict[str, Any] | None = None,
    ) -> None:
        begun = {
            "outcome": room.outcome,
            "language": room.outcome_language or room.language,
            "resource": room.outcome_resource_id,
        }
        super().__init__(typed, initial=begun | (initial or {}))
        self.fields["language"].choices = languages_for(member)  # type: ignore[attr-defined]
        mine = resources_to_name(member, room).order_by("title", "id")
        self.fields["resource"].queryset = mine  # type: ignore[attr-defined]


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
