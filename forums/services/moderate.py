"""What moderators do to topics; each act is recorded with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from cop.core.policies import require
from forums.models import Forum, ModerationAct, Topic
from forums.policies import can_moderate
from forums.services.counts import recount_forum
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
    rows = Topic.objects.select_for_update(of=("self",), no_key=True)
    topic = rows.select_related("forum").get(pk=topic.pk)
    before = topic.forum
    if before.pk == forum.pk:
        return
    topic.forum = forum
    topic.save(update_fields=["forum"])
    for forum_id in sorted((before.pk, forum.pk)):
        recount_forum(forum_id)
    _record(ModerationAct.Act.MOVE, moderator, topic, reason)
    topic_changed.send(sender=Topic, topic_id=topic.pk)


def _record(act: str, moderator: Member, topic: Topic, reason: str) -> None:
    ModerationAct.objects.create(act=act, topic=topic, moderator=moderator, reason=reason.strip())
