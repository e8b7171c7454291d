"""Rooms as the index knows them: what they are for and what came out, not what is said in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cop.core.richtext import plain_text
from rooms.models import Room
from search.documents.document import EVERYBODY, MODERATORS, Address, Document, Source

if TYPE_CHECKING:
    from django.db.models import QuerySet


def _rows() -> QuerySet[Room]:
    return Room.objects.select_related("theme", "host")


def _room(room: Room) -> Document:
    host = room.host
    return Document(
        source="room",
        object_id=room.pk,
        kind="room",
        title=room.title,
        body="\n".join(plain_text(html) for html in (room.purpose_html, room.outcome_html) if html),
        language=room.language,
        themes=(room.theme.key,),
        country=host.country if host else "",
        author=host.display_name if host else "",
        author_id=host.pk if host else None,
        author_language=host.name_language if host else "",
        groups=_groups(room),
        written_at=room.created_at,
        address=Address("rooms:room", {"room_id": room.pk, "slug": room.slug}),
        facts={
            "subkind": "room",
            "ends_at": room.ends_at.isoformat(),
            "starts_at": room.starts_at.isoformat(),
        },
    )


def _groups(room: Room) -> tuple[str, ...]:
    """As RoomQuerySet.visible_to; who belongs to a room holds its token (search.viewers)."""
    if room.is_open:
        return (EVERYBODY,)
    host = (f"member-{room.host_id}",) if room.host_id else ()
    return (f"room-{room.pk}", *host, MODERATORS)


ROOM = Source(
    "room",
    _rows,
    _room,
    written_by=lambda ids: Room.objects.filter(host__in=ids).values_list("pk", flat=True),
)
