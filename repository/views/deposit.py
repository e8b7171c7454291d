"""Writing: deposit and details. Files that came stay, whatever else is wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cop.core.errors import DomainError, RuleError
from cop.core.files import ACCEPTED
from cop.core.ratelimit import TooManyError, count_request
from cop.members.http import MemberRequest, kept_form, member_required
from cop.vocabulary.licences import LICENCES, OFTEN_CHOSEN
from repository import services
from repository.forms import DepositForm, DetailsForm
from repository.models import Resource, VersionFile
from repository.policies import can_edit_resource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.forms import Form


def editable(request: MemberRequest, resource_id: int) -> Resource:
    """A resource this member may edit; 404 for any other."""
    found = get_object_or_404(Resource.objects.visible_to(request.user).for_page(), pk=resource_id)
    if not can_edit_resource(request.user, found):
        raise Http404
    return found


def counted(request: MemberRequest, form: Form, act: str) -> bool:
    """Count one act; False, with the refusal on the form, when there were too many."""
    try:
        count_request(request, act)
    except TooManyError as refusal:
        form.full_clean()
        form.add_error(None, str(refusal))
        return False
    return True


def add_files(request: MemberRequest, resource: Resource, form: Form) -> None:
    """Keep every upload that may stay; say of each other one why not."""
    for upload in request.FILES.getlist("files"):
        try:
            count_request(request, "upload")
            services.add_file(member=request.user, resource=resource, file=upload, name=upload.name or "")
        except TooManyError as refusal:
            form.add_error("files", str(refusal))
            return
        except DomainError as refusal:
            form.add_error("files", str(refusal))


def _files_of(resource: Resource | None) -> list[VersionFile]:
    version = services.open_version(resource) if resource is not None else None
    return list(version.files.select_related("file")) if version is not None else []


# --- The short form ---------------------------------------------------------------------------


@member_required
@require_http_methods(["GET", "POST"])
def deposit(request: MemberRequest) -> HttpResponse:
    """The short form: publish at once, or keep as a draft."""
    if request.method != "POST":
        initial: dict[str, Any] = {"language": request.user.name_language, "licence": Resource.Licence.BY_SA}
        kept = kept_form(request)
        if kept is not None:
            initial |= {name: kept.get(name) for name in DepositForm.base_fields if kept.get(name)}
            messages.info(request, _("What you typed is here again. Choose the files once more."))
        return _deposit_page(request, DepositForm(initial=initial))
    form = DepositForm(request.POST, request.FILES)
    if not counted(request, form, "deposit"):
        return _deposit_page(request, form, status=429)
    draft = _keep(request, form)
    if draft is not None and not draft.is_draft:
        return redirect(draft)  # the same form, sent twice
    if draft is not None and "remove" in request.POST:
        _remove(request, draft)
        return _deposit_page(request, form, draft)
    if draft is None or form.errors:
        return _short_form_again(request, form, draft)
    if "publish" in request.POST:
        return _publish_or_go_on(request, form, draft)
    messages.success(request, _("Draft kept. Nobody but you and the editors can see it."))
    return redirect("resources:edit", **draft.address)


def _keep(request: MemberRequest, form: DepositForm) -> Resource | None:
    """The draft this form belongs to, with what was typed well and the files; None without either.

    With files, it is kept even when other fields are wrong: nobody uploads twice. When every file
    was refused there is nothing to keep: what was typed stands in the form.
    """
    complete = form.is_valid()
    token = form.cleaned_data.get("token")
    was_there = token is not None and Resource.objects.filter(token=token).exists()
    if token is None or not (complete or request.FILES or was_there):
        return None
    fields = form.valid_fields()
    try:
        draft = services.deposit_resource(
            depositor=request.user, token=token, **{"type": "document", **fields}
        )
        if draft.is_draft:
            draft = services.change_resource(member=request.user, resource=draft, **fields)
    except RuleError as refusal:
        form.refuse(refusal)
        return None
    if draft.is_draft:
        add_files(request, draft, form)
    if form.errors and not was_there and draft.is_draft and not _files_of(draft):
        services.delete_draft(member=request.user, resource=draft)
        return None
    return draft


def _publish_or_go_on(request: MemberRequest, form: DepositForm, draft: Resource) -> HttpResponse:
    """Publish; go on to the details when only those are missing; else show the short form again."""
    try:
        published = services.publish_resource(member=request.user, resource=draft)
    except RuleError as refusal:
        if any(name in form.fields for name in refusal.fields if name != "files" or not _files_of(draft)):
            return _short_form_again(request, form, draft)
        messages.warning(
            request,
            ngettext(
                "Kept as a draft. One thing is missing before it can be published; it is named below.",
                "Kept as a draft. %(count)d things are missing before it can be published; they are named below.",
                len(refusal.fields),
            )
            % {"count": len(refusal.fields)},
        )
        return redirect("resources:edit", **draft.address)
    messages.success(request, _("Published. Everybody can find it in the toolbox now."))
    return redirect(published)


def _short_form_again(request: MemberRequest, form: DepositForm, draft: Resource | None) -> HttpResponse:
    """The short form with all that is wrong; to publish, also with all that is missing, here and in the details."""
    if "publish" not in request.POST:
        return _deposit_page(request, form, draft, status=422)
    files = _files_of(draft)
    described = draft or Resource(**form.valid_fields())
    gaps = services.missing_for_publishing(described, files, [])
    roles = gaps.pop("files", []) if files else []  # what a file is for is said in the details
    later = form.refuse_gaps(gaps) + roles
    return _deposit_page(request, form, draft, later=later, status=422)


def _deposit_page(
    request: MemberRequest,
    form: DepositForm,
    draft: Resource | None = None,
    *,
    later: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "later": later, "kept_files": _files_of(draft), **form_choices(form)}
    return render(request, "resources/deposit.html", context, status=status)


def form_choices(form: Form) -> dict[str, Any]:
    """What files may be, and the licences in plain words: those often chosen, and the rest."""
    value = form["licence"].value() if "licence" in form.fields else ""
    options = [
        {
            "value": code,
            "licence": licence,
            "name": Resource.Licence(code).label,
            "chosen": code == value,
        }
        for code, licence in LICENCES.items()
    ]
    others = options[OFTEN_CHOSEN:]
    return {
        "limit": settings.UPLOAD_MAX_BYTES // 1024**2,
        "limit_bytes": settings.UPLOAD_MAX_BYTES,
        "accepted": ACCEPTED,
        "licences": options[:OFTEN_CHOSEN],
        "other_licences": others,
        "other_chosen": any(option["chosen"] for option in others),
    }


# --- The details ------------------------------------------------------------------------------


@member_required
@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, resource_id: int, slug: str) -> HttpResponse:
    """Everything about a resource; of a draft also its files, and the button that publishes it."""
    resource = editable(request, resource_id)
    if resource.is_withdrawn:
        return redirect(resource)
    if request.method != "POST":
        kept = kept_form(request)
        form = DetailsForm(kept, resource=resource, member=request.user)
        return _details_page(request, form, resource)
    form = DetailsForm(request.POST, request.FILES, resource=resource, member=request.user)
    if not counted(request, form, "edit"):
        return _details_page(request, form, resource, status=429)
    resource = _change(request, form, resource)
    if "remove" in request.POST:
        _remove(request, resource)
    if resource.is_draft and "publish" in request.POST:
        return _publish(request, form, resource)
    if form.errors:
        return _details_page(request, form, resource, status=422)
    if resource.is_draft:
        messages.success(request, _("Draft kept. Nobody but you and the editors can see it."))
        return redirect("resources:edit", **resource.address)
    messages.success(request, _("The changes are published."))
    return redirect(resource)


def _change(request: MemberRequest, form: DetailsForm, resource: Resource) -> Resource:
    """Take over what was typed, all or nothing; a draft takes over what is right, and the files."""
    if resource.is_draft:
        _add_files_after_cleaning(request, form, resource)
    if not form.is_valid() and not resource.is_draft:
        return resource
    changed = _take_over(request, form, resource, form.valid_fields())
    if changed is None:
        return resource
    if changed.is_draft:
        roles = {
            int(number[1]): str(value)
            for name, value in request.POST.items()
            if (number := re.fullmatch(r"role-(\d{1,18})", name))
        }
        services.set_roles(member=request.user, resource=changed, roles=roles)
    return changed


def _take_over(
    request: MemberRequest, form: DetailsForm, resource: Resource, fields: dict[str, Any]
) -> Resource | None:
    """Write `fields`, of a draft without those that are refused; None when nothing was written."""
    try:
        return services.change_resource(member=request.user, resource=resource, **fields)
    except RuleError as refusal:
        if not set(refusal.errors) <= set(form.errors):
            form.refuse(refusal)
        rest = {name: value for name, value in fields.items() if name not in refusal.errors}
        if not resource.is_draft or len(rest) == len(fields):
            return None
        return _take_over(request, form, resource, rest)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return None


def _add_files_after_cleaning(request: MemberRequest, form: DetailsForm, resource: Resource) -> None:
    form.full_clean()
    add_files(request, resource, form)
    form.fit_fields()


def _remove(request: MemberRequest, resource: Resource) -> None:
    number = request.POST["remove"]
    for placed in _files_of(resource):
        if str(placed.pk) == number:
            services.remove_file(member=request.user, version_file=placed)


def _publish(request: MemberRequest, form: DetailsForm, resource: Resource) -> HttpResponse:
    """Publish; or show all that is wrong and all that is missing at once."""
    if form.errors:
        form.refuse_gaps(_gaps(resource, _files_of(resource)))
        return _details_page(request, form, resource, status=422)
    try:
        published = services.publish_resource(member=request.user, resource=resource)
    except RuleError as refusal:
        form.refuse(refusal)
        return _details_page(request, form, resource, status=422)
    messages.success(request, _("Published. Everybody can find it in the toolbox now."))
    return redirect(published)


def _details_page(
    request: MemberRequest, form: DetailsForm, resource: Resource, status: int = 200
) -> HttpResponse:
    files = _files_of(resource)
    form.is_valid()  # cleaned before fields are shown as needed
    form.mark_needed()
    context = {
        "form": form,
        "resource": resource,
        "kept_files": files,
        "missing": _missing(form, resource, files) if resource.is_draft else [],
        "parts": [
            (title, [form[name] for name in names if name in form.fields])
            for title, names in _parts(resource)
        ],
        "roles": VersionFile.Role.choices,
        **form_choices(form),
    }
    return render(request, "resources/edit.html", context, status=status)


def _gaps(resource: Resource, files: list[VersionFile]) -> dict[str, list[str]]:
    gestures = list(resource.gestures.values_list("text", flat=True))
    return services.missing_for_publishing(resource, files, gestures)


def _missing(form: DetailsForm, resource: Resource, files: list[VersionFile]) -> list[dict[str, str]]:
    """What stands between a draft and its publication: label and anchor of the field, and why."""
    found = []
    for name, texts in _gaps(resource, files).items():
        field = form.anchors.get(name, name)
        bound = form[field] if field in form.fields else None
        label = _("Gestures and postures") if name == "gestures" else str(bound.label) if bound else ""
        anchor = (bound.id_for_label or bound.auto_id) if bound else ""
        found += [{"label": label, "anchor": anchor, "text": text} for text in texts]
    return found


def _parts(resource: Resource) -> list[tuple[str, list[str]]]:
    """The parts of the details form that are plain rows of fields: title and names, in order."""
    return [
        (
            str(resource.get_type_display()),
            [
                "minutes", "outcome", "purpose", "micro_theme", "region", "modes", "certifies", "leads_to",
                "exchange_activity", "captions_waiver", "device_notes", "text_alternative",
                "programme", "reference", "starts_on", "ends_on", "grant", "is_eu_funded",
            ],
        ),
        (_("Where it comes from"), ["authors", "organisation", "country", "year"]),
        (_("Whom it is for"), ["eqf", "isced_f", "tags"]),
    ]  # fmt: skip
