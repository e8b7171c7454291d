"""A feed beside a list: Atom, the newest of it as a stranger sees them, each in its own language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from cop.core.richtext import without_controls

if TYPE_CHECKING:
    import datetime as dt

    from django.utils.xmlutils import SimplerXMLGenerator

FEED_LENGTH = 30  # entries
SINCE = 2026  # the year of the tag URIs: whoever gives them had the site's name then (RFC 4151)


class _Atom(Atom1Feed):
    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        clean = {
            name: without_controls(text) if isinstance(text, str) else text for name, text in item.items()
        }
        super().add_item_elements(handler, clean)

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["language"]}


class ListFeed(Feed):
    """What `items` gives, each with a title, a language and an address of its own.

    `list_url` names the list it stands beside. Addresses are those of COP_SITE_URL, whatever host asked.
    """

    feed_type = _Atom
    list_url = ""

    def list_address(self, obj: Any) -> str:
        return reverse(self.list_url)

    def link(self, obj: Any) -> str:
        return _whole(self.list_address(obj))

    def feed_url(self, obj: Any) -> str:
        return f"{_whole(self.list_address(obj))}feed/"

    def item_title(self, item: Any) -> str:
        return item.title

    def item_link(self, item: Any) -> str:
        return _whole(item.get_absolute_url())

    def item_guid(self, item: Any) -> str:
        """Not the address: that follows the title, and a corrected one is no new entry."""
        host = urlsplit(settings.SITE_URL).hostname
        return f"tag:{host},{SINCE}:{item._meta.model_name}/{item.pk}"

    def item_pubdate(self, item: Any) -> dt.datetime:
        return item.published_at

    def item_extra_kwargs(self, item: Any) -> dict[str, str]:
        return {"language": item.language}


def _whole(address: str) -> str:
    return settings.SITE_URL.rstrip("/") + address
