from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from cop.core.feeds import FEED_LENGTH, ListFeed
from cop.core.strangers import STRANGER
from repository.models import Practice, Resource

if TYPE_CHECKING:
    from repository.querysets.practices import PracticeQuerySet
    from repository.querysets.resources import ResourceQuerySet


class ResourcesFeed(ListFeed):
    """The resources published last."""

    title = _("Toolbox")
    list_url = "resources:toolbox"

    def items(self, obj: None) -> ResourceQuerySet:
        return (
            Resource.objects.visible_to(STRANGER)
            .newest()
            .select_related("organisation", "depositor")[:FEED_LENGTH]
        )

    def item_description(self, item: Resource) -> str:
        return item.abstract_html

    def item_author_name(self, item: Resource) -> str:
        return ", ".join(item.authors)


class PracticesFeed(ListFeed):
    """The good practices accepted last, whatever their result."""

    title = _("Good practices")
    list_url = "practices:practices"

    def items(self, obj: None) -> PracticeQuerySet:
        return Practice.objects.visible_to(STRANGER).newest().for_list()[:FEED_LENGTH]

    def item_description(self, item: Practice) -> str:
        return item.summary_html

    def item_author_name(self, item: Practice) -> str:
        return item.author.display_name if item.author else ""
