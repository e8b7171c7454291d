"""Deciding: the editors' queue, a decision with reasons, and taking a practice back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cop.core.errors import DomainError, RuleError
from cop.core.paging import page_in_order
from cop.core.ratelimit import TooManyError, count_request
from cop.members.http import member_required
from repository import services
from repository.models import Practice
from repository.policies import can_decide, can_discard_practice
from repository.views.practices import decision_form, practice_context

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from cop.members.http import MemberRequest

SOON_DAYS, LATE_DAYS = 10, 20  # authors are promised a decision within twenty days


@member_required
@require_safe
def queue(request: MemberRequest) -> HttpResponse:
    """Proposed practices, the longest waiting first; for editors."""
    if not request.user.is_editor:
        raise Http404
    prefetch_related_objects([request.user], "memberships")  # the policy asks once a row
    waiting = Practice.objects.visible_to(request.user).waiting().for_list()
    page = page_in_order(waiting, request.GET.get("after"), by="proposed_at")
    rows = [
        {
            "practice": practice,
            "days": (timezone.now() - practice.proposed_at).days,
            "can_decide": can_decide(request.user, practice),
        }
        for practice in page
    ]
    for row in rows:
        row["age"] = "late" if row["days"] >= LATE_DAYS else "soon" if row["days"] >= SOON_DAYS else ""
    return render(request, "practices/queue.html", {"page": page, "rows": rows, "late_days": LATE_DAYS})


@member_required
@require_POST
def decide(request: MemberRequest, practice_id: int) -> HttpResponse:
    """Accept a proposed practice or give it back: the button says which."""
    if not request.user.is_editor:
        raise Http404
    found = get_object_or_404(Practice.objects.visible_to(request.user).for_page(), pk=practice_id)
    accepts = "accept" in request.POST
    verb = services.accept_practice if accepts else services.return_practice
    said = _("Accepted: everybody can read it now.") if accepts else _("Given back to its author.")
    return _with_reasons(request, found, verb, "decision_form", said)


@member_required
@require_POST
def withdraw(request: MemberRequest, practice_id: int) -> HttpResponse:
    """Take a practice back, with reasons."""
    found = get_object_or_404(Practice.objects.visible_to(request.user).for_page(), pk=practice_id)
    if request.user.pk != found.author_id and not request.user.is_editor:
        raise Http404
    return _with_reasons(request, found, services.withdraw_practice, "withdraw_form", _("Withdrawn."))


@member_required
@require_POST
def discard(request: MemberRequest, practice_id: int) -> HttpResponse:
    """Delete one's own draft."""
    found = get_object_or_404(Practice.objects.visible_to(request.user), pk=practice_id)
    if not can_discard_practice(request.user, found):
        raise Http404
    try:
        count_request(request, "draft")
        services.discard_practice(actor=request.user, practice=found)
    except TooManyError as refusal:
        messages.error(request, str(refusal))
        return redirect(found)
    messages.success(request, _("The draft is deleted."))
    return redirect("practices:practices")


def _with_reasons(
    request: MemberRequest, found: Practice, verb: Callable[..., object], name: str, said: str
) -> HttpResponse:
    """Carry out `verb` with the reasons typed; refused, show them again on the practice's page."""
    form = decision_form(name, request.POST)
    status = 422
    try:
        count_request(request, "practice")
        if form.is_valid():
            verb(actor=request.user, practice=found, **form.cleaned_data)
            messages.success(request, said)
            return redirect(found)
    except TooManyError as refusal:
        status = 429
        form.add_error(None, str(refusal))
    except RuleError as refusal:
        for field, texts in refusal.errors.items():
            form.add_error(field or None, [str(text) for text in texts])
    except services.ReadBeforeChangeError as refusal:
        form.add_error(None, str(refusal))
        # Told, and shown the text as it is now, they decide on that.
        form.data = {**request.POST.dict(), "revision": str(found.revision)}
    except DomainError as refusal:
        form.add_error(None, str(refusal))
    context = practice_context(request, found) | {name: form}
    return render(request, "practices/practice.html", context, status=status)
