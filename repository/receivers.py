"""What this app tells when it is asked: what somebody deposited, and which practices they wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cop.members.activity import ActivityItem, register_member_source, register_organisation_source
from repository.models import Practice, Resource

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from cop.members.models import Member, Organisation
    from repository.querysets import PracticeQuerySet, ResourceQuerySet


def resources_of_member(member: Member, viewer: Member | AnonymousUser, most: int) -> list[ActivityItem]:
    """The newest resources `member` deposited. One query."""
    return _items(Resource.objects.visible_to(viewer).filter(depositor=member), most)


def resources_of_organisation(
    organisation: Organisation, viewer: Member | AnonymousUser, most: int
) -> list[ActivityItem]:
    """The newest resources deposited for `organisation`. One query."""
    return _items(Resource.objects.visible_to(viewer).filter(organisation=organisation), most)


def practices_of_member(member: Member, viewer: Member | AnonymousUser, most: int) -> list[ActivityItem]:
    """The newest accepted practices `member` wrote. One query."""
    return _practice_items(Practice.objects.visible_to(viewer).filter(author=member), most)


def practices_of_organisation(
    organisation: Organisation, viewer: Member | AnonymousUser, most: int
) -> list[ActivityItem]:
    """The newest accepted practices of `organisation`. One query."""
    return _practice_items(Practice.objects.visible_to(viewer).filter(organisation=organisation), most)


def _practice_items(practices: PracticeQuerySet, most: int) -> list[ActivityItem]:
    return [
        ActivityItem(
            section="cooperation",
            kind=_("Good practice"),
            title=practice.title,
            url=practice.get_absolute_url(),
            at=practice.published_at,
            language=practice.language,
            note=_("Practice with a negative result") if practice.is_negative else "",
        )
        for practice in practices.newest()[:most]
    ]


def _items(resources: ResourceQuerySet, most: int) -> list[ActivityItem]:
    return [
        ActivityItem(
            section="sharing",
            kind=str(resource.get_type_display()),
            title=resource.title,
            url=resource.get_absolute_url(),
            at=resource.published_at,
            language=resource.language,
        )
        for resource in resources.newest()[:most]
    ]


register_member_source(resources_of_member)
register_member_source(practices_of_member)
register_organisation_source(resources_of_organisation)
register_organisation_source(practices_of_organisation)
