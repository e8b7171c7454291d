from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cop.core.feeds import FEED_LENGTH, ListFeed
from cop.core.strangers import STRANGER
from forums.models import Forum, Topic

if TYPE_CHECKING:
    import datetime as dt

    from django.http import HttpRequest

    from forums.querysets import TopicQuerySet


class TopicsFeed(ListFeed):
    """The newest topics of all public forums, with what they open with."""

    list_url = "forums:topics"

    def title(self, forum: Forum | None) -> str:
        return forum.name if forum else _("All topics")

    def list_address(self, forum: Forum | None) -> str:
        return forum.get_absolute_url() if forum else super().list_address(forum)

    def items(self, forum: Forum | None) -> TopicQuerySet:
        topics = Topic.objects.visible_to(STRANGER).newest().with_opening()
        return (topics.filter(forum=forum) if forum else topics)[:FEED_LENGTH]

    def item_description(self, item: Topic) -> str:
        return "".join(post.body_html for post in item.opening)

    def item_author_name(self, item: Topic) -> str:
        return item.author.display_name if item.author else ""

    def item_pubdate(self, item: Topic) -> dt.datetime:
        return item.created_at

    def item_updateddate(self, item: Topic) -> dt.datetime:
        return item.last_posted_at


class ForumFeed(TopicsFeed):
    """The newest topics of one public forum."""

    def get_object(self, request: HttpRequest, slug: str) -> Forum:
        return Forum.objects.visible_to(STRANGER).get(slug=slug)
