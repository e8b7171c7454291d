from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cop.core.errors import DomainError
from cop.core.ratelimit import TooManyError, count_request
from cop.members.http import member_required
from forums import services
from forums.forms import ReplyForm, initial_from
from forums.models import Draft

if TYPE_CHECKING:
    from django.http import HttpResponse, QueryDict

    from cop.members.http import MemberRequest
    from cop.members.models import Member


@member_required
def drafts(request: MemberRequest) -> HttpResponse:
    """My drafts; a POST keeps one while it is being typed and answers with a line that says so."""
    if request.method != "POST":
        return render(request, "forums/drafts.html", {"drafts": services.drafts_of(request.user)})
    context: dict[str, object] = {"form": ReplyForm(initial=initial_from(request.POST), writer=request.user)}
    status = 200
    try:
        count_request(request, "draft")
        context["draft"] = _keep(request.user, request.POST, request.POST.get("key", ""))
    except DomainError as refusal:
        context["refusal"] = str(refusal)
        status = 429 if isinstance(refusal, TooManyError) else 422
    return render(request, "forums/_editor_state.html", context, status=status)


@member_required
@require_POST
def discard(request: MemberRequest, draft_id: int) -> HttpResponse:
    draft = get_object_or_404(Draft.objects.visible_to(request.user), pk=draft_id)
    try:
        count_request(request, "draft")
        services.discard_draft(member=request.user, draft=draft)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The draft is thrown away."))
    return redirect("forums:drafts")


def take_up(member: Member, kept: QueryDict, key: str) -> Draft | None:
    """What was kept over a sign-in, from now on a draft: None when it can be none.

    It counted towards a limit when it was kept.
    """
    try:
        return _keep(member, kept, key)
    except DomainError:
        return None


def _keep(member: Member, typed: QueryDict, key: str) -> Draft | None:
    form = ReplyForm(initial=initial_from(typed), writer=member)
    return services.save_draft(
        member=member,
        key=key,
        title=typed.get("title", ""),
        body=form.typed,
        language=typed.get("language", ""),
        details=form.initial,
        token=_token(typed.get("token", "")),
    )


def _token(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
