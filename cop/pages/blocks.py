"""The blocks editors compose home and section pages from, and the blocks of texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from cop.pages import alive

if TYPE_CHECKING:
    from django.http import HttpRequest

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "hr", "blockquote"]


class Reader:
    """Who reads a block: the member or stranger of the request, and the languages they read."""

    def __init__(self, request: HttpRequest | None) -> None:
        self.user = getattr(request, "user", None) or AnonymousUser()
        here = (get_language() or "en").split("-")[0]
        self.languages: list[str] = list(getattr(self.user, "reads", None) or [here])


class WidthBlock(blocks.ChoiceBlock):
    """How much of the row a block takes, where there is room; on a phone all of it."""

    choices = [
        ("", _("the whole row")),
        ("wide", _("the wide part (7 of 12)")),
        ("narrow", _("the narrow part (5 of 12)")),
    ]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"choices": self.choices, "required": False, "label": _("Width"), **kwargs})


class TextBlock(blocks.RichTextBlock):
    """Running text."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": TEXT_FEATURES, **kwargs})

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "pages/blocks/text.html"


class LandingTextBlock(blocks.StructBlock):
    """Running text on a landing page."""

    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)
    is_toned = blocks.BooleanBlock(label=_("On the section's colour"), required=False)
    width = WidthBlock()

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "pages/blocks/landing_text.html"


class PictureBlock(blocks.StructBlock):
    """A picture with what it shows in words, and a line below it."""

    image = ImageChooserBlock(label=_("Picture"))
    description = blocks.CharBlock(
        label=_("What the picture shows"),
        help_text=_("Read out to those who cannot see it. Leave it empty if the picture only decorates."),
        required=False,
        max_length=250,
    )
    caption = blocks.CharBlock(label=_("Line below it"), required=False, max_length=250)
    width = WidthBlock()

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "pages/blocks/picture.html"


class TableBlock(blocks.StructBlock):
    """A small table, typed line by line."""

    caption = blocks.CharBlock(label=_("Title of the table"), required=False, max_length=160)
    rows = blocks.TextBlock(
        label=_("Rows"),
        help_text=_("One line is one row; a vertical bar parts the cells. The first line names the columns."),
        rows=6,
    )

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        lines = [line.strip().strip("|") for line in value["rows"].splitlines() if line.strip()]
        rows = [[cell.strip() for cell in line.split("|")] for line in lines]
        context["columns"] = rows[0] if rows else []
        context["rows"] = [list(zip(context["columns"], row, strict=False)) for row in rows[1:]]
        return context

    class Meta:
        icon = "table"
        label = _("Table")
        template = "pages/blocks/table.html"


class StepsBlock(blocks.StructBlock):
    """How something is done, in numbered steps."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    steps = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("title", blocks.CharBlock(label=_("Step"), max_length=80)),
                ("text", blocks.CharBlock(label=_("Text"), required=False, max_length=300)),
            ]
        ),
        label=_("Steps"),
        max_num=8,
    )
    width = WidthBlock()

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "pages/blocks/steps.html"


class AliveBlock(blocks.StructBlock):
    """A heading and things that are alive right now, fetched for whoever reads the page.

    A subclass says where they come from (`things`), what the heading is when the editor leaves
    it empty (`usual_heading`, translated), and its template, which also draws the empty state.
    """

    usual_heading: Any = ""

    heading = blocks.CharBlock(
        label=_("Heading"),
        required=False,
        max_length=120,
        help_text=_("Leave it empty for the usual heading, which is translated into every language."),
    )
    count = blocks.IntegerBlock(label=_("How many"), default=4, min_value=1, max_value=12)
    width = WidthBlock()

    def things(self, reader: Reader, count: int) -> list[Any]:
        raise NotImplementedError

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        reader = Reader((parent_context or {}).get("request"))
        context["reader"] = reader
        context["heading"] = value["heading"] or self.usual_heading
        context["things"] = self.things(reader, value["count"] or 4)
        return context

    def get_searchable_content(self, value: Any) -> list[str]:
        return [value["heading"]] if value["heading"] else []


class TopicsBlock(AliveBlock):
    usual_heading = _("Latest topics")

    def things(self, reader: Reader, count: int) -> list[Any]:
        return alive.latest_topics(reader.user, count)

    class Meta:
        icon = "comment"
        label = _("Latest topics")
        template = "pages/blocks/topics.html"


class QuestionsBlock(AliveBlock):
    usual_heading = _("Waiting for an answer")

    def things(self, reader: Reader, count: int) -> list[Any]:
        return alive.unanswered_questions(reader.user, reader.languages, count)

    class Meta:
        icon = "help"
        label = _("Unanswered questions")
        template = "pages/blocks/questions.html"


class ResourcesBlock(AliveBlock):
    usual_heading = _("New in the toolbox")

    def things(self, reader: Reader, count: int) -> list[Any]:
        return alive.newest_resources(reader.user, count)

    class Meta:
        icon = "download"
        label = _("Newest resources")
        template = "pages/blocks/resources.html"


class RoomsBlock(AliveBlock):
    usual_heading = _("Open rooms")

    def things(self, reader: Reader, count: int) -> list[Any]:
        return alive.open_rooms(reader.user, count)

    class Meta:
        icon = "group"
        label = _("Open rooms")
        template = "pages/blocks/rooms.html"


class PracticesBlock(AliveBlock):
    usual_heading = _("Good practices, with their figures")

    def things(self, reader: Reader, count: int) -> list[Any]:
        return alive.featured_practices(reader.user, count)

    class Meta:
        icon = "pick"
        label = _("Featured practices")
        template = "pages/blocks/practices.html"


class TrailBlock(AliveBlock):
    usual_heading = _("One question, and how far it travelled")

    def things(self, reader: Reader, count: int) -> list[Any]:
        return alive.trails(reader.user, count)

    class Meta:
        icon = "link"
        label = _("The way of a question")
        template = "pages/blocks/trail.html"


class ScenariosBlock(AliveBlock):
    usual_heading = _("Pictures of the future")

    def things(self, reader: Reader, count: int) -> list[Any]:
        return alive.scenarios(count)

    class Meta:
        icon = "view"
        label = _("Scenarios")
        template = "pages/blocks/scenarios.html"


class EventsBlock(AliveBlock):
    usual_heading = _("Coming up")

    def things(self, reader: Reader, count: int) -> list[Any]:
        return alive.coming_events(count)

    class Meta:
        icon = "calendar-alt"
        label = pgettext_lazy("of a block", "Events")
        template = "pages/blocks/events.html"


class CallsBlock(AliveBlock):
    usual_heading = _("Calls for partners")

    def things(self, reader: Reader, count: int) -> list[Any]:
        return alive.open_calls(count)

    class Meta:
        icon = "group"
        label = pgettext_lazy("of a block", "Calls for partners")
        template = "pages/blocks/calls.html"


class ArticlesBlock(AliveBlock):
    usual_heading = _("From the editors")

    def things(self, reader: Reader, count: int) -> list[Any]:
        return alive.latest_articles(count)

    class Meta:
        icon = "doc-full"
        label = pgettext_lazy("of a block", "Articles")
        template = "pages/blocks/articles.html"


class BodyBlock(blocks.StreamBlock):
    """The text of a page."""

    text = TextBlock()
    picture = PictureBlock()
    table = TableBlock()
    steps = StepsBlock()


class LandingBlock(blocks.StreamBlock):
    """What home and section pages are composed from."""

    text = LandingTextBlock()
    picture = PictureBlock()
    steps = StepsBlock()
    questions = QuestionsBlock()
    topics = TopicsBlock()
    resources = ResourcesBlock()
    rooms = RoomsBlock()
    practices = PracticesBlock()
    trail = TrailBlock()
    scenarios = ScenariosBlock()
    articles = ArticlesBlock()
    events = EventsBlock()
    calls = CallsBlock()
