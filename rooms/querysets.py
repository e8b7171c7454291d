from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from cop.members.models import Member

IN_ROOM = ("invited", "joined")
PRESENT_FOR = dt.timedelta(seconds=50)  # two missed heartbeats, and a little


class RoomQuerySet(QuerySet):
    def visible_to(self, user: Member | AnonymousUser) -> RoomQuerySet:
        """Rooms `user` may read: open ones; those by invitation only for who belongs to them.

        A room is reached through here and no other way. Moderators read all.
        """
        if not user.is_authenticated:
            return self.filter(is_open=True)
        if user.is_moderator:
            return self.all()
        memberships = self.model.memberships.rel.related_model.objects
        belongs = memberships.filter(room=OuterRef("pk"), member=user, state__in=IN_ROOM)
        return self.filter(Q(is_open=True) | Q(host=user) | Exists(belongs))

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
            "purpose", "outcome_html", "outcome_resource__abstract", "outcome_resource__abstract_html"
        )

    def for_page(self) -> RoomQuerySet:
        """With everything the page of one room shows about it, but not its messages."""
        return self.select_related("theme", "host__organisation", "from_topic", "outcome_resource")

    def inviting(self, member: Member) -> RoomQuerySet:
        """Rooms not yet over that wait for `member` to accept an invitation."""
        return self.filter(
            memberships__member=member, memberships__state="invited", ends_at__gt=timezone.now()
        )


class RoomMemberQuerySet(QuerySet):
    def visible_to(self, user: Member | AnonymousUser) -> RoomMemberQuerySet:
        """Who belongs to the rooms `user` may read."""
        rooms = self.model._meta.get_field("room").related_model.objects
        return self.filter(room__in=rooms.visible_to(user))

    def joined(self) -> RoomMemberQuerySet:
        """Those who work in the room."""
        return self.filter(state="joined")


class MessageQuerySet(QuerySet):
    def visible_to(self, user: Member | AnonymousUser) -> MessageQuerySet:
        """Messages of the rooms `user` may read."""
        rooms = self.model._meta.get_field("room").related_model.objects
        return self.filter(room__in=rooms.visible_to(user))

    def between(self, first: int, last: int) -> MessageQuerySet:
        """Messages number `first` to `last`, in order, with their authors."""
        return self.filter(number__gte=first, number__lte=last).order_by("number").select_related("author")


class PresenceQuerySet(QuerySet):
    def fresh(self) -> PresenceQuerySet:
        """Connections heard from lately."""
        return self.filter(seen_at__gte=timezone.now() - PRESENT_FOR)

    def stale(self) -> PresenceQuerySet:
        """Connections of processes that died, which nobody will close any more."""
        return self.filter(seen_at__lt=timezone.now() - PRESENT_FOR)
