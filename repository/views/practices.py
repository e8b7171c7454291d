"""Reading: the list of good practices, and one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import prefetch_related_objects
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cop.core.paging import page_newest_first
from cop.members.http import kept_form
from repository.forms import DecisionForm, ReasonsForm
from repository.models import Practice, Resource
from repository.policies import (
    can_decide,
    can_discard_practice,
    can_edit_practice,
    can_submit_practice,
    can_withdraw_practice,
    is_in_conflict,
)
from repository.services import PRACTICE_FACETS, Chosen, check_stored, narrowed
from repository.signals import resource_origins
from repository.views.facets import facets_context

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.http import HttpRequest, HttpResponse, QueryDict

    from cop.members.models import Member

OWN_MOST = 10  # unfinished practices of one's own, shown above the list


@require_safe
def practices(request: HttpRequest) -> HttpResponse:
    """Accepted practices, narrowed by facets; the choice is in the address."""
    accepted = Practice.objects.visible_to(request.user).accepted()
    chosen = Chosen.from_query(request.GET, PRACTICE_FACETS)
    rows = narrowed(accepted, chosen).for_list()
    page = page_newest_first(rows, request.GET.get("after"), by="published_at")
    context = facets_context(request, accepted, chosen, titles=_titles(), labels=_labels())
    context |= {
        "page": page,
        "own": _own(request) if not chosen.count and not request.GET.get("after") else [],
    }
    return render(request, "practices/practices.html", context)


def _titles() -> dict[str, str]:
    """The facets in the order of the page."""
    return {
        "result": _("What came of it"),
        "theme": _("Theme"),
        "conclusion": _("Concludes on"),
        "language": _("Language"),
        "country": _("Country"),
    }


def _labels() -> dict[str, dict[str, str]]:
    """What the values of the facets are called that only practices have."""
    return {
        "result": {value: str(label) for value, label in Practice.Direction.choices},
        "conclusion": {value: str(label) for value, label in Practice.ConclusionOn.choices},
    }


@require_safe
def practice(request: HttpRequest, practice_id: int, slug: str) -> HttpResponse:
    """One practice, with its figures, what others can take, and how it was decided."""
    found = get_object_or_404(Practice.objects.visible_to(request.user).for_page(), pk=practice_id)
    if slug != found.slug:
        return redirect(found)  # a title may come back
    if found.is_withdrawn and not _sees_all(request.user, found):
        return render(request, "practices/withdrawn.html", {"practice": found})
    return render(request, "practices/practice.html", practice_context(request, found))


def practice_context(request: HttpRequest, found: Practice) -> dict[str, Any]:
    """What the page of one practice shows to whoever asks; `found` comes from `for_page`."""
    user = request.user
    if user.is_authenticated and user.is_editor:
        prefetch_related_objects([user], "memberships")  # three policies ask
    resource = found.from_resource
    if resource is not None and resource.is_draft:
        resource = None
    context: dict[str, Any] = {
        "practice": found,
        "indicators": list(found.indicators.all()),
        "measured": [indicator for indicator in found.indicators.all() if indicator.is_measured],
        "resource": resource,
        "origins": _origins(user, resource) if resource else [],
        "decisions": list(found.decisions.for_page()) if _sees_all(user, found) else [],
        "missing": check_stored(found).missing if can_submit_practice(user, found) else {},
        "can_edit": can_edit_practice(user, found),
        "changed": None,
        "can_submit": can_submit_practice(user, found),
        "can_withdraw": can_withdraw_practice(user, found),
        "can_discard": can_discard_practice(user, found),
        "can_decide": found.is_proposed and can_decide(user, found),
        "in_conflict": found.is_proposed
        and user.is_authenticated
        and user.is_editor
        and is_in_conflict(user, found),
        "decision_form": None,
        "withdraw_form": None,
    }
    if found.is_accepted and context["can_edit"]:
        context["changed"] = found.changes.latest_with_name()
    # What an editor typed before the session ended comes back here.
    kept = kept_form(request) if context["can_decide"] or context["can_withdraw"] else None
    initial = (
        kept.dict() if kept else {"language": _writing_language(user, found), "revision": found.revision}
    )
    for may, name in (("can_decide", "decision_form"), ("can_withdraw", "withdraw_form")):
        if context[may]:
            context[name] = decision_form(name, initial=initial)
    return context


def decision_form(name: str, data: QueryDict | None = None, **kwargs: Any) -> ReasonsForm:
    """The form for a decision or a withdrawal; `name` keeps two of them on one page apart."""
    form = DecisionForm if name == "decision_form" else ReasonsForm
    return form(data, auto_id=f"{name}_%s", **kwargs)


def _origins(user: Member | AnonymousUser, resource: Resource) -> list[dict[str, Any]]:
    """What the resource came from in its turn, the earliest first, as far as `user` may see it."""
    answers: list[tuple[Any, Any]] = resource_origins.send(sender=Resource, resource=resource, user=user)
    return [stop for _receiver, stops in answers for stop in stops or []]


def _sees_all(user: Member | AnonymousUser, found: Practice) -> bool:
    """True for who follows a practice on its way: its author and editors."""
    return user.is_authenticated and (user.pk == found.author_id or user.is_editor)


def _writing_language(user: Member | AnonymousUser, found: Practice) -> str:
    """The practice's language for whoever writes it, else the member's own first one."""
    writes = list(getattr(user, "writes", []))
    return found.language if found.language in writes or not writes else writes[0]


def _own(request: HttpRequest) -> list[Practice]:
    """The reader's unfinished practices, the latest first."""
    if not request.user.is_authenticated:
        return []
    mine = Practice.objects.visible_to(request.user).unfinished().filter(author=request.user)
    return list(
        mine.only("title", "language", "status", "updated_at").order_by("-updated_at", "-id")[:OWN_MOST]
    )
