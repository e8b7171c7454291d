"""The pages one arrives at: home and the four sections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cop.pages import alive
from cop.pages.blocks import LandingBlock
from cop.pages.figures import country_table, figures, tiles
from cop.pages.foryou import what_waits_for
from cop.pages.models.base import SAME_SLUG, EditorPage, SectionKey

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest

    from cop.members.models import Member


# Style sheets, beside base and front, that a kind of block needs.
LOOKS = {"topics": "list", "resources": "list", "rooms": "list", "practices": "read", "trail": "read"}
# What "for you" says better to a member.
BEHIND_FOR_YOU = {"questions", "topics", "rooms", "practices", "trail"}


class HomePage(EditorPage):
    """The front page of one language. Its title is the sentence it opens with."""

    is_everywhere = True

    lede = models.TextField(_("second sentence"), max_length=300, blank=True)
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

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The four columns for all; the opening and the map for strangers, "for you" for members."""
        user = getattr(request, "user", None) or AnonymousUser()
        context = super().get_context(request, *args, **kwargs) | {
            "topics": alive.topic_headlines(user, 2),
            "scenarios": alive.scenarios(1),
            "resources": alive.newest_resources(user, 3),
            "rooms": alive.open_rooms(user, 3),
            "practices": alive.newest_practices(user, 2),
            "calls": alive.open_calls(1),
        }
        if user.is_authenticated:
            for_you = what_waits_for(cast("Member", user))
            return context | {
                "for_you": for_you,
                "waiting": for_you.waiting_count,
                **_composed([block for block in self.body if block.block_type not in BEHIND_FOR_YOU], "list"),
            }
        known = figures()
        return context | {
            **_composed(self.body),
            "figures": known,
            "tiles": tiles(known.countries) if known.countries else [],
            "country_table": (table := country_table(known.countries)),
            "most_named": ", ".join(f"{name} ({count})" for name, count in table[:3]),
            "countries": ngettext("%(count)d country", "%(count)d countries", known.country_count)
            % {"count": known.country_count},
        }

    def clean(self) -> None:
        super().clean()
        if HomePage.objects.filter(locale_id=self.locale_id).exclude(pk=self.pk).exists():
            raise ValidationError(_("This language has a home page already."))


class SectionPage(EditorPage):
    """The landing page of one of the four sections, composed from blocks."""

    is_everywhere = True

    Key = SectionKey

    key = models.CharField(_("section"), max_length=20, choices=SectionKey)
    lede = models.TextField(_("second sentence"), max_length=400, blank=True)
    body = StreamField(LandingBlock(required=False), blank=True, verbose_name=_("blocks"))

    content_panels = [*Page.content_panels, FieldPanel("lede"), FieldPanel("body")]
    template = "pages/section.html"
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.ContentPage", "pages.IndexPage", "scenarios.ScenarioIndexPage"]
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
        return context | {"section": self.key, **_composed(self.body)}


def _composed(blocks: Iterable[Any], *looks: str) -> dict[str, Any]:
    """The blocks of a landing page, and the style sheets (names) that they and `looks` need."""
    needed = {LOOKS[block.block_type] for block in blocks if block.block_type in LOOKS}
    return {"blocks": blocks, "looks": [f"css/{name}.css" for name in sorted(needed.union(looks))]}
