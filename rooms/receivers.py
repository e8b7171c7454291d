"""What this app does on news: its own, for open sockets; and what others ask it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef
from django.dispatch import receiver
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cop.members.activity import ActivityItem
from cop.members.signals import member_switched_off, password_replaced
from forums.models import Topic
from forums.signals import topic_outcomes
from repository.signals import resource_origins
from rooms import broadcasts, services
from rooms.models import Presence, Room
from rooms.signals import (
    membership_revoked,
    message_published,
    presence_published,
    room_published,
    typing_published,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from cop.members.models import Member
    from repository.models import Resource

OUTCOMES = 5  # rooms shown beside the topic they came from


@receiver(message_published)
def tell_message(room_id: int, number: int, **_kwargs: Any) -> None:
    broadcasts.message_said(room_id, number)


@receiver(presence_published)
def tell_presence(room_id: int, **_kwargs: Any) -> None:
    broadcasts.people_changed(room_id, services.present_members(room_id))


@receiver(typing_published)
def tell_typing(room_id: int, member: Member, **_kwargs: Any) -> None:
    broadcasts.somebody_types(room_id, member)


@receiver(room_published)
def tell_door(room_id: int, **_kwargs: Any) -> None:
    broadcasts.door_changed(room_id)


@receiver(membership_revoked)
def tell_revoked(room_id: int, member_id: int, **_kwargs: Any) -> None:
    broadcasts.door_changed(room_id, member_id)
    tell_presence(room_id)


@receiver(member_switched_off)
def shut_every_door(member_id: int, **_kwargs: Any) -> None:
    """Close the sockets of somebody whose account was switched off; who sits nowhere, the heartbeat finds."""
    for room_id in _rooms_with(member_id):
        broadcasts.door_changed(room_id, member_id)


@receiver(password_replaced)
def look_at_every_door(member_id: int, **_kwargs: Any) -> None:
    """Close the sockets opened with the old password; who sits nowhere, the heartbeat finds."""
    for room_id in _rooms_with(member_id):
        broadcasts.door_changed(room_id)


def _rooms_with(member_id: int) -> QuerySet[Presence, int]:
    """The rooms a member has a socket open in."""
    here = Presence.objects.filter(member_id=member_id).order_by("room_id")
    return here.values_list("room_id", flat=True).distinct()


@receiver(topic_outcomes)
def rooms_of_topic(topic: Topic, user: Member | AnonymousUser, **_kwargs: Any) -> list[dict[str, str]]:
    """The rooms that began from a topic, each followed by what was deposited from it."""
    stops = []
    rooms = Room.objects.visible_to(user).filter(from_topic=topic).for_trail().order_by("id")
    for room in rooms[:OUTCOMES]:
        stops.append(_room_stop(room))
        resource = room.outcome_resource
        if resource is not None and resource.is_published:
            stops.append(_stop("sharing", _("Resource"), resource))
    return stops


@receiver(resource_origins)
def rooms_of_resource(
    resource: Resource, user: Member | AnonymousUser, **_kwargs: Any
) -> list[dict[str, str]]:
    """The rooms that left this resource behind, each after the topic it began from; one query."""
    seen = Topic.objects.visible_to(user).filter(pk=OuterRef("from_topic"))
    rooms = Room.objects.visible_to(user).filter(outcome_resource=resource).for_origin()
    stops = []
    for room in rooms.annotate(shows_topic=Exists(seen)).order_by("id")[:OUTCOMES]:
        topic = room.from_topic
        if topic is not None and room.shows_topic:
            stops.append(
                _stop("communication", _("Question") if topic.is_question else _("Discussion"), topic)
            )
        stops.append(_room_stop(room))
    return stops


def _room_stop(room: Room) -> dict[str, str]:
    people = ngettext("%(count)d member", "%(count)d members", room.member_count)
    return _stop("collaboration", _("Room"), room, people % {"count": room.member_count})


def _stop(section: str, kind: str, thing: Room | Resource | Topic, note: str = "") -> dict[str, str]:
    """One stop of a trail, as templates show it."""
    return {
        "section": section,
        "kind": kind,
        "title": thing.title,
        "language": thing.language,
        "url": thing.get_absolute_url(),
        "note": note,
    }


def rooms_of_member(member: Member, viewer: Member | AnonymousUser, most: int) -> list[ActivityItem]:
    """The rooms a member joined, for their page: the newest first, of those `viewer` may see."""
    rooms = Room.objects.visible_to(viewer).joined_by(member).order_by("-created_at", "-id")[:most]
    return [
        ActivityItem(
            section="collaboration",
            kind=_("Room"),
            title=room.title,
            url=room.get_absolute_url(),
            at=room.created_at,
            language=room.language,
        )
        for room in rooms
    ]
