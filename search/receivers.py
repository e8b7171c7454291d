"""Hears that something changed, inside the transaction of the change, and notes it."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from cop.members.signals import member_changed, organisation_changed
from forums.models import Forum
from forums.signals import post_changed, topic_changed
from search.outbox import record


@receiver(member_changed)
def _member_changed(member_id: int, **kwargs: Any) -> None:
    record("member", member_id)


@receiver(organisation_changed)
def _organisation_changed(organisation_id: int, **kwargs: Any) -> None:
    record("organisation", organisation_id)


@receiver(topic_changed)
def _topic_changed(topic_id: int, **kwargs: Any) -> None:
    record("topic", topic_id)


@receiver(post_changed)
def _post_changed(post_id: int, **kwargs: Any) -> None:
    record("post", post_id)


@receiver(post_save, sender=Forum)
def _forum_saved(instance: Forum, **kwargs: Any) -> None:
    """Forums are saved by the editors' desk, which knows no services: who may read them may change."""
    record("forum", instance.pk)
