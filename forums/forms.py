from __future__ import annotations

from typing import TYPE_CHECKING, cast
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cop.core.languages import is_language, language_choices, language_name, suggest_language
from cop.core.richtext import without_controls
from cop.vocabulary.models import Theme
from forums.models import THEMES_MAX, Forum, Topic
from forums.services.write import MOST_THEMES, body_error, clean_tags, clean_title, tags_error, title_error

if TYPE_CHECKING:
    from django.http import QueryDict

    from cop.core.errors import DomainError
    from cop.members.models import Member
    from forums.models import Draft


class WrittenInField(forms.ChoiceField):
    """The language of a text: the offered ones in the list, any that CLDR knows accepted (R22)."""

    widget = forms.Select(attrs={"class": "input input-short", "translate": "no"})
    default_error_messages = {"invalid_choice": _("Choose a language from the list.")}

    def __init__(self, **kwargs):
        super().__init__(**{"label": _("Written in"), "choices": language_choices, **kwargs})

    def valid_value(self, value):
        return is_language(value)


class WritingForm(forms.Form):
    """A text in a language. Its lengths are the services' rule; the form cuts nothing."""

    use_required_attribute = False
    draft: Draft | None = None  # what the text was begun with
    refusal: DomainError | None = None

    body = forms.CharField(
        label=_("Your text"),
        help_text=_("Markdown works: **bold**, *italic*, > quotation, - list, [name](address)."),
        strip=False,
        required=False,
        widget=forms.Textarea(attrs={"class": "editor-text", "rows": 9, "dir": "auto"}),
    )
    language = WrittenInField()
    token = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, writer: Member, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("token", uuid4())
        if not is_language(self.initial.get("language", "")):
            self.initial["language"] = writer.writes[0] if writer.writes else writer.language
        cast("WrittenInField", self.fields["language"]).choices = _with_first(
            writer.writes, self["language"].value()
        )
        self.fields["body"].widget.attrs["lang"] = self["language"].value()

    def clean_body(self):
        body = without_controls(self.cleaned_data["body"].replace("\r\n", "\n").replace("\r", "\n"))
        if wrong := body_error(body):
            raise ValidationError(wrong)
        return body

    @property
    def typed(self) -> str:
        """The text as it stands in the form, Markdown, with plain line ends."""
        return (self["body"].value() or "").replace("\r\n", "\n").replace("\r", "\n")

    @property
    def suggestion(self) -> str:
        """The language the text seems to be in, when it is not the chosen one; else ""."""
        found = suggest_language(self.typed)
        chosen = self["language"].value() or ""
        return "" if found == chosen.split("-")[0] else found


class ReplyForm(WritingForm):
    """A reply in a topic."""


class EditForm(WritingForm):
    """A new text for a post; `revision` is the one the writer began with."""

    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class SubjectForm(WritingForm):
    """What an opening post has beside its text."""

    title = forms.CharField(
        label=_("Title"),
        help_text=_("What a colleague would type to find it."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        error_messages={"required": _("Give it a title: what would a colleague look for?")},
    )
    themes = forms.ModelMultipleChoiceField(
        Theme.objects.none(),
        label=_("Themes"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_list": _("Choose themes from the list.")},
    )
    tags = forms.CharField(
        label=_("Tags"), required=False, help_text=_("In your own words, separated by commas; five at most.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        themes = cast("forms.ModelMultipleChoiceField[Theme]", self.fields["themes"])
        themes.queryset = Theme.objects.all()
        themes.help_text = ngettext(
            "At most %(count)d, so that the right people find it.",
            "At most %(count)d, so that the right people find it.",
            THEMES_MAX,
        ) % {"count": THEMES_MAX}

    def clean_title(self):
        title = clean_title(self.cleaned_data["title"])
        if wrong := title_error(title):
            raise ValidationError(wrong)
        return title

    def clean_themes(self):
        themes = list(self.cleaned_data["themes"])
        if len(themes) > THEMES_MAX:
            raise ValidationError(MOST_THEMES % THEMES_MAX)
        return themes

    def clean_tags(self):
        tags = clean_tags(self.cleaned_data["tags"].split(","))
        if wrong := tags_error(tags):
            raise ValidationError(wrong)
        return tags


class TopicForm(SubjectForm):
    """A new topic in one of the forums its writer may write in."""

    field_order = ["forum", "kind", "title", "body", "language", "themes", "tags", "token"]
    forum: forms.ModelChoiceField[Forum] = forms.ModelChoiceField(
        Forum.objects.none(), label=_("Forum"), empty_label=_("Choose a forum"), to_field_name="slug"
    )
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[
            (Topic.Kind.QUESTION, _("A question: I want an answer, and will say which one helped.")),
            (Topic.Kind.DISCUSSION, _("A discussion: I want to hear what others do and think.")),
        ],
        widget=forms.RadioSelect,
        initial=Topic.Kind.QUESTION,
    )

    def __init__(self, *args, writer: Member, **kwargs):
        super().__init__(*args, writer=writer, **kwargs)
        forums = cast("forms.ModelChoiceField[Forum]", self.fields["forum"])
        forums.queryset = Forum.objects.visible_to(writer)


class OpeningForm(SubjectForm, EditForm):
    """A new title, text, themes and tags for a topic; `edits` are those the writer began with."""

    field_order = ["title", "body", "language", "themes", "tags", "token", "revision", "edits"]
    edits = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)


class RemovalForm(forms.Form):
    """Why a post is removed; a moderator says why, an author need not."""

    use_required_attribute = False
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("Recorded for the moderators; one sentence is enough.")
    )

    def __init__(self, *args, is_own: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if is_own:
            del self.fields["reason"]


class ModerationForm(forms.Form):
    """What to do with a topic, and why; `forum` is where it moves, `title` its new name."""

    use_required_attribute = False
    field_order = ["act", "forum", "title", "reason"]
    ACTS = {
        "lock": _("Lock the topic"),
        "unlock": _("Unlock the topic"),
        "move": _("Move the topic"),
        "rename": _("Rename the topic"),
    }
    act = forms.ChoiceField(
        label=_("What to do with the topic"), choices=list(ACTS.items()), widget=forms.RadioSelect
    )
    forum: forms.ModelChoiceField[Forum] = forms.ModelChoiceField(
        Forum.objects.none(),
        label=_("To the forum"),
        required=False,
        empty_label=_("Choose a forum"),
        to_field_name="slug",
        help_text=_("When it moves."),
    )
    title = forms.CharField(
        label=_("New title"),
        required=False,
        help_text=_("When it is renamed."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=300, required=False, help_text=_("Recorded for the moderators.")
    )

    def __init__(self, *args, moderator: Member, topic: Topic, **kwargs):
        super().__init__(*args, **kwargs)
        forums = cast("forms.ModelChoiceField[Forum]", self.fields["forum"])
        forums.queryset = Forum.objects.visible_to(moderator).exclude(pk=topic.forum_id)
        self.fields["title"].initial = topic.title
        done = "lock" if topic.is_locked else "unlock"  # a page left open may still ask for it
        acts = [(name, label) for name, label in self.ACTS.items() if name != done]
        cast("forms.RadioSelect", self.fields["act"].widget).choices = acts

    def clean(self):
        cleaned = super().clean() or {}
        if cleaned.get("act") == "move" and not cleaned.get("forum") and "forum" not in self.errors:
            self.add_error("forum", _("Choose the forum it moves to."))
        return cleaned


class TopicFilter(forms.Form):
    """What a reader wants to see of a list of topics; what makes no sense is left out."""

    STATES = {"unanswered": _("No answer yet"), "solved": _("Solved"), "unread": _("Unread by me")}
    KINDS = {"question": _("Questions"), "discussion": _("Discussions")}

    kind = forms.ChoiceField(choices=KINDS, required=False)
    state = forms.ChoiceField(choices=STATES, required=False)
    theme = forms.SlugField(required=False)
    tag = forms.CharField(required=False, max_length=100)
    sort = forms.ChoiceField(choices=[("active", ""), ("new", "")], required=False)

    @property
    def chosen(self) -> dict[str, str]:
        """The parameters that make sense, without the order."""
        self.is_valid()
        return {key: value for key, value in self.cleaned_data.items() if value and key != "sort"}

    @property
    def languages(self) -> list[str]:
        """The chosen languages of the topics, at most ten."""
        return [code for code in cast("QueryDict", self.data).getlist("language") if is_language(code)][:10]

    @property
    def is_newest_first(self) -> bool:
        self.is_valid()
        return self.cleaned_data.get("sort") == "new"


def initial_from(kept: QueryDict | None) -> dict[str, object]:
    """What was typed before a sign-in, as initial values of the same form; {} when nothing was."""
    if kept is None:
        return {}
    return {key: kept.getlist(key) if key == "themes" else kept.get(key) for key in kept}


def quotation(name: str, number: int, body: str) -> str:
    """Markdown that quotes post `number` by `name`, with a link to it, and room for the answer."""
    lines = "\n".join(f"> {line}".rstrip() for line in body.strip().splitlines() if not line.startswith(">"))
    signed = "".join(f"\\{sign}" if sign in "[]\\*_`" else sign for sign in name)
    return f"> [{signed}, {number}](?post={number})\n>\n{lines}\n\n"


def _with_first(codes: list[str], chosen: str | None) -> list[tuple[str, str]]:
    """The offered languages with `codes` first; `chosen` is among them even when it is not offered."""
    names = dict(language_choices())
    first = [code for code in [*codes, chosen] if code and is_language(code)]
    from_list = [code for code in names if code not in first]
    return [(code, names.get(code) or language_name(code)) for code in dict.fromkeys([*first, *from_list])]
