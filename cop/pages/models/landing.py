"""The pages one arrives at: home and the four sections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cop.pages.blocks import LandingBlock
from cop.pages.models.base import SAME_SLUG, EditorPage

if TYPE_CHECKING:
    from django.http import HttpRequest


class HomePage(EditorPage):
    """The front page of one language. Its title is the sentence it opens with."""

    is_everywhere = True

    lede = models.CharField(_("second sentence"), max_length=300, blank=True)
    ask_label = models.CharField(_("question above the search box"), max_length=80, blank=True)
    account_note = models.CharField(_("word about joining"), max_length=250, blank=True)
    body = StreamField(LandingBlock(required=False), blank=True, verbose_name=_("blocks"))

    content_panels = [
        *Page.content_panels,
        FieldPanel("lede"),
        FieldPanel("ask_label"),
        FieldPanel("account_note"),
        FieldPanel("body"),
    ]
    template = "pages/home.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["pages.SectionPage", "pages.ContentPage", "pages.IndexPage"]
    max_count = None  # one for each language: `clean` sees to it

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def clean(self) -> None:
        super().clean()
        if HomePage.objects.filter(locale_id=self.locale_id).exclude(pk=self.pk).exists():
            raise ValidationError(_("This language has a home page already."))


class SectionPage(EditorPage):
    """The landing page of one of the four sections, composed from blocks."""

    is_everywhere = True

    class Key(models.TextChoices):
        COMMUNICATION = "communication", _("Communication")
        SHARING = "sharing", _("Sharing")
        COLLABORATION = "collaboration", _("Collaboration")
        COOPERATION = "cooperation", _("Cooperation")

    key = models.CharField(_("section"), max_length=20, choices=Key)
    lede = models.CharField(_("second sentence"), max_length=400, blank=True)
    body = StreamField(LandingBlock(required=False), blank=True, verbose_name=_("blocks"))

    content_panels = [*Page.content_panels, FieldPanel("lede"), FieldPanel("body")]
    template = "pages/section.html"
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.ContentPage", "pages.IndexPage"]
    override_translatable_fields = SAME_SLUG

    class Meta:
        verbose_name = _("section page")
        verbose_name_plural = _("section pages")

    @property
    def section(self) -> str:
        return self.key

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Four under each home page, made by setup_site."""
        taken = parent.get_children().type(SectionPage).count() if parent else 4
        return super().can_create_at(parent) and taken < 4

    def clean(self) -> None:
        super().clean()
        same = SectionPage.objects.filter(locale_id=self.locale_id, key=self.key).exclude(pk=self.pk)
        if same.exists():
            raise ValidationError({"key": _("This language has a page of this section already.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["section"] = self.key
        return context
