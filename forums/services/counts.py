"""The denormalised figures of topics and forums, made anew from the posts.

Everywhere in this app a topic is locked before its forum, and of two forums the one with the
smaller id first. The locks leave keys alone (NO KEY UPDATE): a forum names its last topic, and
must not wait for somebody who writes there and waits for the forum.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import Count, Max, Q, Sum

from forums.models import Forum, Post, Topic


def recount_topic(topic_id: int) -> bool:
    """Write a topic's counts and last post from its posts; True when something was wrong.

    Call it inside a transaction that has locked the topic.
    """
    figures = Post.objects.filter(topic_id=topic_id).aggregate(
        post_count=Count("pk", filter=Q(is_deleted=False)),
        openings=Count("pk", filter=Q(is_deleted=False, number=1)),
        last_number=Max("number"),
    )
    found: dict[str, object] = {
        "post_count": figures["post_count"],
        "has_opening": figures["openings"] == 1,
        "last_number": figures["last_number"] or 0,
    }
    last = Post.objects.filter(topic_id=topic_id).standing().order_by("-number").first()
    if last is not None:
        found |= {"last_posted_at": last.created_at, "last_author_id": last.author_id}
    right = Topic.objects.filter(pk=topic_id, **found)
    if right.exists():
        return False
    return bool(Topic.objects.filter(pk=topic_id).update(**found))


@transaction.atomic
def recount_forum(forum_id: int) -> bool:
    """Write a forum's counts and last topic from its topics; True when something was wrong.

    Topics whose posts were all removed do not count. Locks the forum: a post counted in another
    topic meanwhile is not lost.
    """
    Forum.objects.select_for_update(no_key=True).get(pk=forum_id)
    standing = Topic.objects.filter(forum_id=forum_id, post_count__gt=0)
    figures = standing.aggregate(topics=Count("pk"), posts=Sum("post_count"))
    last = standing.active().first()
    found = {
        "topic_count": figures["topics"],
        "post_count": figures["posts"] or 0,
        "last_topic_id": last.pk if last else None,
    }
    right = Forum.objects.filter(pk=forum_id, **found)
    if right.exists():
        return False
    return bool(Forum.objects.filter(pk=forum_id).update(**found))
