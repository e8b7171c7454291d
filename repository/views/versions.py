"""What comes after publishing: a new version, the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cop.core.errors import RuleError
from cop.core.ratelimit import TooManyError, count_request
from cop.members.http import MemberRequest, kept_form, member_required
from repository import services
from repository.forms import VersionForm, WithdrawForm
from repository.policies import can_withdraw
from repository.views.deposit import add_files, counted, editable, form_choices

if TYPE_CHECKING:
    from django.http import HttpResponse

    from repository.models import Resource


@member_required
@require_http_methods(["GET", "POST"])
def new_version(request: MemberRequest, resource_id: int, slug: str) -> HttpResponse:
    """Put new files beside the old ones; what was published stays reachable."""
    resource = editable(request, resource_id)
    if not resource.is_published:
        return redirect(resource)
    if request.method != "POST":
        kept = kept_form(request)
        initial = {name: getattr(resource, name) for name in services.TERMS}
        form = VersionForm(initial=initial | (kept.dict() if kept else {}))
        return _version_page(request, form, resource)
    form = VersionForm(request.POST, request.FILES)
    discards = "discard" in request.POST
    if not counted(request, form, "edit" if discards else "deposit"):
        return _version_page(request, form, resource, status=429)
    if discards:
        services.discard_version(member=request.user, resource=resource)
        return redirect(resource)
    if _publish_version(request, form, resource):
        return redirect(resource)
    return _version_page(request, form, resource, status=422)


def _publish_version(request: MemberRequest, form: VersionForm, resource: Resource) -> bool:
    """Publish what the form says; False with the errors on it. Files that came are kept either way."""
    complete = form.is_valid()
    token = form.cleaned_data.get("token")
    version = services.start_version(member=request.user, resource=resource, token=token)
    if version.published_at is not None:
        return True  # the same form, sent twice
    _drop_files(request, version.files.all())
    add_files(request, resource, form)
    if not complete or form.errors:
        return False
    said = {name: form.cleaned_data[name] for name in ("note", *services.TERMS)}
    try:
        services.publish_version(member=request.user, resource=resource, token=token, **said)
    except RuleError as refusal:
        for name, texts in refusal.errors.items():
            form.add_error(name if name in form.fields else None, [str(text) for text in texts])
        return False
    messages.success(request, _("The new version is published; the old ones stay on the page."))
    return True


def _drop_files(request: MemberRequest, files: Any) -> None:
    """Take out of the open version what was listed on the form and not kept."""
    listed, kept = set(request.POST.getlist("listed")), set(request.POST.getlist("keep"))
    for placed in files:
        if placed.name in listed - kept:
            services.remove_file(member=request.user, version_file=placed)


def _version_page(
    request: MemberRequest, form: VersionForm, resource: Resource, status: int = 200
) -> HttpResponse:
    version = services.open_version(resource)
    last = version or resource.versions.order_by("-number").first()
    context = {
        "form": form,
        "resource": resource,
        "begun": version,
        "number": last.number + (0 if version else 1) if last else 1,
        "kept_files": list(last.files.select_related("file")) if last else [],
        **form_choices(form),
    }
    return render(request, "resources/version.html", context, status=status)


@member_required
@require_http_methods(["GET", "POST"])
def withdraw(request: MemberRequest, resource_id: int, slug: str) -> HttpResponse:
    """Take a published resource back, with a reason that everybody can read."""
    resource = editable(request, resource_id)
    if not can_withdraw(request.user, resource):
        return redirect(resource)
    if request.method != "POST":
        kept = kept_form(request)
        form = WithdrawForm(initial=kept.dict() if kept else None)
        return render(request, "resources/withdraw.html", {"form": form, "resource": resource})
    form = WithdrawForm(request.POST)
    status = 422
    if not counted(request, form, "edit"):
        status = 429
    elif form.is_valid():
        try:
            services.withdraw_resource(
                member=request.user, resource=resource, reason=form.cleaned_data["reason"]
            )
        except RuleError as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, _("Withdrawn. The page stays, with your reason."))
            return redirect(resource)
    return render(request, "resources/withdraw.html", {"form": form, "resource": resource}, status=status)


@member_required
@require_http_methods(["GET", "POST"])
def delete(request: MemberRequest, resource_id: int, slug: str) -> HttpResponse:
    """Throw a draft away, after asking."""
    resource = editable(request, resource_id)
    if not resource.is_draft:
        return redirect(resource)
    if request.method == "POST":
        try:
            count_request(request, "edit")
        except TooManyError as refusal:
            messages.error(request, str(refusal))
            return render(request, "resources/delete.html", {"resource": resource}, status=429)
        services.delete_draft(member=request.user, resource=resource)
        messages.success(request, _("The draft is gone."))
        return redirect("resources:mine")
    return render(request, "resources/delete.html", {"resource": resource})
