"""What members and organisations contributed: apps above tell, the pages of people show.

An app registers in its `AppConfig.ready` a callable that takes (member, viewer, most) and returns
at most `most` items, newest first, all of which `viewer` may see. The same for organisations.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from django.contrib.auth.models import AnonymousUser

    from cop.members.models import Member, Organisation

    MemberSource = Callable[[Member, "Member | AnonymousUser", int], list["ActivityItem"]]
    OrganisationSource = Callable[[Organisation, "Member | AnonymousUser", int], list["ActivityItem"]]

SHOWN = 12

_member_sources: list[MemberSource] = []
_organisation_sources: list[OrganisationSource] = []


@dataclass(frozen=True)
class ActivityItem:
    """One thing somebody contributed.

    `section` is one of communication, sharing, collaboration, cooperation; `kind` is a translated
    word such as "Topic"; `language` (BCP 47) is that of `title`, "" when it is translated.
    """

    section: str
    kind: str
    title: str
    url: str
    at: dt.datetime
    language: str = ""
    note: str = ""


def register_member_source(source: MemberSource) -> None:
    """Have `source` asked for what a member contributed. Registering twice does no harm."""
    if source not in _member_sources:
        _member_sources.append(source)


def register_organisation_source(source: OrganisationSource) -> None:
    """Have `source` asked for what an organisation's members contributed in its name."""
    if source not in _organisation_sources:
        _organisation_sources.append(source)


def contributions_of_member(
    member: Member, viewer: Member | AnonymousUser, *, most: int = SHOWN
) -> list[ActivityItem]:
    """The newest things `member` contributed that `viewer` may see, newest first."""
    return _newest([item for source in _member_sources for item in source(member, viewer, most)], most)


def contributions_of_organisation(
    organisation: Organisation, viewer: Member | AnonymousUser, *, most: int = SHOWN
) -> list[ActivityItem]:
    """The newest things of `organisation` that `viewer` may see, newest first."""
    return _newest(
        [item for source in _organisation_sources for item in source(organisation, viewer, most)], most
    )


def _newest(items: list[ActivityItem], most: int) -> list[ActivityItem]:
    return sorted(items, key=lambda item: item.at, reverse=True)[:most]
