"""How far each member has read; the number only grows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forums.models import ReadState, Topic

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cop.members.models import Member


def read_to(*, member: Member, topic: Topic, number: int, seen: int | None) -> None:
    """Note that `member` has seen the posts up to `number`; it never goes back. One statement.

    `seen` is the number noted so far, None when the topic was never opened. When two pages are opened at once for the first time,
    one of them may be noted by the next view only.
    """
    if seen is None:
        state = ReadState(member=member, topic=topic, last_read_number=number)
        ReadState.objects.bulk_create([state], ignore_conflicts=True)
    else:
        states = ReadState.objects.filter(member=member, topic=topic)
        states.filter(last_read_number__lt=number).update(last_read_number=number)


def read_own(*, member: Member, topic: Topic, number: int) -> None:
    """Note that `member` knows post `number`, which they wrote, when they have seen all before it."""
    if number == 1:
        read_to(member=member, topic=topic, number=1, seen=None)
    else:
        states = ReadState.objects.filter(member=member, topic=topic, last_read_number=number - 1)
        states.update(last_read_number=number)


def mark_unread(*, member: Member, topics: Iterable[Topic]) -> None:
    """Give each of `topics` an `is_unread` for `member`. One query for all of them.

    A topic never opened is unread when it was active since the member joined.
    """
    topics = list(topics)
    seen = dict(
        ReadState.objects.filter(member=member, topic__in=topics).values_list("topic_id", "last_read_number")
    )
    for topic in topics:
        if topic.pk in seen:
            topic.is_unread = seen[topic.pk] < topic.last_number
        else:
            topic.is_unread = topic.last_posted_at > member.joined_at


def unread_topics_for(member: Member, limit: int) -> list[Topic]:
    """Up to `limit` topics that `member` has read in part and that have newer posts, latest first.

    Each has `first_unread` (a post number) and `unread_count` (posts since, removed ones included).
    """
    rows = Topic.objects.visible_to(member).left_unread_by(member).for_list().with_last_read()
    topics = list(rows.active()[:limit])
    for topic in topics:
        seen = topic.last_read or 0
        topic.first_unread, topic.unread_count = seen + 1, topic.last_number - seen
    return topics
