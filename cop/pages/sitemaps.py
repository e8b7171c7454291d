"""What search engines may list: editors' pages with their translations, and members' public content."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.utils.translation import get_language
from wagtail.models import Page

from cop.core.languages import interface_language
from cop.core.strangers import STRANGER
from cop.pages.addresses import address_of, is_restricted, language_of
from forums.models import Forum, Topic
from repository.models import Practice, Resource
from rooms.models import Room


class _SiteSitemap(Sitemap):
    """Addresses at COP_SITE_URL, whatever host asked."""

    i18n = True
    limit = 5000
    protocol = "https" if settings.SECURE else "http"

    def get_domain(self, site: Any = None) -> str:
        return settings.SITE_URL.partition("://")[2].rstrip("/")


class PageSitemap(_SiteSitemap):
    """Editors' pages; the translations of a page are each other's alternates."""

    alternates = True

    def items(self) -> list[dict[str, Page]]:
        """For each page, its translations by language; aliases, which repeat one of them, are left out."""
        groups: dict[Any, dict[str, Page]] = {}
        for page in Page.objects.live().filter(depth__gte=2, alias_of__isnull=True).select_related("locale"):
            if not is_restricted(page.path) and language_of(page) in dict(settings.LANGUAGES):
                groups.setdefault(page.translation_key, {})[language_of(page)] = page
        return list(groups.values())

    def get_languages_for_item(self, item: dict[str, Page]) -> list[str]:
        return list(item)

    def location(self, item: dict[str, Page]) -> str:
        return address_of(item[get_language() or settings.LANGUAGE_CODE])

    def lastmod(self, item: dict[str, Page]) -> Any:
        return max((page.last_published_at for page in item.values() if page.last_published_at), default=None)


class _WrittenSitemap(_SiteSitemap):
    """Things members wrote: listed once, under the interface nearest to their language."""

    def get_languages_for_item(self, item: Any) -> list[str]:
        return [interface_language(item.language)]


class TopicSitemap(_WrittenSitemap):
    def items(self) -> Any:
        rows = Topic.objects.visible_to(STRANGER).only("id", "title", "language", "last_posted_at")
        return rows.order_by("-id")

    def lastmod(self, item: Topic) -> Any:
        return item.last_posted_at


class ResourceSitemap(_WrittenSitemap):
    def items(self) -> Any:
        rows = Resource.objects.visible_to(STRANGER).published()
        return rows.only("id", "title", "type", "language", "updated_at").order_by("-id")

    def lastmod(self, item: Resource) -> Any:
        return item.updated_at


class PracticeSitemap(_WrittenSitemap):
    def items(self) -> Any:
        rows = Practice.objects.visible_to(STRANGER).accepted()
        return rows.only("id", "title", "language", "updated_at").order_by("-id")

    def lastmod(self, item: Practice) -> Any:
        return item.updated_at


class RoomSitemap(_WrittenSitemap):
    def items(self) -> Any:
        rows = Room.objects.visible_to(STRANGER).public()
        return rows.only("id", "title", "language", "created_at").order_by("-id")


class ForumSitemap(_SiteSitemap):
    """Forums have names in every language."""

    alternates = True

    def items(self) -> Any:
        return Forum.objects.visible_to(STRANGER).order_by("position", "slug")


SITEMAPS = {
    "pages": PageSitemap,
    "forums": ForumSitemap,
    "topics": TopicSitemap,
    "resources": ResourceSitemap,
    "practices": PracticeSitemap,
    "rooms": RoomSitemap,
}
