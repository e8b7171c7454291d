"""Texts in the making: kept while typing, given back when the form is opened again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cop.core.errors import DomainError
from cop.core.languages import is_language
from cop.core.policies import require
from cop.core.richtext import BODY_MAX_LENGTH
from forums.models import TITLE_MAX_LENGTH, Draft, Forum, Post, Topic
from forums.policies import can_edit, can_edit_now
from forums.services.write import PostRemovedError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from cop.members.models import Member
    from forums.querysets import PostQuerySet

FORUM, NUMBER = re.compile(r"[-\w]{1,50}"), re.compile(r"[1-9][0-9]{0,8}")
THEMES_KEPT_MAX, TAGS_KEPT_MAX_LENGTH = 50, 500  # more than a topic takes: it is not ready yet


class DraftRefusedError(DomainError):
    message = _("This text is too long to be kept as a draft. Save it on your device before you go on.")


def draft_for(*, member: Member, key: str) -> Draft | None:
    """The draft of `member` at this place (see `Draft`); None when there is none."""
    if not Draft.KEY.match(key):
        return None
    return Draft.objects.filter(member=member, key=key).first()


def save_draft(
    *,
    member: Member,
    key: str,
    title: str = "",
    body: str,
    language: str,
    details: Mapping[str, Any] | None = None,
    token: UUID | None = None,
) -> Draft | None:
    """Keep what `member` has typed at this place; an empty text takes the draft away.

    `details` is what stands beside the text, as typed: `kind`, `forum` (slug), `themes` (list of ids,
    as text), `tags` (separated by commas), `revision` of the post that is edited and `edits` of its
    topic; what makes no sense is left out. `token` is the form's one-time mark: when its text is published already, a late save keeps
    nothing; nor does one of an edit that was saved already. Returns the draft, or None when nothing is
    kept. Raises DraftRefusedError, for a new text of a post also PermissionDenied and PostRemovedError.
    """
    if not Draft.KEY.match(key) or len(body) > BODY_MAX_LENGTH:
        raise DraftRefusedError
    post_id = Draft(key=key).post_id
    post = _post_to_edit(member, post_id) if post_id else None
    title, body = title.replace("\x00", ""), body.replace("\x00", "")  # no database takes it
    if token and (Post.objects.filter(token=token).exists() or Topic.objects.filter(token=token).exists()):
        return None
    kept = _details(details or {})
    began_with = int(kept.get("revision", 0))
    if post and 0 < began_with < post.revision and _says(post, title, body, language):
        return None
    if not body.strip() and not title.strip() and "tags" not in kept:
        Draft.objects.filter(member=member, key=key).delete()
        return None
    draft, _made = Draft.objects.update_or_create(
        member=member,
        key=key,
        defaults={
            "title": title.strip()[:TITLE_MAX_LENGTH],
            "body": body,
            "language": language if is_language(language) else "",
            "details": kept,
            "saved_at": timezone.now(),
        },
    )
    return draft


def discard_draft(*, member: Member, draft: Draft) -> None:
    """Throw a draft away. Somebody else's stays."""
    Draft.objects.visible_to(member).filter(pk=draft.pk).delete()


def drafts_of(member: Member, limit: int = 100) -> list[Draft]:
    """The drafts of `member`, latest first, each with its `topic`, `forum` or `post` (None: gone or none).

    A post that `member` may no longer edit is as good as gone. At most four queries.
    """
    drafts = list(Draft.objects.visible_to(member).order_by("-saved_at", "-pk")[:limit])
    topics = Topic.objects.visible_to(member).in_bulk([d.topic_id for d in drafts if d.topic_id])
    posts = _posts(member).in_bulk([d.post_id for d in drafts if d.post_id])
    slugs = [d.forum_slug for d in drafts if d.forum_slug]
    forums = {forum.slug: forum for forum in Forum.objects.visible_to(member).filter(slug__in=slugs)}
    for draft in drafts:
        draft.topic = topics.get(draft.topic_id)
        draft.forum = forums.get(draft.forum_slug)
        post = posts.get(draft.post_id)
        draft.post = post if post and can_edit_now(member, post) else None
    return drafts


def _posts(member: Member) -> PostQuerySet:
    return Post.objects.visible_to(member).select_related("topic")


def _post_to_edit(member: Member, post_id: int) -> Post:
    post = _posts(member).standing().filter(pk=post_id).first()
    if post is None:
        raise PostRemovedError
    require(can_edit(member, post))
    return post


def _says(post: Post, title: str, body: str, language: str) -> bool:
    """True when this is what `post` says now."""
    stands = (post.topic.title if post.is_opening else "", post.body, post.language)
    return (" ".join(title.split()), body, language) == stands


def _details(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Of what stands beside a text, the part that makes sense."""
    kind, forum, themes, tags, revision, edits = (
        typed.get(name) for name in ("kind", "forum", "themes", "tags", "revision", "edits")
    )
    ids = [theme for theme in _texts(themes) if NUMBER.fullmatch(theme)]
    kept = {
        "kind": kind if kind in Topic.Kind.values else "",
        "forum": forum if isinstance(forum, str) and FORUM.fullmatch(forum) else "",
        "themes": ids[:THEMES_KEPT_MAX],
        "tags": tags.replace("\x00", "").strip()[:TAGS_KEPT_MAX_LENGTH] if isinstance(tags, str) else "",
        "revision": revision if isinstance(revision, str) and NUMBER.fullmatch(revision) else "",
        "edits": edits if isinstance(edits, str) and (edits == "0" or NUMBER.fullmatch(edits)) else "",
    }
    return {name: value for name, value in kept.items() if value}


def _texts(values: object) -> list[str]:
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []
