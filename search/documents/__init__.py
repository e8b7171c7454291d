"""What can be found: one source for each kind of object, and the kinds a reader knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from search.documents.document import EVERYBODY, MEMBERS, MODERATORS, Address, Document, Key, Source
from search.documents.forums import POST, TOPIC
from search.documents.members import ORGANISATION, member_source
from search.documents.pages import PAGE, SCENARIO
from search.documents.repository import PRACTICE, RESOURCE
from search.documents.rooms import ROOM

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def _written_by(ids: Sequence[int]) -> Iterable[Key]:
    """Everything that shows the name of one of these members."""
    for source in SOURCES.values():
        if source.written_by is not None:
            yield from ((source.name, pk) for pk in source.written_by(ids))


SOURCES = {
    source.name: source
    for source in (
        TOPIC,
        POST,
        SCENARIO,
        RESOURCE,
        ROOM,
        PRACTICE,
        PAGE,
        member_source(_written_by),
        ORGANISATION,
    )
}

# Kinds as a reader filters by them, in the order shown: (label, section, icon).
KINDS = {
    "topic": (_("Topics and answers"), "communication", "communication"),
    "scenario": (_("Scenarios"), "communication", "scenario"),
    "resource": (_("Resources"), "sharing", "sharing"),
    "room": (_("Rooms"), "collaboration", "collaboration"),
    "practice": (_("Good practices"), "cooperation", "cooperation"),
    "page": (pgettext_lazy("of the site", "Pages"), "", "document"),
    "member": (_("Members"), "", "person"),
    "organisation": (_("Organisations"), "", "people"),
}

__all__ = ["EVERYBODY", "KINDS", "MEMBERS", "MODERATORS", "SOURCES", "Address", "Document", "Key", "Source"]
