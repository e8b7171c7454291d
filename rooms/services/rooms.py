"""Open a room, change it, close it, and say what came of it."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cop.core.errors import DomainError, RuleError
from cop.core.languages import is_language
from cop.core.policies import require
from cop.core.richtext import plain_text, render_markdown
from forums.models import Topic
from repository.models import Resource
from rooms.models import OUTCOME_MAX_LENGTH, PURPOSE_MAX_LENGTH, TITLE_MAX_LENGTH, Presence, Room, RoomMember
from rooms.policies import can_host, can_open_room
from rooms.signals import room_changed, room_published

if TYPE_CHECKING:
    from uuid import UUID

    from django.utils.functional import Promise

    from cop.members.models import Member
    from cop.vocabulary.models import Theme
    from repository.querysets import ResourceQuerySet

WEEKS_MOST = 12  # short-term work; what lasts longer is a partnership


class RoomPastError(DomainError):
    message = gettext_lazy("This room is closed. It can be read, and its host can say what came of it.")


class RoomNotBegunError(DomainError):
    message = gettext_lazy("This room has not begun yet.")


class RoomNotPastError(DomainError):
    message = gettext_lazy("The outcome is written when the room is closed.")


def lock_room(room: Room) -> Room:
    """The row of `room` as it is now, locked until the transaction ends."""
    return Room.objects.select_for_update().get(pk=room.pk)


@transaction.atomic
def open_room(
    *,
    host: Member,
    title: str,
    purpose: str,
    language: str,
    theme: Theme,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    is_open: bool = True,
    from_topic: Topic | None = None,
    token: UUID | None = None,
) -> Room:
    """Open a room and seat its host.

    `purpose` is Markdown, `language` the BCP 47 tag of both texts. The same `token` again gives
    the room it made the first time. Raises PermissionDenied, also for a topic `host` may not read,
    RuleError.
    """
    require(can_open_room(host))
    require(from_topic is None or Topic.objects.visible_to(host).filter(pk=from_topic.pk).exists())
    if token is not None and (made := Room.objects.filter(token=token, host=host).first()):
        return made
    _check_texts(title, purpose, language)
    _check_dates(starts_at, ends_at)
    room = Room(host=host, starts_at=starts_at, ends_at=ends_at, is_open=is_open, member_count=1)
    room.theme, room.from_topic = theme, from_topic
    if token is not None:
        room.token = token
    _write_texts(room, title, purpose, language)
    try:
        with transaction.atomic():
            room.save(force_insert=True)
    except IntegrityError:  # pressed twice: the first was written since we looked
        if made := Room.objects.filter(token=room.token, host=host).first():
            return made
        raise
    RoomMember.objects.create(room=room, member=host, state=RoomMember.State.JOINED)
    room_changed.send(sender=Room, room_id=room.pk)
    return room


@transaction.atomic
def change_room(
    *,
    by: Member,
    room: Room,
    title: str,
    purpose: str,
    language: str,
    theme: Theme,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    is_open: bool,
) -> Room:
    """Change a room that is not over. Who may no longer read it loses the socket at once.

    Raises PermissionDenied, RuleError, RoomPastError.
    """
    room = lock_room(room)
    require(can_host(by, room))
    if room.is_past:
        raise RoomPastError
    _check_texts(title, purpose, language)
    _check_dates(starts_at, ends_at)
    room.theme, room.starts_at, room.ends_at, room.is_open = theme, starts_at, ends_at, is_open
    _write_texts(room, title, purpose, language)
    room.save(
        update_fields=[
            "title", "purpose", "purpose_html", "summary", "language",
            "theme", "starts_at", "ends_at", "is_open",
        ]
    )  # fmt: skip
    room_changed.send(sender=Room, room_id=room.pk)
    transaction.on_commit(partial(room_published.send_robust, sender=Room, room_id=room.pk))
    return room


@transaction.atomic
def close_room(*, by: Member, room: Room) -> Room:
    """End a running room now: from here on it is read-only, and its sockets are closed.

    Closing a closed room changes nothing. Raises PermissionDenied, RoomNotBegunError.
    """
    room = lock_room(room)
    require(can_host(by, room))
    if room.is_past:
        return room
    if room.is_upcoming:
        raise RoomNotBegunError
    room.ends_at = timezone.now()
    room.save(update_fields=["ends_at"])
    Presence.objects.filter(room=room).delete()
    room_changed.send(sender=Room, room_id=room.pk)
    transaction.on_commit(partial(room_published.send_robust, sender=Room, room_id=room.pk))
    return room


@transaction.atomic
def record_outcome(
    *, by: Member, room: Room, outcome: str, language: str, resource: Resource | None = None
) -> Room:
    """Say what came of a closed room; again, to put it right.

    `outcome` is Markdown in `language`; `resource` is what was deposited from it, if anything.
    Raises PermissionDenied, also for a resource that is none of `resources_to_name`, RuleError,
    RoomNotPastError.
    """
    room = lock_room(room)
    require(can_host(by, room))
    require(resource is None or resources_to_name(by, room).filter(pk=resource.pk).exists())
    if not room.is_past:
        raise RoomNotPastError
    outcome = outcome.strip()
    errors: dict[str, list[str | Promise]] = {}
    if not outcome:
        errors["outcome"] = [_("Write what came of the room, even if it is nothing, and why.")]
    elif len(outcome) > OUTCOME_MAX_LENGTH:
        errors["outcome"] = [_too_long(len(outcome), OUTCOME_MAX_LENGTH)]
    if not is_language(language):
        errors["language"] = [_("Choose a language from the list.")]
    if errors:
        raise RuleError(errors)
    room.outcome, room.outcome_html = outcome, render_markdown(outcome)
    room.outcome_language, room.outcome_resource = language, resource
    room.outcome_at = room.outcome_at or timezone.now()
    room.save(update_fields=["outcome", "outcome_html", "outcome_language", "outcome_resource", "outcome_at"])
    room_changed.send(sender=Room, room_id=room.pk)
    return room


def resources_to_name(member: Member, room: Room) -> ResourceQuerySet:
    """What `member` may name as deposited from a room: published, by somebody who works in it."""
    joined = room.memberships.joined().values("member")
    return Resource.objects.visible_to(member).published().filter(depositor__in=joined)


def _write_texts(room: Room, title: str, purpose: str, language: str) -> None:
    room.title, room.purpose, room.language = title.strip(), purpose.strip(), language
    room.purpose_html = render_markdown(room.purpose)
    room.summary = summary_of(room.purpose_html)


def summary_of(html: str) -> str:
    """The beginning of a text for a list: at most 200 characters of plain text."""
    text = plain_text(html)
    return text if len(text) <= 200 else f"{text[:199].rsplit(' ', 1)[0]}…"


def _check_texts(title: str, purpose: str, language: str) -> None:
    errors: dict[str, list[str | Promise]] = {}
    if not title.strip():
        errors["title"] = [_("Give the room a title.")]
    elif len(title) > TITLE_MAX_LENGTH:
        errors["title"] = [_too_long(len(title), TITLE_MAX_LENGTH)]
    if not purpose.strip():
        errors["purpose"] = [_("Write what the room is for, and what should stand at its end.")]
    elif len(purpose) > PURPOSE_MAX_LENGTH:
        errors["purpose"] = [_too_long(len(purpose), PURPOSE_MAX_LENGTH)]
    if not is_language(language):
        errors["language"] = [_("Choose a language from the list.")]
    if errors:
        raise RuleError(errors)


def _check_dates(starts_at: dt.datetime, ends_at: dt.datetime) -> None:
    message: str | None = None
    if ends_at <= starts_at:
        message = _("The last day is before the first.")
    elif ends_at <= timezone.now():
        message = _("The last day is over; choose one that is still to come.")
    elif ends_at - starts_at > dt.timedelta(weeks=WEEKS_MOST, hours=2):  # the clocks may change
        message = ngettext(
            "A room is for short work: at most %(count)d week.",
            "A room is for short work: at most %(count)d weeks.",
            WEEKS_MOST,
        ) % {"count": WEEKS_MOST}
    if message:
        raise RuleError({"ends_on": [message]})


def _too_long(length: int, most: int) -> str:
    return ngettext(
        "This is %(length)d characters long; at most %(count)d fits.",
        "This is %(length)d characters long; at most %(count)d fit.",
        most,
    ) % {"length": length, "count": most}
