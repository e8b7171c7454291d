"""Writing: the guided form of a good practice, from scratch, from a resource, or once more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import get_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cop.core.errors import DomainError, RuleError
from cop.core.ratelimit import TooManyError, count_request
from cop.members.http import kept_form, member_required
from repository import services
from repository.forms import PracticeForms
from repository.models import Practice, Resource
from repository.policies import can_edit_practice, can_submit_practice

if TYPE_CHECKING:
    from django.http import HttpResponse

    from cop.members.http import MemberRequest

PARTS = {
    "what": ("title", "summary"),
    "done": ("context", "what_was_done"),
    "changed": ("indicator",),
    "conclusion": ("conclusion",),
    "taken": ("element",),
}


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: MemberRequest) -> HttpResponse:
    """Begin a practice: the form, empty or from `?resource=<id>`, and its first saving."""
    if request.method == "POST":
        return _save(request, None)
    kept = kept_form(request)
    resource = _resource(request, (kept or request.GET).get("resource", ""))
    forms = PracticeForms.typed(kept, request.user) if kept else PracticeForms.empty(request.user, resource)
    return render(request, "practices/form.html", _context(request, forms, None, resource))


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, practice_id: int) -> HttpResponse:
    """Go on with a draft or a returned practice; for editors, any."""
    visible = Practice.objects.visible_to(request.user).for_page()
    found = get_object_or_404(visible, pk=practice_id)
    if not can_edit_practice(request.user, found):
        raise Http404
    if request.method == "POST":
        return _save(request, found)
    kept = kept_form(request)
    forms = PracticeForms.typed(kept, request.user, found) if kept else PracticeForms.of(found, request.user)
    return render(request, "practices/form.html", _context(request, forms, found, found.from_resource))


def _save(request: MemberRequest, practice: Practice | None) -> HttpResponse:
    """Keep what was typed, and propose it when that was asked for."""
    forms = PracticeForms.typed(request.POST, request.user, practice)
    resource = practice.from_resource if practice else _resource(request, request.POST.get("resource", ""))
    status, kept = 200, None
    if not forms.rows_changed:
        status = 422
        try:
            count_request(request, "practice" if "propose" in request.POST else "draft")
            kept = _keep(request, forms, practice, resource) if forms.is_valid() else None
        except DomainError as refusal:
            forms.refuse(refusal)
            status = 429 if isinstance(refusal, TooManyError) else 422
    if kept and ("propose" not in request.POST or _proposed(request, kept)):
        return _saved(request, kept)
    context = _context(request, forms, kept or practice, resource)
    context["missing_note"] = _missing_note(forms) if kept else ""
    return render(request, "practices/form.html", context, status=status)


def _keep(
    request: MemberRequest, forms: PracticeForms, practice: Practice | None, resource: Resource | None
) -> Practice:
    written: dict[str, Any] = {
        "texts": forms.texts.texts,
        "indicators": forms.indicator_rows,
        "elements": forms.element_rows,
    }
    if practice is None:
        kept = services.start_practice(
            author=request.user, token=forms.token, from_resource=resource, **written
        )
    else:
        kept = services.edit_practice(
            actor=request.user, practice=practice, revision=forms.revision, **written
        )
    forms.revision = kept.revision  # a refused proposal goes on from here
    return kept


def _proposed(request: MemberRequest, practice: Practice) -> bool:
    """Whether it is before the editors now; with gaps it is only kept."""
    try:
        services.propose_practice(actor=request.user, practice=practice)
    except RuleError:
        return False
    return True


def _saved(request: MemberRequest, practice: Practice) -> HttpResponse:
    if "propose" in request.POST:
        messages.success(request, _said(practice))
        return redirect(practice)
    stored = Practice.objects.get(pk=practice.pk)
    if "preview" in request.POST or not can_edit_practice(request.user, stored):
        return redirect(stored)
    messages.success(request, _("Saved."))
    if not can_submit_practice(request.user, stored):
        return redirect(stored)
    return redirect("practices:edit", practice_id=practice.pk)


def _said(practice: Practice) -> str:
    """What its author hears once it is proposed: who sees it now."""
    if practice.organisation_id is None:
        return _("Proposed. An editor decides, with reasons; until then nobody else sees it.")
    return _(
        "Proposed. An editor decides, with reasons; until then only you, the editors and the "
        "representatives of the organisation see it."
    )


def _context(
    request: MemberRequest,
    forms: PracticeForms,
    practice: Practice | None,
    resource: Resource | None,
) -> dict[str, Any]:
    return {
        "forms": forms,
        "practice": practice,
        "resource": resource,
        "action": reverse("practices:edit", args=[practice.pk]) if practice else reverse("practices:propose"),
        "can_submit": practice is None or can_submit_practice(request.user, practice),
        "parts": _parts(forms),
        "decimal_separator": get_format("DECIMAL_SEPARATOR"),
    }


def _missing_note(forms: PracticeForms) -> str:
    count = len(forms.missing)
    if not count:
        return ""
    return ngettext(
        "It is saved as a draft. One thing is missing before it can be proposed.",
        "It is saved as a draft. %(count)d things are missing before it can be proposed.",
        count,
    ) % {"count": count}


def _parts(forms: PracticeForms) -> list[dict[str, Any]]:
    """The parts of the form, each with what it still lacks: (address of the field, text)."""
    titles = {
        "what": _("What it was"),
        "done": _("What was done"),
        "changed": _("What changed"),
        "conclusion": _("Conclusion"),
        "taken": _("What can be taken"),
    }
    missing = forms.missing
    parts = []
    for part, starts in PARTS.items():
        lacks = [
            (f"#part-{part}" if name in ("indicators", "elements") else f"#id_{name}", _named(name, text))
            for name, text in missing.items()
            if name.startswith(starts)
        ]
        parts.append({"key": part, "title": titles[part], "lacks": lacks})
    return parts


def _named(field: str, text: str) -> str:
    """`text` with the row it is about."""
    kind, _dash, rest = field.partition("-")
    number = rest.partition("-")[0]
    if kind == "indicator":
        return _("Indicator %(number)s: %(what)s") % {"number": number, "what": text}
    if kind == "element":
        return _("Element %(number)s: %(what)s") % {"number": number, "what": text}
    return text


def _resource(request: MemberRequest, key: str) -> Resource | None:
    """The published resource a practice grows out of; None when there is none of that number."""
    if not (key.isdecimal() and len(key) < 19):
        return None
    return Resource.objects.visible_to(request.user).published().filter(pk=int(key)).first()
