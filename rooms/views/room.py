"""The page of one room, and what everybody in it does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.db.models import Subquery
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from cop.core.errors import DomainError, RuleError
from cop.core.ratelimit import TooManyError, count_request
from cop.members.http import MemberRequest, kept_form, member_required
from forums.models import Topic
from repository.models import Resource
from rooms import services
from rooms.forms import MessageForm, languages_for
from rooms.models import Message, Room
from rooms.policies import can_host, can_join, can_leave, can_listen, can_say

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest, HttpResponse

HISTORY = 50  # messages on a page
PEOPLE = 60  # names beside the chat


@require_safe
def room_page(request: HttpRequest, room_id: int, slug: str) -> HttpResponse:
    """The room with its latest messages, or with earlier ones: `?before=NUMBER`."""
    room = get_object_or_404(Room.objects.visible_to(request.user).for_page(), pk=room_id)
    if slug != room.slug:
        query = request.META.get("QUERY_STRING", "")
        return redirect(f"{room.get_absolute_url()}{'?' if query else ''}{query}")
    form = None
    if request.user.is_authenticated and (kept := kept_form(request)):
        form = MessageForm(initial={"text": kept.get("text", ""), "language": kept.get("language", "")})
    return render(request, "rooms/room.html", _context(request, room, form))


@require_POST
@member_required
def say(request: MemberRequest, room_id: int) -> HttpResponse:
    """A message from a browser without a live connection."""
    room = get_object_or_404(Room.objects.visible_to(request.user).for_page(), pk=room_id)
    form, status = MessageForm(request.POST), 422
    if form.is_valid():
        try:
            count_request(request, "message")
            message = services.say(author=request.user, room=room, **form.cleaned_data)
        except DomainError as refusal:
            status = add_refusal(form, refusal)
        else:
            return redirect(f"{room.get_absolute_url()}#message-{message.number}")
    return render(request, "rooms/room.html", _context(request, room, form), status=status)


@require_POST
@member_required
def join(request: MemberRequest, room_id: int) -> HttpResponse:
    room = get_object_or_404(Room.objects.visible_to(request.user).for_page(), pk=room_id)
    try:
        count_request(request, "join")
        services.join_room(member=request.user, room=room)
    except DomainError as refusal:
        return refused(request, room, refusal)
    return redirect(room)


@require_POST
@member_required
def leave(request: MemberRequest, room_id: int) -> HttpResponse:
    room = get_object_or_404(Room.objects.visible_to(request.user).for_page(), pk=room_id)
    try:
        count_request(request, "join")
        services.leave_room(member=request.user, room=room)
    except DomainError as refusal:
        return refused(request, room, refusal)
    return redirect(room) if room.is_open else redirect("rooms:rooms")


def refused(request: HttpRequest, room: Room, refusal: DomainError) -> HttpResponse:
    """The room's page with what stood in the way of an act that has no form of its own."""
    status = 429 if isinstance(refusal, TooManyError) else 422
    return render(request, "rooms/room.html", _context(request, room) | {"refusal": refusal}, status=status)


def add_refusal(form: forms.Form, refusal: DomainError) -> int:
    """Put a service's refusal on the form, each message at its field; the status to answer with."""
    if isinstance(refusal, RuleError):
        for field, messages in refusal.errors.items():
            for message in messages:
                form.add_error(field if field in form.fields else None, str(message))
    else:
        form.add_error(None, str(refusal))
    return 429 if isinstance(refusal, TooManyError) else 422


def _context(request: HttpRequest, room: Room, form: MessageForm | None = None) -> dict[str, Any]:
    user = request.user
    membership = _membership(room, user) if user.is_authenticated else None
    speaks = can_say(user, room, membership)
    languages = languages_for(user) if speaks and user.is_authenticated else []
    history = _history(request, room)
    people = room.memberships.joined().named_to(user).select_related("member").order_by("changed_at", "id")
    present = services.present_members(room.pk) if room.is_running else []
    return {
        "room": room,
        "page_address": room.get_absolute_url(),
        "membership": membership,
        "form": form if form is not None else MessageForm(),
        "unsent": [form["text"].value()] if form is not None and not speaks else [],
        "client_id": uuid4(),
        "languages": languages,
        "language": _language(user, membership, form, dict(languages)) if speaks else "",
        "history": history,
        "people": [row.member for row in people[:PEOPLE]],
        "present": [member for member in present if user.is_authenticated or member.is_public],
        "present_count": len(present),
        "topic": _visible(Topic, room.from_topic_id, user),
        "resource": _visible(Resource, room.outcome_resource_id, user),
        "can_host": can_host(user, room),
        "can_join": can_join(user, room, membership),
        "can_leave": can_leave(user, room, membership),
        "can_say": speaks,
        "is_live": can_listen(user, room, membership) and room.is_running and history["is_latest"],
    }


def _history(request: HttpRequest, room: Room) -> dict[str, Any]:
    """A range of messages by number: {messages, is_latest, earlier, later} (cursors, 0 for none)."""
    end = room.last_number + 1
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 10:
        end = min(max(int(before), 2), end)
    first = max(1, end - HISTORY)
    is_latest = end > room.last_number
    messages = list(Message.objects.filter(room=room).between(first, end - 1)) if room.last_number else []
    return {
        "messages": messages,
        "is_latest": is_latest,
        "earlier": first if first > 1 else 0,
        "later": 0 if is_latest else end + HISTORY,
    }


def _membership(room: Room, user: Any) -> Any:
    """The row of `user` in the room with `last_language`, that of their last message here; or None."""
    mine = Message.objects.filter(room=room, author=user).order_by("-number").values("language")
    return room.memberships.filter(member=user).annotate(last_language=Subquery(mine[:1])).first()


def _language(user: Any, membership: Any, form: MessageForm | None, languages: dict[str, str]) -> str:
    """The language to write in: as chosen before, else of one's last message here, else the first.

    The first is the room's, for who writes it, else the first that one writes.
    """
    if form is not None:
        chosen = form["language"].value()
        if chosen:
            return str(chosen)
    if membership.last_language in languages:
        return membership.last_language
    writes = user.writes or [user.language]
    return membership.room.language if membership.room.language in writes else writes[0]


def _visible(model: Any, pk: int | None, user: Any) -> Any:
    return model.objects.visible_to(user).filter(pk=pk).first() if pk else None
