"""What waits for one member: the top of the front page once they have signed in."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.utils import timezone

from cop.core.languages import base_languages
from cop.members.models import Membership, Organisation
from forums.models import Draft, Topic
from forums.services import unread_topics_for
from repository.models import Practice, Resource
from rooms.models import Room, RoomMember

if TYPE_CHECKING:
    from cop.members.models import Member

CANDIDATES = 60


@dataclass(frozen=True)
class ForYou:
    """Unread topics one takes part in, each with the address of its first unread post; questions one could answer, drafts, organisations one represents that somebody asks to join (`request_count`), rooms (`is_invited`), own resources."""

    unread: list[tuple[Topic, str]]
    questions: list[Topic]
    drafts: list[Draft]
    requests: list[Organisation]
    rooms: list[Room]
    resources: list[Resource]
    practices: list[Practice]

    @property
    def own_drafts(self) -> list[Draft | Resource | Practice]:
        """Whatever was begun and not sent: texts, resources, practices."""
        return [
            *self.drafts,
            *(resource for resource in self.resources if resource.is_draft),
            *(practice for practice in self.practices if practice.is_draft or practice.is_returned),
        ]

    @property
    def shared(self) -> list[Resource | Practice]:
        """Resources and practices that are out."""
        return [
            *(resource for resource in self.resources if resource.is_published),
            *(practice for practice in self.practices if practice.is_accepted),
        ]

    @property
    def waiting_count(self) -> int:
        """How many things wait for this member: unread topics, what they began, requests, their rooms."""
        requests = sum(map(attrgetter("request_count"), self.requests))
        rooms = sum(room.is_invited or room.lacks_outcome for room in self.rooms)  # type: ignore[attr-defined]
        return len(self.unread) + len(self.own_drafts) + requests + rooms


def what_waits_for(member: Member) -> ForYou:
    """Everything `member` finds at the top of the front page. Eight queries."""
    unread = unread_topics_for(member, 5)
    return ForYou(
        unread=[(topic, topic.post_url(topic.first_unread)) for topic in unread],
        questions=questions_for(member, 4),
        drafts=list(Draft.objects.visible_to(member).order_by("-saved_at", "-pk")[:4]),
        requests=requests_to(member, 4),
        rooms=rooms_of(member, 4),
        resources=list(
            Resource.objects.visible_to(member)
            .filter(depositor=member)
            .for_list()
            .order_by("-updated_at")[:5]
        ),
        practices=list(Practice.objects.visible_to(member).filter(author=member).order_by("-updated_at")[:3]),
    )


def questions_for(member: Member, count: int) -> list[Topic]:
    """Unanswered questions of others in a language `member` reads, those on their themes first."""
    rows = (
        Topic.objects.visible_to(member)
        .unanswered()
        .in_languages(base_languages(member.reads or [member.interface]))
        .exclude(author=member)
        .select_related("forum", "author")
        .annotate(shared=Count("themes", filter=Q(themes__members=member), distinct=True))
    )
    newest = list(rows.newest()[:CANDIDATES])
    return sorted(newest, key=attrgetter("shared"), reverse=True)[:count]


def requests_to(member: Member, count: int) -> list[Organisation]:
    """Organisations `member` represents that somebody asks to join, those waiting longest first."""
    represented = Membership.objects.filter(member=member, is_representative=True).values("organisation")
    rows = Organisation.objects.visible_to(member).filter(memberships__state="requested", pk__in=represented)
    rows = rows.annotate(request_count=Count("memberships"), since=Min("memberships__created_at"))
    return list(rows.order_by("since", "pk")[:count])


def rooms_of(member: Member, count: int) -> list[Room]:
    """Rooms `member` hosts, works in or is invited to: invitations, then by their end.

    Of those that are over only the ones whose outcome `member`, their host, has still to write.
    """
    own = RoomMember.objects.filter(room=OuterRef("pk"), member=member)
    belongs = Exists(own.filter(state__in=["joined", "invited"])) | Q(host=member)
    unwritten = Q(host=member, outcome_at=None)
    rows = Room.objects.visible_to(member).filter(belongs, Q(ends_at__gt=timezone.now()) | unwritten)
    rows = rows.for_list().annotate(is_invited=Exists(own.filter(state="invited")))
    return list(rows.order_by("-is_invited", "ends_at", "pk")[:count])
