from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from cop.core.feeds import FEED_LENGTH, ListFeed
from cop.core.strangers import STRANGER
from rooms.models import Room

if TYPE_CHECKING:
    import datetime as dt

    from rooms.querysets import RoomQuerySet


class RoomsFeed(ListFeed):
    """The open rooms announced last."""

    title = _("Rooms")
    list_url = "rooms:rooms"

    def items(self, obj: None) -> RoomQuerySet:
        return (
            Room.objects.visible_to(STRANGER)
            .order_by("-created_at", "-pk")
            .select_related("host")[:FEED_LENGTH]
        )

    def item_description(self, item: Room) -> str:
        return item.purpose_html

    def item_author_name(self, item: Room) -> str:
        return item.host.display_name if item.host else ""

    def item_pubdate(self, item: Room) -> dt.datetime:
        return item.created_at
