"""Everything about a resource, after the short form. Files that came stay, whatever else is wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cop.core.errors import DomainError, RuleError
from cop.members.http import MemberRequest, kept_form, member_required
from repository import services
from repository.forms import DetailsForm
from repository.models import Resource, VersionFile
from repository.views.deposit import add_files, counted, editable, files_of, form_choices, remove

if TYPE_CHECKING:
    from django.http import HttpResponse


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
        remove(request, resource, form)
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
    form.go_on_from(changed.revision)
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
    revision = form.cleaned_data["revision"]
    try:
        return services.change_resource(member=request.user, resource=resource, revision=revision, **fields)
    except RuleError as refusal:
        if not set(refusal.errors) <= set(form.errors):
            form.refuse(refusal)
        rest = {name: value for name, value in fields.items() if name not in refusal.errors}
        if not resource.is_draft or len(rest) == len(fields):
            return None
        return _take_over(request, form, resource, rest)
    except services.ResourceChangedError as refusal:
        form.add_error(None, str(refusal))
        form.go_on_from(Resource.objects.only("revision").get(pk=resource.pk).revision)
        return None
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return None


def _add_files_after_cleaning(request: MemberRequest, form: DetailsForm, resource: Resource) -> None:
    form.full_clean()
    add_files(request, resource, form)
    form.fit_fields()


def _publish(request: MemberRequest, form: DetailsForm, resource: Resource) -> HttpResponse:
    """Publish; or show all that is wrong and all that is missing at once."""
    if form.errors:
        form.refuse_gaps(_gaps(resource, files_of(resource)))
        return _details_page(request, form, resource, status=422)
    try:
        published = services.publish_resource(member=request.user, resource=resource)
    except RuleError as refusal:
        form.refuse(refusal)
        return _details_page(request, form, resource, status=422)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return _details_page(request, form, resource, status=422)
    messages.success(request, _("Published. Everybody can find it in the toolbox now."))
    return redirect(published)


def _details_page(
    request: MemberRequest, form: DetailsForm, resource: Resource, status: int = 200
) -> HttpResponse:
    files = files_of(resource)
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
