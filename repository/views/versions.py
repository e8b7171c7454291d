"""What comes after publishing: a new version, the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cop.core.errors import DomainError, RuleError
from cop.core.ratelimit import TooManyError, count_request
from cop.members.http import MemberRequest, kept_form, member_required
from repository import services
from repository.forms import VersionForm, WithdrawForm
from repository.models import VersionFile
from repository.policies import can_withdraw
from repository.services.type_fields import OF_FILES
from repository.views.deposit import add_files, counted, editable, form_choices

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpResponse, QueryDict

    from repository.models import Resource, ResourceVersion


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
        return _version_page(request, form, resource, said=kept)
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
    form.full_clean()
    try:
        return _carry_out(request, form, resource)
    except RuleError as refusal:
        for name, texts in refusal.errors.items():
            field = "files" if name in OF_FILES else name
            errors = [ValidationError(str(text), code=name) for text in texts]
            form.add_error(field if field in form.fields else None, errors)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
    return False


def _carry_out(request: MemberRequest, form: VersionForm, resource: Resource) -> bool:
    token = form.cleaned_data.get("token")
    version = services.start_version(member=request.user, resource=resource, token=token)
    if version.published_at is not None:
        return True  # the same form, sent twice
    _take_along(request, resource, version)
    add_files(request, resource, form)
    came = [placed for placed in version.files.all() if placed.name not in request.POST.getlist("listed")]
    if services.is_manual_doubtful(came):
        form.add_error("files", _("Several files could be the manual. Say what each file is, then publish."))
    if form.errors:
        return False
    said = {name: form.cleaned_data[name] for name in ("note", *services.TERMS)}
    services.publish_version(member=request.user, resource=resource, token=token, **said)
    messages.success(request, _("The new version is published; the old ones stay on the page."))
    return True


def _take_along(request: MemberRequest, resource: Resource, version: ResourceVersion) -> None:
    """Take out of the open version what was listed and not kept; the rest is what the form says it is."""
    left_out = _left_out(request.POST)
    roles = {}
    for placed in version.files.all():
        if placed.name in left_out:
            services.remove_file(member=request.user, version_file=placed)
        elif role := request.POST.get(f"role-{placed.name}"):
            roles[placed.pk] = role
    services.set_roles(member=request.user, resource=resource, roles=roles)


def _left_out(said: QueryDict) -> set[str]:
    """Names of the files that were listed and not kept."""
    return set(said.getlist("listed")) - set(said.getlist("keep"))


def _offered(files: Iterable[VersionFile], said: QueryDict) -> list[dict[str, Any]]:
    """The files to take along, ticked and named as the form said, which may not have been carried out."""
    left_out = _left_out(said)
    rows = []
    for placed in files:
        role = said.get(f"role-{placed.name}", placed.role)
        fits = services.fits_role(placed.file.media_type, role)
        rows.append(
            {
                "placed": placed,
                "keep": placed.name not in left_out,
                "role": role if fits else placed.role,
            }
        )
    return rows


def _version_page(
    request: MemberRequest,
    form: VersionForm,
    resource: Resource,
    *,
    said: QueryDict | None = None,
    status: int = 200,
) -> HttpResponse:
    """The form again; `said` is what was typed before a sign-in, if not in this request."""
    version = services.open_version(resource)
    last = version or resource.versions.order_by("-number").first()
    files = last.files.select_related("file") if last else []
    context = {
        "form": form,
        "resource": resource,
        "begun": version,
        "number": last.number + (0 if version else 1) if last else 1,
        "offered": _offered(files, said or request.POST),
        "roles": VersionFile.Role.choices,
        "lacks_words": any(form.has_error("files", name) for name in OF_FILES),
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
