"""The list of rooms: what is running, what is gathering, what came of the closed ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Prefetch, prefetch_related_objects
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cop.core.languages import base_languages, in_languages, is_language, language_name
from cop.core.paging import page_in_order, page_newest_first
from cop.vocabulary.models import Theme
from rooms.models import Presence, Room, RoomMember
from rooms.policies import can_open_room

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AnonymousUser
    from django.http import HttpRequest, HttpResponse

    from cop.members.models import Member

SHOWN = 6  # rooms of a phase where all phases are shown
FACES = 4
LANGUAGES_MOST = 10  # that a query string may choose


@require_safe
def room_list(request: HttpRequest) -> HttpResponse:
    """All phases, a few rooms of each; or one phase, page by page."""
    phase = request.GET.get("phase", "")
    if phase not in Room.Phase.values:
        phase = ""
    visible = Room.objects.visible_to(request.user)
    chosen = {
        "themes": {key for key in request.GET.getlist("theme") if key.replace("-", "").isalnum()},
        "languages": set(
            base_languages(filter(is_language, request.GET.getlist("language")))[:LANGUAGES_MOST]
        ),
    }
    rows = visible.for_list()
    if chosen["themes"]:
        rows = rows.filter(theme__key__in=chosen["themes"])
    if chosen["languages"]:
        rows = rows.filter(in_languages("language", chosen["languages"]))
    sections = _sections(rows, phase, request.GET.get("after"))
    invitations = list(visible.inviting(request.user).for_list()) if request.user.is_authenticated else []
    seat_people([room for section in sections for room in section["page"]] + invitations, request.user)
    written = visible.order_by("language").values_list("language", flat=True).distinct()
    context: dict[str, Any] = {
        "phase": phase,
        "sections": sections,
        "invitations": invitations,
        "is_empty": not any(section["page"] for section in sections),
        "is_filtered": bool(chosen["themes"] or chosen["languages"]),
        "can_open_room": can_open_room(request.user),
        "themes": [
            {"key": theme.key, "name": str(theme), "chosen": theme.key in chosen["themes"]}
            for theme in Theme.objects.filter(rooms__in=visible).distinct().order_by("position", "key")
        ],
        "languages": [
            {"code": code, "name": language_name(code), "chosen": code in chosen["languages"]}
            for code in sorted({*base_languages(written), *chosen["languages"]})
        ],
    }
    return render(request, "rooms/rooms.html", context)


def _sections(rows: Any, phase: str, cursor: str | None) -> list[dict[str, Any]]:
    """One section a phase, in the order running, upcoming, past: {phase, page, is_ascending, has_more}."""
    found = []
    for name in (Room.Phase.RUNNING, Room.Phase.UPCOMING, Room.Phase.PAST):
        if phase not in ("", name):
            continue
        size = {"size": SHOWN} if not phase else {}
        if name == Room.Phase.RUNNING:
            page = page_in_order(rows.running(), cursor if phase else None, by="ends_at", **size)
        elif name == Room.Phase.UPCOMING:
            page = page_in_order(rows.upcoming(), cursor if phase else None, by="starts_at", **size)
        else:
            page = page_newest_first(rows.past(), cursor if phase else None, by="ends_at", **size)
        found.append(
            {
                "phase": str(name),
                "page": page,
                "is_ascending": name != Room.Phase.PAST,
                "has_more": bool(not phase and page.older),
            }
        )
    return found


def seat_people(rooms: Iterable[Room], user: Member | AnonymousUser) -> None:
    """Give each room `people` (a few of its members, as `user` may see them) and `present_count`.

    In two queries.
    """
    rooms = list(rooms)
    joined = RoomMember.objects.joined().named_to(user).select_related("member").order_by("changed_at", "id")
    prefetch_related_objects(rooms, Prefetch("memberships", queryset=joined[:FACES], to_attr="people"))
    here = Presence.objects.fresh().filter(room__in=[room.pk for room in rooms], member__is_active=True)
    counted = here.values_list("room").annotate(count=Count("member", distinct=True)).order_by()
    counts = dict(counted) if rooms else {}
    for room in rooms:
        room.present_count = counts.get(room.pk, 0)  # type: ignore[attr-defined]
