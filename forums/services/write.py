"""Opening topics, replying, editing with history, removing."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from cop.core.errors import DomainError, RuleError
from cop.core.languages import is_language
from cop.core.policies import require
from cop.core.richtext import BODY_MAX_LENGTH, plain_text, render_markdown, without_controls
from forums.models import (
    TAGS_MAX,
    THEMES_MAX,
    TITLE_MAX_LENGTH,
    TITLE_MIN_LENGTH,
    Draft,
    Forum,
    ModerationAct,
    Post,
    PostRevision,
    Topic,
)
from forums.policies import can_edit, can_edit_now, can_moderate, can_post
from forums.services.counts import recount_forum, recount_topic
from forums.services.quotes import say_languages
from forums.services.read import read_own
from forums.signals import post_changed, topic_changed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from uuid import UUID

    from django.utils.functional import Promise
    from django.utils.safestring import SafeString

    from cop.members.models import Member
    from cop.vocabulary.models import Theme

MOST_THEMES = ngettext_lazy("Choose at most %d theme.", "Choose at most %d themes.", THEMES_MAX)
MOST_TAGS = ngettext_lazy("Give at most %d tag.", "Give at most %d tags.", TAGS_MAX)
TAG_MAX_LENGTH = 40


class TopicLockedError(DomainError):
    message = gettext_lazy("This topic is locked; nobody can reply to it. What you typed is kept.")


class PostRemovedError(DomainError):
    message = gettext_lazy(
        "This post has been removed in the meantime. Copy what you typed if you still need it."
    )


class PostLockedError(DomainError):
    message = gettext_lazy(
        "This topic is locked; only moderators still change or remove posts in it. Ask one of them; what "
        "you typed is kept."
    )


class EditConflictError(DomainError):
    """Somebody else saved the post first. `post` is as it stands now."""

    message = gettext_lazy(
        "Somebody else has changed this post while you were writing. Their text is shown below; yours is "
        "still in the form. Bring the two together, then save again."
    )

    def __init__(self, post: Post) -> None:
        self.post = post
        super().__init__()


@transaction.atomic
def open_topic(
    *,
    author: Member,
    forum: Forum,
    kind: str,
    title: str,
    body: str,
    language: str,
    themes: Iterable[Theme] = (),
    tags: Iterable[str] = (),
    token: UUID | None = None,
) -> Topic:
    """Open a topic with its first post and announce both.

    A draft stays: only its form knows where it was begun.

    `body` is Markdown as typed, `language` a BCP 47 tag, `token` the one-time mark of the form: the
    same form sent twice leads to the same topic. Raises PermissionDenied if `author` may not write
    in `forum`, RuleError naming the fields at fault.
    """
    forums = Forum.objects.select_for_update(of=("self",), no_key=True)
    forum = forums.select_related("group").get(pk=forum.pk)
    require(can_post(author, forum))
    made = Topic.objects.filter(token=token).first() if token else None
    if made is not None and made.author_id == author.pk:
        return made
    title, themes, tags = clean_title(title), list(themes), clean_tags(tags)
    html = _checked(kind=kind, title=title, body=body, language=language, themes=themes, tags=tags)
    now = timezone.now()
    topic = Topic.objects.create(
        forum=forum,
        kind=kind,
        title=title,
        language=language,
        author=author,
        post_count=1,
        last_number=1,
        last_posted_at=now,
        last_author=author,
        created_at=now,
        token=token if token and made is None else uuid4(),
    )
    topic.themes.set(themes)
    topic.tags.set(tags)
    post = Post.objects.create(
        topic=topic, number=1, author=author, body=body, body_html=html, language=language, created_at=now
    )
    Forum.objects.filter(pk=forum.pk).update(
        topic_count=F("topic_count") + 1, post_count=F("post_count") + 1, last_topic=topic
    )
    read_own(member=author, topic=topic, number=1)
    topic_changed.send(sender=Topic, topic_id=topic.pk)
    post_changed.send(sender=Post, post_id=post.pk)
    return topic


@transaction.atomic
def reply_to_topic(
    *, author: Member, topic: Topic, body: str, language: str, token: UUID | None = None
) -> Post:
    """Add a post with the next number and announce it; the draft for it is done with.

    `body`, `language`, `token`: see `open_topic`. Raises PermissionDenied if `author` may not write
    here, TopicLockedError if nobody may, RuleError naming the fields at fault.
    """
    topic = locked(topic)
    require(can_post(author, topic.forum))
    made = Post.objects.filter(token=token).first() if token else None
    if made is not None and made.author_id == author.pk and made.topic_id == topic.pk:
        return made
    if topic.is_locked:
        raise TopicLockedError
    html = say_languages(_checked(body=body, language=language), topic)
    post = Post.objects.create(
        topic=topic,
        number=topic.last_number + 1,
        author=author,
        body=body,
        body_html=html,
        language=language,
        token=token if token and made is None else uuid4(),
    )
    Topic.objects.filter(pk=topic.pk).update(
        post_count=F("post_count") + 1,
        last_number=post.number,
        last_posted_at=post.created_at,
        last_author=author,
    )
    Forum.objects.filter(pk=topic.forum_id).update(
        topic_count=F("topic_count") + int(topic.post_count == 0),  # one without posts was not counted
        post_count=F("post_count") + 1,
        last_topic=topic,
    )
    read_own(member=author, topic=topic, number=post.number)
    Draft.objects.filter(member=author, key=f"topic:{topic.pk}").delete()
    post_changed.send(sender=Post, post_id=post.pk)
    topic_changed.send(sender=Topic, topic_id=topic.pk, same_readers=True)
    return post


@transaction.atomic
def edit_post(*, editor: Member, post: Post, body: str, language: str, revision: int) -> Post:
    """Write a new text for a post, keep the old one in its history, and announce it; its draft is done with.

    `revision` is the one the editor began with. Raises PermissionDenied, EditConflictError when a
    newer revision stands, PostRemovedError or PostLockedError when it can no longer be edited,
    RuleError naming the fields at fault.
    """
    post = _editable(editor, post, revision)
    html = say_languages(_checked(body=body, language=language), post.topic)
    if (body, language) != (post.body, post.language):
        keep_revision(post)
        rewrite(editor, post, body, html, language)
    Draft.objects.filter(member=editor, key=post.draft_key).delete()
    return post


@transaction.atomic
def edit_opening(
    *,
    editor: Member,
    post: Post,
    title: str,
    body: str,
    language: str,
    themes: Iterable[Theme],
    tags: Iterable[str],
    revision: int,
    edits: int | None = None,
) -> Post:
    """Write a new title, text, themes and tags for a topic. See `edit_post`.

    `edits` are the topic's when the editor began: themes and tags have no revision (None: not known).
    """
    post = _editable(editor, post, revision)
    if edits is not None and edits != post.topic.edits:
        raise EditConflictError(post)
    title, themes, tags = clean_title(title), list(themes), clean_tags(tags)
    html = _checked(title=title, body=body, language=language, themes=themes, tags=tags)
    topic = post.topic
    if (title, body, language) != (topic.title, post.body, post.language):
        keep_revision(post, title=topic.title)
        rewrite(editor, post, body, html, language)
        topic.title, topic.language = title, language
    Topic.objects.filter(pk=topic.pk).update(title=title, language=language, edits=F("edits") + 1)
    topic.themes.set(themes)
    topic.tags.set(tags)
    Draft.objects.filter(member=editor, key=post.draft_key).delete()
    topic_changed.send(sender=Topic, topic_id=topic.pk, same_readers=editor.pk == post.author_id)
    return post


@transaction.atomic
def remove_post(*, remover: Member, post: Post, reason: str = "") -> None:
    """Take a post's text away; its number stays, with a line that says who removed it.

    The text moves to the history, which only moderators then read. A moderator's removal is
    recorded with its `reason`. An accepted answer that is removed is no longer accepted; what is
    removed already stays so. Raises PermissionDenied, PostLockedError.
    """
    topic = locked(post.topic)
    post = Post.objects.select_related("topic").get(pk=post.pk)
    require(can_edit(remover, post))
    if post.is_deleted:
        return
    require_editable(remover, post)
    keep_revision(post, title=topic.title if post.is_opening else "")
    Post.objects.filter(pk=post.pk).update(
        is_deleted=True, removed_by=remover, body="", body_html="", revision=F("revision") + 1
    )
    if topic.accepted_post_id == post.pk:
        Topic.objects.filter(pk=topic.pk).update(accepted_post=None, solved_at=None)
    recount_topic(topic.pk)
    recount_forum(topic.forum_id)
    if post.author_id != remover.pk and can_moderate(remover):
        ModerationAct.objects.create(
            act=ModerationAct.Act.REMOVE, topic=topic, post=post, moderator=remover, reason=reason.strip()
        )
    post_changed.send(sender=Post, post_id=post.pk)
    topic_changed.send(sender=Topic, topic_id=topic.pk)


def require_editable(editor: Member, post: Post) -> None:
    """Raise PermissionDenied, PostRemovedError or PostLockedError unless `editor` may change `post` now."""
    require(can_edit(editor, post))
    if post.is_deleted:
        raise PostRemovedError
    if not can_edit_now(editor, post):
        raise PostLockedError


def clean_title(title: str) -> str:
    """A title on one line, without signs nobody sees."""
    return without_controls(" ".join(title.split()))


def clean_tags(tags: Iterable[str]) -> list[str]:
    """Tags in lower case, without the sign before them, each once, in the order given."""
    tidy = (" ".join(tag.strip().lstrip("#").lower().split()) for tag in tags)
    return list(dict.fromkeys(tag for tag in tidy if tag))


def title_error(title: str) -> str | None:
    """What is wrong with the length of a title; None when nothing is."""
    if len(title.strip()) < TITLE_MIN_LENGTH:
        return _("A title needs at least %(count)d characters: what would a colleague look for?") % {
            "count": TITLE_MIN_LENGTH
        }
    if len(title.strip()) > TITLE_MAX_LENGTH:
        return _("A title has at most %(count)d characters; the rest belongs into the text.") % {
            "count": TITLE_MAX_LENGTH
        }
    return None


def body_error(body: str) -> str | None:
    """What is wrong with the length of a text; None when nothing is."""
    if len(body) > BODY_MAX_LENGTH:
        return _(
            "This text has %(length)d characters; a post has at most %(most)d. Shorten it, or deposit it as "
            "a resource and link to it."
        ) % {"length": len(body), "most": BODY_MAX_LENGTH}
    if not body.strip():
        return _("Write something before you post it.")
    return None


def tags_error(tags: Sequence[str]) -> str | None:
    """What is wrong with a list of clean tags; None when nothing is."""
    if len(tags) > TAGS_MAX:
        return MOST_TAGS % TAGS_MAX
    if any(len(tag) > TAG_MAX_LENGTH for tag in tags):
        return _("A tag has at most %(count)d characters.") % {"count": TAG_MAX_LENGTH}
    return None


def _checked(
    *,
    body: str,
    language: str,
    kind: str | None = None,
    title: str | None = None,
    themes: Sequence[Theme] = (),
    tags: Sequence[str] = (),
) -> SafeString:
    """The HTML of `body`, when every rule holds; RuleError with all that do not."""
    wrong: dict[str, str | Promise | None] = {
        "kind": _("Say whether it is a question or a discussion.")
        if kind is not None and kind not in Topic.Kind.values
        else None,
        "title": None if title is None else title_error(title),
        "body": body_error(body),
        "language": None if is_language(language) else _("Choose a language from the list."),
        "themes": MOST_THEMES % THEMES_MAX if len(themes) > THEMES_MAX else None,
        "tags": tags_error(tags),
    }
    if any(wrong.values()):
        raise RuleError({field: [message] for field, message in wrong.items() if message})
    html = render_markdown(body)
    if not plain_text(html):
        raise RuleError({"body": [_("Write something before you post it.")]})
    return html


def locked(topic: Topic) -> Topic:
    """The topic as it is now, with its forum, locked until the transaction ends."""
    rows = Topic.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("forum__group").get(pk=topic.pk)


def _editable(editor: Member, post: Post, revision: int) -> Post:
    """The post, locked, when `editor` may write over `revision` of it."""
    topic = locked(post.topic)
    post = Post.objects.get(pk=post.pk)
    post.topic = topic
    require_editable(editor, post)
    if post.revision != revision:
        raise EditConflictError(post)
    return post


def keep_revision(post: Post, *, title: str = "") -> None:
    """Put the text that stands, and its topic's title if it opens one, into the history."""
    PostRevision.objects.create(
        post=post,
        revision=post.revision,
        title=title,
        body=post.body,
        body_html=post.body_html,
        language=post.language,
        written_by_id=post.edited_by_id or post.author_id,
        written_at=post.written_at,
    )


def rewrite(editor: Member, post: Post, body: str, html: str, language: str) -> None:
    """Put another text in the place of the one that stands."""
    post.body, post.body_html, post.language = body, html, language
    post.revision += 1
    post.edited_at, post.edited_by = timezone.now(), editor
    post.save(update_fields=["body", "body_html", "language", "revision", "edited_at", "edited_by"])
    post_changed.send(sender=Post, post_id=post.pk, same_readers=editor.pk == post.author_id)
