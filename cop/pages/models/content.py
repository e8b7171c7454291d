"""Pages with a text: about and its kind, articles, events, calls, and the lists they hang under."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cop.core.paging import page_in_order, page_newest_first
from cop.members.models import Organisation
from cop.pages.blocks import BodyBlock
from cop.pages.models.base import SAME_SLUG, EditorPage, SectionKey
from cop.pages.models.fields import CodesField
from cop.vocabulary.models import Theme

if TYPE_CHECKING:
    from django.http import HttpRequest
    from wagtail.query import PageQuerySet

# Facts are the same in every language; words are translated.
WORDS = [
    TranslatableField(name) for name in ("title", "slug", "seo_title", "search_description", "lede", "body")
]


class ContentPage(EditorPage):
    """A page that stands by itself: about, privacy, accessibility, contact."""

    lede = models.TextField(_("second sentence"), max_length=400, blank=True)
    body = StreamField(BodyBlock(required=False), blank=True, verbose_name=_("text"))

    content_panels = [*Page.content_panels, FieldPanel("lede"), FieldPanel("body")]
    template = "pages/content.html"
    parent_page_types = ["pages.HomePage", "pages.SectionPage"]
    subpage_types: list[str] = []
    override_translatable_fields = SAME_SLUG

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")


class IndexPage(EditorPage):
    """A list of articles, of events or of calls; what hangs under it is of that kind alone."""

    class Kind(models.TextChoices):
        ARTICLES = "articles", _("articles")
        EVENTS = "events", _("events")
        CALLS = "calls", _("calls for partners")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    lede = models.TextField(_("second sentence"), max_length=400, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("kind"), FieldPanel("lede")]
    template = "pages/index.html"
    parent_page_types = ["pages.HomePage", "pages.SectionPage"]
    subpage_types = ["pages.ArticlePage", "pages.EventPage", "pages.CallPage"]
    override_translatable_fields = [*SAME_SLUG, SynchronizedField("kind", overridable=False)]

    class Meta:
        verbose_name = _("list of pages")
        verbose_name_plural = _("lists of pages")

    @property
    def section(self) -> str:
        return {"events": "communication", "calls": "cooperation"}.get(self.kind, "")

    def clean(self) -> None:
        super().clean()
        same = IndexPage.objects.filter(locale_id=self.locale_id, kind=self.kind).exclude(pk=self.pk)
        if same.exists():
            raise ValidationError({"kind": _("This language has such a list already.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        after = request.GET.get("after")
        if self.kind == self.Kind.ARTICLES:
            context["things"] = page_newest_first(self._open(ArticlePage), after, by="published_on")
        elif self.kind == self.Kind.EVENTS:
            rows = self._open(EventPage)
            past = "past" in request.GET
            context["past"], context["in_order"] = past, not past
            context["things"] = (
                page_newest_first(rows.filter(ends_at__lt=timezone.now()), after, by="starts_at")
                if past
                else page_in_order(rows.filter(ends_at__gte=timezone.now()), after, by="starts_at")
            )
        else:
            calls = self._open(CallPage).select_related("organisation")
            context["things"] = page_newest_first(calls, after, by="deadline")
        return context

    def _open(self, kind: type[EditorPage]) -> PageQuerySet:
        """Published pages below this one without the ones an editor closed.

        Only their own restrictions count: who reads a closed list may read what it names.
        """
        return kind.objects.live().child_of(self).filter(view_restrictions=None)


class ArticlePage(EditorPage):
    """Something the editors tell: news, a report, a portrait."""

    belongs_to = models.CharField(_("section"), max_length=20, choices=SectionKey, blank=True)
    published_on = models.DateField(_("date"), default=timezone.localdate)
    lede = models.TextField(_("second sentence"), max_length=400, blank=True)
    picture = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    body = StreamField(BodyBlock(required=False), blank=True, verbose_name=_("text"))
    themes = ParentalManyToManyField(Theme, blank=True, verbose_name=_("themes"), related_name="+")

    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("published_on"), FieldPanel("belongs_to")]),
        FieldPanel("lede"),
        FieldPanel("picture"),
        FieldPanel("body"),
        FieldPanel("themes"),
    ]
    template = "pages/article.html"
    parent_page_types = ["pages.IndexPage"]
    subpage_types: list[str] = []
    override_translatable_fields = [
        *WORDS,
        *(SynchronizedField(n) for n in ("published_on", "belongs_to", "picture", "themes")),
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = [models.Index(fields=["-published_on", "-page_ptr"], name="article_list")]

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        return super().can_create_at(parent) and _is_list_of(parent, IndexPage.Kind.ARTICLES)

    @property
    def section(self) -> str:
        return self.belongs_to


class EventPage(EditorPage):
    """Something that happens at a time, in a place or online."""

    belongs_to = models.CharField(_("section"), max_length=20, choices=SectionKey, blank=True)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=160, blank=True)
    is_online = models.BooleanField(_("online"), default=False)
    link = models.URLField(_("address to take part or sign up"), blank=True)
    languages = CodesField(of="languages", verbose_name=_("languages spoken"))
    lede = models.TextField(_("second sentence"), max_length=400, blank=True)
    body = StreamField(BodyBlock(required=False), blank=True, verbose_name=_("text"))

    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldRowPanel([FieldPanel("place"), FieldPanel("belongs_to")]),
        FieldPanel("is_online"),
        FieldPanel("link"),
        FieldPanel("lede"),
        FieldPanel("body"),
        FieldPanel("languages"),
    ]
    template = "pages/event.html"
    parent_page_types = ["pages.IndexPage"]
    subpage_types: list[str] = []
    override_translatable_fields = [
        *WORDS,
        TranslatableField("place"),
        *(
            SynchronizedField(n)
            for n in ("starts_at", "ends_at", "belongs_to", "is_online", "link", "languages")
        ),
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [models.Index(fields=["starts_at", "page_ptr"], name="event_list")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_at__lte=models.F("ends_at")), name="event_in_order"
            )
        ]

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        return super().can_create_at(parent) and _is_list_of(parent, IndexPage.Kind.EVENTS)

    @property
    def section(self) -> str:
        return self.belongs_to or SectionKey.COMMUNICATION

    @property
    def is_over(self) -> bool:
        return self.ends_at < timezone.now()

    def clean(self) -> None:
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at < self.starts_at:
            raise ValidationError({"ends_at": _("The end comes before the beginning.")})
        if not self.place and not self.is_online:
            raise ValidationError({"place": _("Name the place, or say that it is online.")})


class CallPage(EditorPage):
    """An organisation looks for partners, until a date."""

    deadline = models.DateField(_("open until"))
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation that calls"),
    )
    countries = CodesField(of="countries", verbose_name=_("countries partners are sought in"))
    themes = ParentalManyToManyField(Theme, blank=True, verbose_name=_("themes"), related_name="+")
    link = models.URLField(_("address for answers"), blank=True)
    lede = models.TextField(_("second sentence"), max_length=400, blank=True)
    body = StreamField(BodyBlock(required=False), blank=True, verbose_name=_("text"))

    content_panels = [
        *Page.content_panels,
        FieldPanel("deadline"),
        FieldPanel("organisation"),
        FieldPanel("link"),
        FieldPanel("lede"),
        FieldPanel("body"),
        FieldPanel("themes"),
        FieldPanel("countries"),
    ]
    template = "pages/call.html"
    parent_page_types = ["pages.IndexPage"]
    subpage_types: list[str] = []
    override_translatable_fields = [
        *WORDS,
        *(SynchronizedField(n) for n in ("deadline", "organisation", "countries", "themes", "link")),
    ]

    class Meta:
        verbose_name = _("call for partners")
        verbose_name_plural = _("calls for partners")
        indexes = [models.Index(fields=["deadline", "page_ptr"], name="call_list")]

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        return super().can_create_at(parent) and _is_list_of(parent, IndexPage.Kind.CALLS)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"themes": list(self.themes.all())}

    @property
    def section(self) -> str:
        return SectionKey.COOPERATION

    @property
    def is_over(self) -> bool:
        return self.deadline < timezone.localdate()


def _is_list_of(parent: Page | None, kind: str) -> bool:
    specific = parent.specific if parent is not None else None
    return isinstance(specific, IndexPage) and specific.kind == kind
