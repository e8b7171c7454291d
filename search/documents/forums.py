"""Topics and posts as the index knows them. A topic is indexed with its opening post."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cop.core.richtext import plain_text
from forums.models import Post, Topic
from search.documents.document import EVERYBODY, MODERATORS, Address, Document, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

    from cop.members.models import Member
    from search.documents.document import Key


def _topic_rows() -> QuerySet[Topic]:
    rows = Topic.objects.with_opening().select_related("forum")
    return rows.prefetch_related("themes", "tags")  # type: ignore[misc]  # taggit's manager


def _topic(topic: Topic) -> Document:
    themes = tuple(theme.key for theme in topic.themes.all())
    groups = _groups(topic)
    return Document(
        source="topic",
        object_id=topic.pk,
        kind="topic",
        title=topic.title,
        body="".join(plain_text(post.body_html) for post in topic.opening),
        language=topic.language,
        themes=themes,
        context=tuple(tag.name for tag in topic.tags.all()),
        groups=groups,
        written_at=topic.created_at,
        address=Address("forums:topic", {"topic_id": topic.pk, "slug": topic.slug}),
        facts={"subkind": topic.kind, "is_solved": topic.solved_at is not None, "replies": topic.reply_count},
        passed_on=(topic.title, *themes, "|", *groups),
        **_author(topic.author),
    )


def _post_rows() -> QuerySet[Post]:
    rows = Post.objects.filter(number__gt=1, is_deleted=False)
    return rows.select_related("topic__forum", "author").prefetch_related("topic__themes")


def _post(post: Post) -> Document:
    topic = post.topic
    return Document(
        source="post",
        object_id=post.pk,
        kind="topic",
        thread=f"topic-{topic.pk}",
        title=topic.title,
        body=plain_text(post.body_html),
        language=post.language,
        themes=tuple(theme.key for theme in topic.themes.all()),
        groups=_groups(topic),
        written_at=post.created_at,
        address=Address(
            "forums:topic",
            {"topic_id": topic.pk, "slug": topic.slug},
            query=_page_query(post),
            fragment=f"post-{post.number}",
        ),
        facts={"subkind": "post", "number": post.number, "title_language": topic.language},
        has_own_title=False,
        **_author(post.author),
    )


def _page_query(post: Post) -> str:
    _, _, query = post.get_absolute_url().partition("?")
    return query.partition("#")[0]


def _groups(topic: Topic) -> tuple[str, ...]:
    """As TopicQuerySet.visible_to: a topic whose posts were all removed is left to moderators."""
    group_id = topic.forum.group_id
    if not topic.post_count:
        return (MODERATORS,)
    return (EVERYBODY,) if group_id is None else (f"group-{group_id}", MODERATORS)


def _author(author: Member | None) -> dict[str, Any]:
    if author is None:
        return {}
    return {
        "author": author.display_name,
        "author_id": author.pk,
        "author_language": author.name_language,
        "country": author.country,
    }


def _openings(ids: Sequence[int]) -> Iterable[Key]:
    topics = Post.objects.filter(pk__in=ids, number=1).values_list("topic_id", flat=True)
    return (("topic", pk) for pk in topics)


def _posts(ids: Sequence[int]) -> Iterable[Key]:
    posts = Post.objects.filter(topic__in=ids, number__gt=1).values_list("pk", flat=True)
    return (("post", pk) for pk in posts)


TOPIC = Source(
    "topic",
    _topic_rows,
    _topic,
    dependents=_posts,
    readers_follow=True,
    written_by=lambda ids: Topic.objects.filter(author__in=ids).values_list("pk", flat=True),
)
POST = Source(
    "post",
    _post_rows,
    _post,
    also=_openings,
    written_by=lambda ids: Post.objects.filter(author__in=ids, number__gt=1).values_list("pk", flat=True),
)
