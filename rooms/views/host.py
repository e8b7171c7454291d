"""What the host does: open, change, close, invite, remove, write down what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cop.core.countries import sort_key
from cop.core.errors import DomainError
from cop.core.policies import require
from cop.core.ratelimit import count_request
from cop.members.http import MemberRequest, kept_form, member_required
from cop.members.models import Member
from forums.models import Topic
from rooms import services
from rooms.forms import OutcomeForm, RoomForm
from rooms.models import Room, RoomMember
from rooms.policies import can_host
from rooms.views.room import add_refusal, refused

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

FOUND = 20  # people one search shows


@member_required
def new(request: MemberRequest) -> HttpResponse:
    """Open a room, perhaps from a topic: `?topic=ID`."""
    if request.method != "POST":
        topic = _topic(request, request.GET.get("topic", ""))
        initial = {"title": topic.title, "language": topic.language, "topic": topic.pk} if topic else {}
        if kept := kept_form(request):
            initial |= kept.dict()
        form = RoomForm(member=request.user, initial=initial)
        return render(request, "rooms/room_form.html", {"form": form, "topic": topic})
    form, status = RoomForm(request.POST, member=request.user), 422
    topic = _topic(request, request.POST.get("topic", ""))
    if form.is_valid():
        try:
            count_request(request, "room")
            room = services.open_room(
                host=request.user, from_topic=topic, token=form.cleaned_data["token"], **form.room_fields
            )
        except DomainError as refusal:
            status = add_refusal(form, refusal)
        else:
            return redirect(room)
    return render(request, "rooms/room_form.html", {"form": form, "topic": topic}, status=status)


@member_required
def edit(request: MemberRequest, room_id: int) -> HttpResponse:
    room = _hosted(request, room_id)
    if room.is_past:
        return refused(request, room, services.RoomPastError())
    if request.method != "POST":
        kept = kept_form(request)
        form = RoomForm(member=request.user, room=room, initial=kept.dict() if kept else {})
        return render(request, "rooms/room_form.html", {"form": form, "room": room})
    form, status = RoomForm(request.POST, member=request.user, room=room), 422
    if form.is_valid():
        try:
            count_request(request, "edit")
            room = services.change_room(by=request.user, room=room, **form.room_fields)
        except DomainError as refusal:
            status = add_refusal(form, refusal)
        else:
            return redirect(room)
    return render(request, "rooms/room_form.html", {"form": form, "room": room}, status=status)


@require_POST
@member_required
def close(request: MemberRequest, room_id: int) -> HttpResponse:
    room = _hosted(request, room_id)
    try:
        count_request(request, "edit")
        room = services.close_room(by=request.user, room=room)
    except DomainError as refusal:
        return refused(request, room, refusal)
    return redirect("rooms:outcome", room.pk)


@member_required
def outcome(request: MemberRequest, room_id: int) -> HttpResponse:
    """Say what came of a closed room, or put it right."""
    room = _hosted(request, room_id)
    if request.method != "POST":
        if not room.is_past:
            return refused(request, room, services.RoomNotPastError())
        kept = kept_form(request)
        form = OutcomeForm(member=request.user, room=room, initial=kept.dict() if kept else {})
        return render(request, "rooms/outcome.html", {"form": form, "room": room})
    form, status = OutcomeForm(request.POST, member=request.user, room=room), 422
    if form.is_valid():
        try:
            count_request(request, "edit")
            services.record_outcome(by=request.user, room=room, **form.cleaned_data)
        except DomainError as refusal:
            status = add_refusal(form, refusal)
        else:
            return redirect(f"{room.get_absolute_url()}#outcome")
    return render(request, "rooms/outcome.html", {"form": form, "room": room}, status=status)


@member_required
@require_safe
def people(request: MemberRequest, room_id: int) -> HttpResponse:
    """Who belongs to the room, and whom to ask as well: `?q=` searches the members by name."""
    room = _hosted(request, room_id)
    template = "rooms/people.html#found" if request.htmx else "rooms/people.html"  # type: ignore[attr-defined]
    return render(request, template, _people(request, room))


@require_POST
@member_required
def invite(request: MemberRequest, room_id: int) -> HttpResponse:
    room = _hosted(request, room_id)
    try:
        count_request(request, "edit")
        member = _member(request, Member.objects.visible_to(request.user))
        count = services.invite_members(by=request.user, room=room, members=[member])
    except DomainError as refusal:
        return refused(request, room, refusal)
    if count:
        text = _("%(name)s is invited.") % {"name": member.display_name}
    else:
        text = _("%(name)s is in the room or invited already.") % {"name": member.display_name}
    messages.success(request, text)
    return redirect("rooms:people", room.pk)


@require_POST
@member_required
def remove(request: MemberRequest, room_id: int) -> HttpResponse:
    room = _hosted(request, room_id)
    try:
        count_request(request, "edit")
        member = _member(request, _removable(request, room))
        services.remove_member(by=request.user, room=room, member=member)
    except DomainError as refusal:
        return refused(request, room, refusal)
    text = _("%(name)s can no longer write here, nor come back unasked.") % {"name": member.display_name}
    messages.success(request, text)
    return redirect("rooms:people", room.pk)


def _hosted(request: MemberRequest, room_id: int) -> Room:
    """A room the member sees and runs; 404 if unseen, 403 if it is somebody else's to run."""
    room = get_object_or_404(Room.objects.visible_to(request.user).for_page(), pk=room_id)
    require(can_host(request.user, room))
    return room


def _removable(request: MemberRequest, room: Room) -> QuerySet[Member]:
    """Who has a place in the room, even if switched off; and others, who may just have left it."""
    others = Member.objects.visible_to(request.user).values("pk")
    return Member.objects.filter(Q(pk__in=room.memberships.values("member")) | Q(pk__in=others))


def _member(request: MemberRequest, rows: QuerySet[Member]) -> Member:
    pk = request.POST.get("member", "")
    return get_object_or_404(rows, pk=int(pk) if pk.isascii() and pk.isdigit() and len(pk) < 19 else 0)


def _topic(request: MemberRequest, pk: str) -> Topic | None:
    """The topic a room begins from, if there is one that the member may read."""
    if not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        return None
    return Topic.objects.visible_to(request.user).filter(pk=int(pk)).first()


def _people(request: MemberRequest, room: Room) -> dict[str, Any]:
    rows = list(
        RoomMember.objects.filter(room=room)
        .select_related("member__organisation")
        .order_by("changed_at", "id")
    )
    query = request.GET.get("q", "").replace("\x00", "").strip()[:60]
    others = (
        Member.objects.visible_to(request.user).select_related("organisation").order_by("sort_name", "id")
    )
    others = others.exclude(pk__in=[row.member_id for row in rows if not row.is_removed])
    found = others.filter(sort_name__contains=sort_key(query)) if query else others.filter(themes=room.theme)
    return {
        "room": room,
        "query": query,
        "found": list(found[:FOUND]),
        "joined": [row.member for row in rows if row.is_joined],
        "invited": [row.member for row in rows if row.is_invited],
        "removed": [row.member for row in rows if row.is_removed],
    }
