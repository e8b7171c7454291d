"""What all page types have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from cop.pages.addresses import address_of

if TYPE_CHECKING:
    from django.http import HttpRequest

# The slug stays the same in every language: links in the footer and in other software rely on it.
SAME_SLUG = [SynchronizedField("slug", overridable=False)]

# Django's own addresses below the sections stand before Wagtail's.
RESERVED_SLUGS = {"forums", "topics", "drafts", "feed", "resources", "rooms", "practices", "partnerships"}


class SectionKey(models.TextChoices):
    """The four sections, for pages that may belong to one of them."""

    COMMUNICATION = "communication", _("Communication")
    SHARING = "sharing", _("Sharing")
    COLLABORATION = "collaboration", _("Collaboration")
    COOPERATION = "cooperation", _("Cooperation")


class EditorPage(Page):
    """A page of the editors."""

    # True where every language has this page, at the same address behind its prefix.
    is_everywhere = False
    allowed_http_methods = ["GET", "HEAD", "OPTIONS"]

    class Meta:
        abstract = True

    @property
    def address(self) -> str:
        return address_of(self)

    def get_url(self, request: Any = None, current_site: Any = None) -> str:
        """Wagtail's way costs two queries and asks which of several sites; there is one."""
        return self.address

    url = property(get_url)

    def get_full_url(self, request: Any = None) -> str:
        return settings.SITE_URL.rstrip("/") + self.address

    full_url = property(get_full_url)

    @property
    def section(self) -> str:
        """The key of the section it belongs to, "" for none."""
        return ""

    @property
    def body_class(self) -> str:
        return f"in-{self.section}" if self.section else ""

    def clean(self) -> None:
        super().clean()
        if self.slug in RESERVED_SLUGS and self.depth and self.depth > 3:
            raise ValidationError({"slug": _("This address is in use; choose another one.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["breadcrumbs"] = self._breadcrumbs()
        return context

    def _breadcrumbs(self) -> list[tuple[str, str]]:
        """(title, address) of the pages above this one, the home page left out; one query."""
        if self.depth <= 3:
            return []
        return [(page.title, address_of(page)) for page in self.get_ancestors().filter(depth__gt=2)]
