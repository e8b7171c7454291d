"""What moderators do to topics; each act is recorded with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from cop.core.errors import RuleError
from cop.core.policies import require
from forums.models import Forum, ModerationAct, Topic
from forums.policies import can_moderate
from forums.services.counts import recount_forum
from forums.services.write import clean_title, keep_revision, locked, rewrite, title_error
from forums.signals import topic_changed

if TYPE_CHECKING:
    from cop.members.models import Member


@transaction.atomic
def lock_topic(*, moderator: Member, topic: Topic, reason: str = "") -> None:
    """Let nobody reply or edit any more, except moderators editing. Raises PermissionDenied."""
    require(can_moderate(moderator))
    if Topic.objects.filter(pk=topic.pk, is_locked=False).update(is_locked=True):
        _record(ModerationAct.Act.LOCK, moderator, topic, reason)
        topic_changed.send(sender=Topic, topic_id=topic.pk)


@transaction.atomic
def unlock_topic(*, moderator: Member, topic: Topic, reason: str = "") -> None:
    """Let people reply again. Raises PermissionDenied."""
    require(can_moderate(moderator))
    if Topic.objects.filter(pk=topic.pk, is_locked=True).update(is_locked=False):
        _record(ModerationAct.Act.UNLOCK, moderator, topic, reason)
        topic_changed.send(sender=Topic, topic_id=topic.pk)


@transaction.atomic
def move_topic(*, moderator: Member, topic: Topic, forum: Forum, reason: str = "") -> None:
    """Put a topic into another forum; who may read it follows the new forum.

    Announces the topic, whose posts have the same readers. Raises PermissionDenied.
    """
    require(can_moderate(moderator))
    topic = locked(topic)
    before = topic.forum
    if before.pk == forum.pk:
        return
    topic.forum = forum
    topic.save(update_fields=["forum"])
    for forum_id in sorted((before.pk, forum.pk)):
        recount_forum(forum_id)
    _record(ModerationAct.Act.MOVE, moderator, topic, reason)
    topic_changed.send(sender=Topic, topic_id=topic.pk)


@transaction.atomic
def rename_topic(*, moderator: Member, topic: Topic, title: str, reason: str = "") -> None:
    """Give a topic another title, also when its opening is removed and cannot be edited.

    The old title goes to the history with an opening that stands, and nowhere with one that was
    removed. Raises PermissionDenied, and RuleError naming "title".
    """
    require(can_moderate(moderator))
    topic = locked(topic)
    title = clean_title(title)
    if wrong := title_error(title):
        raise RuleError({"title": [wrong]})
    if title == topic.title:
        return
    opening = topic.posts.standing().filter(number=1).first()
    if opening is not None:
        keep_revision(opening, title=topic.title)
        rewrite(moderator, opening, opening.body, opening.body_html, opening.language)
    Topic.objects.filter(pk=topic.pk).update(title=title, edits=F("edits") + 1)
    _record(ModerationAct.Act.RENAME, moderator, topic, reason)
    topic_changed.send(sender=Topic, topic_id=topic.pk)


def _record(act: str, moderator: Member, topic: Topic, reason: str) -> None:
    ModerationAct.objects.create(act=act, topic=topic, moderator=moderator, reason=reason.strip())
