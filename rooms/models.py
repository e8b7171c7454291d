from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cop.core.languages import LanguageField, direction
from cop.core.slugs import slug_of
from cop.members.models import Member
from cop.vocabulary.models import Theme
from forums.models import Topic
from repository.models import Resource
from rooms.querysets import MessageQuerySet, PresenceQuerySet, RoomMemberQuerySet, RoomQuerySet

if TYPE_CHECKING:
    from typing import Any

TITLE_MAX_LENGTH = 160
PURPOSE_MAX_LENGTH = 5_000  # characters of Markdown
OUTCOME_MAX_LENGTH = 20_000  # characters of Markdown
MESSAGE_MAX_LENGTH = 2_000  # characters
RULER = (2, 238)  # where a drawn ruler begins and ends


class Room(models.Model):
    """A few people, a few weeks, one theme: short-term work that ends in an outcome.

    Its phase follows from its dates. `last_number` (the number of the latest message, which is
    also how many there are) and `member_count` are denormalised: only rooms.services writes
    them, and `manage.py recount_rooms` repairs them.
    """

    class Phase(models.TextChoices):
        UPCOMING = "upcoming", pgettext_lazy("phase of a room", "gathering")
        RUNNING = "running", pgettext_lazy("phase of a room", "running")
        PAST = "past", pgettext_lazy("phase of a room", "closed")

    title = models.CharField(_("title"), max_length=TITLE_MAX_LENGTH)
    purpose = models.TextField(_("purpose"), max_length=PURPOSE_MAX_LENGTH)  # Markdown
    purpose_html = models.TextField(editable=False)
    summary = models.CharField(max_length=200, blank=True, editable=False)  # of the purpose, for lists
    language = LanguageField()
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="rooms", verbose_name=_("theme"))
    host = models.ForeignKey(
        Member, models.SET_NULL, null=True, related_name="hosted_rooms", verbose_name=_("host")
    )
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    is_open = models.BooleanField(_("open to all members"), default=True)
    from_topic = models.ForeignKey(
        Topic, models.SET_NULL, null=True, blank=True, related_name="rooms", verbose_name=_("topic")
    )
    outcome = models.TextField(_("outcome"), max_length=OUTCOME_MAX_LENGTH, blank=True)  # Markdown
    outcome_html = models.TextField(blank=True, editable=False)
    outcome_language = LanguageField(blank=True)
    outcome_at = models.DateTimeField(null=True, blank=True, editable=False)
    outcome_resource = models.ForeignKey(
        Resource, models.SET_NULL, null=True, blank=True, related_name="rooms", verbose_name=_("resource")
    )
    last_number = models.PositiveIntegerField(default=0, editable=False)
    member_count = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    token = models.UUIDField(default=uuid4, unique=True, editable=False)  # of the form that made it

    objects: ClassVar[models.Manager[Room]] = RoomQuerySet.as_manager()

    class Meta:
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="room_ends_after_its_start"),
            models.CheckConstraint(
                condition=Q(outcome="", outcome_at__isnull=True)
                | (~Q(outcome="") & Q(outcome_at__isnull=False) & ~Q(outcome_language="")),
                name="room_outcome_is_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["ends_at", "id"], name="room_list_ending"),
            models.Index(fields=["starts_at", "id"], name="room_list_starting"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("rooms:room", kwargs={"room_id": self.pk, "slug": self.slug})

    @property
    def slug(self) -> str:
        return slug_of(self.title, "room")

    @property
    def phase(self) -> Room.Phase:
        """Upcoming, running or past, at this moment."""
        now = timezone.now()
        if now < self.starts_at:
            return self.Phase.UPCOMING
        return self.Phase.RUNNING if now < self.ends_at else self.Phase.PAST

    @property
    def is_upcoming(self) -> bool:
        return self.phase == self.Phase.UPCOMING

    @property
    def is_running(self) -> bool:
        return self.phase == self.Phase.RUNNING

    @property
    def is_past(self) -> bool:
        return self.phase == self.Phase.PAST

    @property
    def lacks_outcome(self) -> bool:
        """It is over, and nobody has said what came of it."""
        return self.is_past and self.outcome_at is None

    @property
    def last_day(self) -> dt.datetime:
        """A moment of its last day: a room that ends at midnight ends the day before."""
        return self.ends_at - dt.timedelta(seconds=1)

    @property
    def days_left(self) -> int:
        """Whole days until its end, 0 on the last one."""
        return max(0, (self.ends_at - timezone.now()).days)

    @property
    def ruler_x(self) -> int:
        """Where it stands between start and end, on a ruler drawn from RULER[0] to RULER[1]."""
        share = (timezone.now() - self.starts_at) / (self.ends_at - self.starts_at)
        first, last = RULER
        return round(first + (last - first) * min(1.0, max(0.0, share)))


class RoomMember(models.Model):
    """A person's place in a room. Who was removed keeps a row, so that the door stays shut."""

    class State(models.TextChoices):
        INVITED = "invited", _("invited")
        JOINED = "joined", _("joined")
        REMOVED = "removed", _("removed")

    room = models.ForeignKey(Room, models.CASCADE, related_name="memberships")
    member = models.ForeignKey(Member, models.CASCADE, related_name="room_memberships")
    state = models.CharField(max_length=10, choices=State)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[models.Manager[RoomMember]] = RoomMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of a room")
        verbose_name_plural = _("members of a room")
        constraints = [models.UniqueConstraint(fields=["room", "member"], name="room_member_once")]
        indexes = [models.Index(fields=["room", "state", "changed_at"], name="room_member_list")]

    def __str__(self) -> str:
        return f"{self.member} · {self.room}"

    @property
    def is_joined(self) -> bool:
        return self.state == self.State.JOINED

    @property
    def is_invited(self) -> bool:
        return self.state == self.State.INVITED

    @property
    def is_removed(self) -> bool:
        return self.state == self.State.REMOVED


class Message(models.Model):
    """What somebody said in a room. Plain text; numbered from 1 in its room, without gaps.

    `client_id` is chosen by who sends it: the same one sent again is the same message.
    """

    room = models.ForeignKey(Room, models.CASCADE, related_name="messages")
    number = models.PositiveIntegerField(editable=False)
    author = models.ForeignKey(
        Member, models.SET_NULL, null=True, related_name="messages", verbose_name=_("author")
    )
    language = LanguageField()
    text = models.CharField(_("message"), max_length=MESSAGE_MAX_LENGTH)
    client_id = models.UUIDField(default=uuid4, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[models.Manager[Message]] = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.UniqueConstraint(fields=["room", "number"], name="message_number_once"),
            models.UniqueConstraint(fields=["room", "client_id"], name="message_sent_once"),
            models.CheckConstraint(condition=Q(number__gte=1) & ~Q(text=""), name="message_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.room_id} · {self.number}"

    def as_event(self) -> dict[str, Any]:
        """What a socket needs to show it: data, no sentences, since each reader has a language."""
        return {
            "number": self.number,
            "client_id": str(self.client_id),
            "author": person(self.author) if self.author is not None else None,
            "language": self.language,
            "direction": direction(self.language),
            "text": self.text,
            "at": self.created_at.isoformat(),
        }


class Presence(models.Model):
    """One open socket of one member in one room, and when it was last heard from.

    In the database rather than in memory, so that any number of web processes agree on it.
    """

    room = models.ForeignKey(Room, models.CASCADE, related_name="presences")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    connection = models.UUIDField(unique=True)
    seen_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[Presence]] = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        indexes = [models.Index(fields=["room", "seen_at"], name="presence_fresh")]

    def __str__(self) -> str:
        return f"{self.room_id} · {self.member_id}"


def person(member: Member) -> dict[str, Any]:
    """What a socket may say about a member: {id, name, language of the name}."""
    return {"id": member.pk, "name": member.display_name, "language": member.name_language}
