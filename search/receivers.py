"""Hears that something changed, inside the transaction of the change, and notes it."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import post_page_move

from cop.members.signals import member_changed, organisation_changed
from forums.models import Forum, Topic
from forums.signals import post_changed, topic_changed
from repository.signals import practice_changed, resource_changed
from rooms.signals import room_changed
from search.documents.pages import source_of
from search.outbox import record


@receiver(member_changed)
def _member_changed(member_id: int, **kwargs: Any) -> None:
    record("member", member_id)


@receiver(organisation_changed)
def _organisation_changed(organisation_id: int, **kwargs: Any) -> None:
    record("organisation", organisation_id)


@receiver(topic_changed)
def _topic_changed(topic_id: int, *, same_readers: bool = False, **kwargs: Any) -> None:
    record("topic", topic_id, hides=not same_readers)


@receiver(post_changed)
def _post_changed(post_id: int, *, same_readers: bool = False, **kwargs: Any) -> None:
    record("post", post_id, hides=not same_readers)


@receiver(pre_save, sender=Forum)
def _forum_saving(instance: Forum, *, raw: bool = False, **kwargs: Any) -> None:
    """Readers of a forum change: nobody finds its topics until they are indexed for the new ones.

    Forums are saved by the editors' desk, which knows no services. The posts follow their topics.
    """
    if not raw and Forum.objects.filter(pk=instance.pk).exclude(group=instance.group_id).exists():
        record("topic", *Topic.objects.filter(forum=instance).values_list("pk", flat=True))


@receiver(resource_changed)
def _resource_changed(resource_id: int, *, same_readers: bool = False, **kwargs: Any) -> None:
    record("resource", resource_id, hides=not same_readers)


@receiver(practice_changed)
def _practice_changed(practice_id: int, **kwargs: Any) -> None:
    record("practice", practice_id)


@receiver(room_changed)
def _room_changed(room_id: int, **kwargs: Any) -> None:
    record("room", room_id)


# Wagtail announces what it published after the fact; a page is saved and deleted in a transaction
# of Wagtail's own, and these are sent within it. That of a restriction is opened in cop/urls.py.


@receiver([post_save, post_delete])
def _page_changed(sender: type, instance: Any, *, raw: bool = False, **kwargs: Any) -> None:
    if isinstance(instance, Page) and not raw:
        record(source_of(instance), instance.pk)


@receiver(post_page_move)
def _page_moved(instance: Page, **kwargs: Any) -> None:
    """What is below moves with it, and may be restricted there."""
    for page in instance.get_descendants(inclusive=True):
        record(source_of(page), page.pk)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def _page_restricted(instance: PageViewRestriction, *, raw: bool = False, **kwargs: Any) -> None:
    if raw:
        return
    for page in instance.page.get_descendants(inclusive=True):
        record(source_of(page), page.pk)
