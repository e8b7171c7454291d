"""What the asker says about a question: this answered it, it is solved, it is open again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cop.core.errors import DomainError
from cop.core.policies import require
from forums.models import Post, Topic
from forums.policies import can_accept
from forums.signals import topic_changed

if TYPE_CHECKING:
    import datetime as dt

    from cop.members.models import Member


class NotAnAnswerError(DomainError):
    message = _("Only a reply that still stands can be accepted as the answer.")


@transaction.atomic
def accept_answer(*, member: Member, post: Post) -> Topic:
    """Say that `post` answered the question; it takes the place of an answer accepted before.

    Raises PermissionDenied unless `member` asked, NotAnAnswerError for the question itself or a
    removed post.
    """
    topic = _locked(post.topic)
    require(can_accept(member, topic))
    post = Post.objects.get(pk=post.pk)
    if post.is_opening or post.is_deleted:
        raise NotAnAnswerError
    return _settle(topic, accepted_post=post, solved_at=timezone.now())


@transaction.atomic
def mark_solved(*, member: Member, topic: Topic) -> Topic:
    """Say that the question is solved, without one answer that solved it. Raises PermissionDenied."""
    topic = _locked(topic)
    require(can_accept(member, topic))
    if topic.solved_at is not None:
        return topic
    return _settle(topic, accepted_post=None, solved_at=timezone.now())


@transaction.atomic
def reopen_question(*, member: Member, topic: Topic) -> Topic:
    """Say that the question is not solved after all: no answer is accepted. Raises PermissionDenied."""
    topic = _locked(topic)
    require(can_accept(member, topic))
    return _settle(topic, accepted_post=None, solved_at=None)


def _locked(topic: Topic) -> Topic:
    return Topic.objects.select_for_update(no_key=True).get(pk=topic.pk)


def _settle(topic: Topic, *, accepted_post: Post | None, solved_at: dt.datetime | None) -> Topic:
    topic.accepted_post, topic.solved_at = accepted_post, solved_at
    topic.save(update_fields=["accepted_post", "solved_at"])
    topic_changed.send(sender=Topic, topic_id=topic.pk, same_readers=True)
    return topic
