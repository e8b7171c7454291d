"""The short form of a deposit. Files that came stay, whatever else is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cop.core.errors import DomainError, RuleError
from cop.core.files import ACCEPTED, safe_name
from cop.core.ratelimit import TooManyError, count_request
from cop.members.http import MemberRequest, kept_form, member_required
from cop.vocabulary.licences import LICENCES, OFTEN_CHOSEN
from repository import services
from repository.forms import DepositForm
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


def files_of(resource: Resource | None) -> list[VersionFile]:
    """The files of the version still being made."""
    version = services.open_version(resource) if resource is not None else None
    return list(version.files.select_related("file")) if version is not None else []


def remove(request: MemberRequest, resource: Resource, form: Form) -> None:
    """Take out the file whose button was pressed; say on the form when it has to stay."""
    number = request.POST["remove"]
    for placed in files_of(resource):
        if str(placed.pk) == number:
            try:
                services.remove_file(member=request.user, version_file=placed)
            except DomainError as refusal:
                form.add_error(None, str(refusal))


@member_required
@require_http_methods(["GET", "POST"])
def deposit(request: MemberRequest) -> HttpResponse:
    """The short form: publish at once, or keep as a draft."""
    if request.method != "POST":
        return _deposit_page(request, _new_form(request))
    form = DepositForm(request.POST, request.FILES)
    if not counted(request, form, "deposit"):
        return _deposit_page(request, form, _begun(request, form), status=429)
    if _is_another(request, form):
        form.begin_anew()
        return _deposit_page(request, form, status=422)
    draft = _keep(request, form)
    if draft is not None and not draft.is_draft:
        return redirect(draft)  # the same form, sent twice
    if draft is not None and "remove" in request.POST:
        remove(request, draft, form)
        return _deposit_page(request, form, draft)
    if draft is None or form.errors:
        return _short_form_again(request, form, draft)
    if "publish" in request.POST:
        return _publish_or_go_on(request, form, draft)
    messages.success(request, _("Draft kept. Nobody but you and the editors can see it."))
    return redirect("resources:edit", **draft.address)


def _new_form(request: MemberRequest) -> DepositForm:
    """An empty form, or what was typed before the sign-in."""
    initial: dict[str, Any] = {"language": request.user.name_language, "licence": Resource.Licence.BY_SA}
    kept = kept_form(request)
    if kept is not None:
        initial |= {name: kept.get(name) for name in DepositForm.base_fields if kept.get(name)}
        messages.info(request, _("What you typed is here again. Choose the files once more."))
    return DepositForm(initial=initial)


def _made_before(request: MemberRequest, form: DepositForm) -> Resource | None:
    """What this form, sent before, has made."""
    token = form.cleaned_data.get("token")
    own = Resource.objects.visible_to(request.user).filter(depositor=request.user)
    return own.filter(token=token).first() if token else None


def _begun(request: MemberRequest, form: DepositForm) -> Resource | None:
    """The draft that this form goes on with."""
    made = _made_before(request, form)
    return made if made is not None and made.is_draft else None


def _is_another(request: MemberRequest, form: DepositForm) -> bool:
    """Whether a form that was sent, and left, came back with something else in it; then it says so.

    One that was shown again with errors knows the revision of its draft, and goes on with it.
    """
    form.is_valid()
    made = _made_before(request, form)
    if made is None or (made.is_draft and form.cleaned_data["revision"] == made.revision):
        return False
    names = {safe_name(upload.name or "") for upload in request.FILES.getlist("files")}
    stored = VersionFile.objects.filter(version__resource=made).values_list("name", flat=True)
    if services.is_said_already(made, form.said()) and (made.is_draft or names <= set(stored)):
        return False
    form.add_error(
        None,
        _(
            "This form was sent before: “%(title)s” is among your resources and stays as it is. What you "
            "typed now is kept below. Send it once more, with its files chosen again, to make another resource."
        )
        % {"title": made},
    )
    return True


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
        if draft.is_draft and form.cleaned_data["revision"] == draft.revision:
            draft = services.change_resource(
                member=request.user, resource=draft, revision=draft.revision, **fields
            )
    except RuleError as refusal:
        form.refuse(refusal)
        return None
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return None
    if draft.is_draft:
        form.go_on_from(draft.revision)
        add_files(request, draft, form)
    if form.errors and not was_there and draft.is_draft and not files_of(draft):
        services.delete_draft(member=request.user, resource=draft)
        return None
    return draft


def _publish_or_go_on(request: MemberRequest, form: DepositForm, draft: Resource) -> HttpResponse:
    """Publish; go on to the details when only those are missing; else show the short form again."""
    try:
        published = services.publish_resource(member=request.user, resource=draft)
    except RuleError as refusal:
        if any(name in form.fields for name in refusal.fields if name != "files" or not files_of(draft)):
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
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return _deposit_page(request, form, draft, status=422)
    messages.success(request, _("Published. Everybody can find it in the toolbox now."))
    return redirect(published)


def _short_form_again(request: MemberRequest, form: DepositForm, draft: Resource | None) -> HttpResponse:
    """The short form with all that is wrong; to publish, also with all that is missing, here and in the details."""
    if "publish" not in request.POST:
        return _deposit_page(request, form, draft, status=422)
    files = files_of(draft)
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
    context = {"form": form, "later": later, "kept_files": files_of(draft), **form_choices(form)}
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
