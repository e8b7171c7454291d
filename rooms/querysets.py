from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils import timezone

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from cop.members.models import Member
    from rooms.models import Message, Presence, Room, RoomMember

IN_ROOM = ("invited", "joined")
PRESENT_FOR = dt.timedelta(seconds=50)  # two missed heartbeats, and a little


def _open_to(user: Member | AnonymousUser, path: str = "") -> Q:
    """Open rooms, and those one belongs to; `path` leads from the row to the room."""
    public = Q(**{f"{path}is_open": True})
    if not user.is_authenticated:
        return public
    if user.is_moderator:
        return Q()
    seats = user.room_memberships.filter(state__in=IN_ROOM)
    return public | Q(**{f"{path}host": user}) | Q(**{f"{path}pk__in": seats.values("room")})


class RoomQuerySet(QuerySet["Room"]):
    def visible_to(self, user: Member | AnonymousUser) -> RoomQuerySet:
        """Rooms `user` may read: open ones; those by invitation only for who belongs to them.

        A room is reached through here and no other way. Moderators read all.
        """
        return self.filter(_open_to(user))

    def public(self) -> RoomQuerySet:
        """Rooms open to all, strangers included."""
        return self.filter(is_open=True)

    def upcoming(self) -> RoomQuerySet:
        """Those that have not begun."""
        return self.filter(starts_at__gt=timezone.now())

    def running(self) -> RoomQuerySet:
        """Those that have begun and not ended."""
        now = timezone.now()
        return self.filter(starts_at__lte=now, ends_at__gt=now)

    def past(self) -> RoomQuerySet:
        """Those that have ended."""
        return self.filter(ends_at__lte=timezone.now())

    def for_list(self) -> RoomQuerySet:
        """With everything one row of a list shows but its people, in one query."""
        return self.select_related("theme", "host", "outcome_resource").defer(
            "purpose",
            "purpose_html",
            "outcome",
            "outcome_resource__abstract",
            "outcome_resource__abstract_html",
        )

    def for_trail(self) -> RoomQuerySet:
        """With what a stop on the way of a question shows: the room and what it left behind."""
        shown = ("title", "language", "member_count")
        left = ("title", "language", "status", "type")
        return self.select_related("outcome_resource").only(
            *shown, *(f"outcome_resource__{name}" for name in left)
        )

    def for_origin(self) -> RoomQuerySet:
        """With what a resource shows of the room it came from: the room and its topic."""
        topic = ("title", "language", "kind")
        return self.select_related("from_topic").only(
            "title", "language", "member_count", *(f"from_topic__{name}" for name in topic)
        )

    def for_page(self) -> RoomQuerySet:
        """With everything the page of one room shows about it, but not its messages."""
        return self.select_related("theme", "host__organisation", "from_topic", "outcome_resource")

    def joined_by(self, member: Member) -> RoomQuerySet:
        """Rooms `member` works or worked in."""
        return self.filter(memberships__member=member, memberships__state="joined")

    def inviting(self, member: Member) -> RoomQuerySet:
        """Rooms not yet over that wait for `member` to accept an invitation."""
        return self.filter(
            memberships__member=member, memberships__state="invited", ends_at__gt=timezone.now()
        )


class RoomMemberQuerySet(QuerySet["RoomMember"]):
    def visible_to(self, user: Member | AnonymousUser) -> RoomMemberQuerySet:
        """Who belongs to the rooms `user` may read."""
        return self.filter(_open_to(user, "room__"))

    def joined(self) -> RoomMemberQuerySet:
        """Those who work in the room."""
        return self.filter(state="joined")

    def named_to(self, user: Member | AnonymousUser) -> RoomMemberQuerySet:
        """Those whom `user` finds by name in lists: active members; strangers only public ones."""
        rows = self.filter(member__is_active=True)
        return rows if user.is_authenticated else rows.filter(member__is_public=True)


class MessageQuerySet(QuerySet["Message"]):
    def visible_to(self, user: Member | AnonymousUser) -> MessageQuerySet:
        """Messages of the rooms `user` may read."""
        return self.filter(_open_to(user, "room__"))

    def between(self, first: int, last: int) -> MessageQuerySet:
        """Messages number `first` to `last`, in order, with their authors."""
        return self.filter(number__gte=first, number__lte=last).order_by("number").select_related("author")


class PresenceQuerySet(QuerySet["Presence"]):
    def fresh(self) -> PresenceQuerySet:
        """Connections heard from lately."""
        return self.filter(seen_at__gte=timezone.now() - PRESENT_FOR)

    def stale(self) -> PresenceQuerySet:
        """Connections of processes that died, which nobody will close any more."""
        return self.filter(seen_at__lt=timezone.now() - PRESENT_FOR)
