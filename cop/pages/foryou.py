"""What waits for one member: the top of the front page once they have signed in."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils import timezone

from forums.models import Draft, Topic
from forums.services import unread_topics_for
from repository.models import Practice, Resource
from rooms.models import Room

if TYPE_CHECKING:
    from cop.members.models import Member

CANDIDATES = 60


@dataclass(frozen=True)
class ForYou:
    """Unread topics one takes part in, each with the address of its first unread post; questions one could answer, drafts, rooms, own resources."""

    unread: list[tuple[Topic, str]]
    questions: list[Topic]
    drafts: list[Draft]
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
        """How many things wait for this member: unread topics, and what they began."""
        return len(self.unread) + len(self.own_drafts)


def what_waits_for(member: Member) -> ForYou:
    """Everything `member` finds at the top of the front page. Seven queries."""
    unread = unread_topics_for(member, 5)
    return ForYou(
        unread=[(topic, topic.post_url(topic.first_unread)) for topic in unread],
        questions=questions_for(member, 4),
        drafts=list(Draft.objects.visible_to(member).order_by("-saved_at", "-pk")[:4]),
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
        .in_languages(member.reads or [member.interface])
        .exclude(author=member)
        .select_related("forum", "author")
        .annotate(shared=Count("themes", filter=Q(themes__members=member), distinct=True))
    )
    newest = list(rows.newest()[:CANDIDATES])
    return sorted(newest, key=attrgetter("shared"), reverse=True)[:count]


def rooms_of(member: Member, count: int) -> list[Room]:
    """Rooms `member` hosts, works in or is invited to that are not over, the nearest end first."""
    belongs = Q(memberships__member=member, memberships__state__in=["joined", "invited"])
    rows = Room.objects.visible_to(member).filter(belongs | Q(host=member), ends_at__gt=timezone.now())
    return list(rows.for_list().distinct().order_by("ends_at", "pk")[:count])
