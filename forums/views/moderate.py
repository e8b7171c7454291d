from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cop.core.errors import DomainError
from cop.core.ratelimit import count_request
from cop.members.http import kept_form, member_required
from forums import services
from forums.forms import ModerationForm, RemovalForm, initial_from
from forums.models import Topic
from forums.policies import can_edit, can_moderate
from forums.views.topics import find_post, find_topic
from forums.views.write import refuse, status_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from cop.members.http import MemberRequest


@member_required
def moderate(request: MemberRequest, topic_id: int) -> HttpResponse:
    """Lock, unlock, move or rename a topic; and what was done to it before."""
    topic = find_topic(request, topic_id)
    if not can_moderate(request.user):
        raise PermissionDenied
    typed = request.POST if request.method == "POST" else None
    form = ModerationForm(
        typed, initial=initial_from(kept_form(request)), moderator=request.user, topic=topic
    )
    if request.method == "POST" and form.is_valid():
        try:
            count_request(request, "edit")
            _act(request, topic, form)
        except DomainError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Done, and recorded."))
            return redirect(Topic.objects.get(pk=topic.pk))
    context = {
        "topic": topic,
        "form": form,
        "acts": topic.moderation_acts.select_related("moderator", "post").order_by("-created_at", "-pk")[:50],
    }
    status = 200 if request.method != "POST" else status_of(form, None)
    return render(request, "forums/moderate.html", context, status=status)


@member_required
def remove(request: MemberRequest, topic_id: int, number: int) -> HttpResponse:
    """Ask once, then take a post's text away."""
    post = find_post(request, topic_id, number)
    if not can_edit(request.user, post):
        raise PermissionDenied
    if post.is_deleted:  # pressed twice
        return redirect(post)
    form = RemovalForm(
        request.POST if request.method == "POST" else None,
        initial=initial_from(kept_form(request)),
        is_own=post.author_id == request.user.pk,
    )
    if request.method == "POST" and form.is_valid():
        try:
            count_request(request, "edit")
            services.remove_post(remover=request.user, post=post, reason=form.cleaned_data.get("reason", ""))
        except DomainError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The post is removed; its number stays."))
            gone = post.topic.post_count == 1 and not can_moderate(request.user)
            return redirect(post.topic.forum if gone else post)
    status = 200 if request.method != "POST" else status_of(form, None)
    return render(
        request, "forums/remove.html", {"topic": post.topic, "post": post, "form": form}, status=status
    )


def _act(request: MemberRequest, topic: Topic, form: ModerationForm) -> None:
    chosen = form.cleaned_data
    told: dict[str, Any] = {"moderator": request.user, "topic": topic, "reason": chosen["reason"]}
    if chosen["act"] == "move":
        services.move_topic(forum=chosen["forum"], **told)
    elif chosen["act"] == "rename":
        services.rename_topic(title=chosen["title"], **told)
    elif chosen["act"] == "lock":
        services.lock_topic(**told)
    else:
        services.unlock_topic(**told)
