"""An organisation's page, founding and describing it, and who belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cop.core.errors import DomainError
from cop.core.ratelimit import TooManyError, count_request
from cop.members import services
from cop.members.activity import contributions_of_organisation
from cop.members.forms.organisations import JoinForm, LogoForm, OrganisationForm
from cop.members.http import MemberRequest, carry_out, kept_form, member_required, typed_in
from cop.members.models import Membership, Organisation
from cop.members.policies import can_represent
from cop.vocabulary import nace, nuts

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

SHOWN_MOST = 200  # people, and requests to join, on the page of an organisation


@require_safe
def organisation(request: HttpRequest, organisation_id: int, slug: str) -> HttpResponse:
    """The page of an organisation; a wrong slug leads to the right one."""
    shown = get_object_or_404(Organisation.objects.visible_to(request.user), pk=organisation_id)
    if request.path != shown.get_absolute_url():
        return redirect(shown)
    form = JoinForm(kept_form(request))
    return render(request, "members/organisation.html", _page_of(request, shown, join_form=form))


def _page_of(request: HttpRequest, shown: Organisation, *, join_form: JoinForm) -> dict[str, object]:
    """What the page shows: the representatives first, and the requests that wait longest."""
    user = request.user
    rows = Membership.objects.visible_to(user).filter(organisation=shown).select_related("member")
    people = rows.filter(state=Membership.State.ACCEPTED)
    requests = rows.filter(state=Membership.State.REQUESTED).order_by("created_at", "pk")
    represents = user.is_authenticated and can_represent(user, shown)
    return {
        "organisation": shown,
        "page_address": shown.get_absolute_url(),
        "people": list(people.order_by("-is_representative", "member__sort_name", "pk")[:SHOWN_MOST]),
        "requests": list(requests[:SHOWN_MOST]) if represents else [],
        "own": rows.filter(member=user).first() if user.is_authenticated else None,
        "represents": represents,
        "join_form": join_form,
        "logo_form": LogoForm(),
        "region": nuts.region_name(shown.nuts),
        "section": nace.section_name(shown.nace),
        "activity": nace.activity_name(shown.nace),
        "contributions": contributions_of_organisation(shown, user),
    }


@require_safe
def logo(request: HttpRequest, organisation_id: int, name: str) -> FileResponse:
    """The logo as drawn by us: a PNG and nothing else. A new logo has a new address."""
    shown = get_object_or_404(Organisation.objects.visible_to(request.user), pk=organisation_id)
    if not shown.logo or not shown.logo.name.endswith(f"/{name}.png"):
        raise Http404
    try:
        picture = shown.logo.open()
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(picture, content_type="image/png")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@member_required
def found(request: MemberRequest) -> HttpResponse:
    """Put one's organisation on the platform."""
    form = OrganisationForm(typed_in(request))

    def save() -> Organisation:
        return services.found_organisation(
            founder=request.user, token=form.cleaned_data["token"], description=form.description
        )

    return _describe(request, form, save)


@member_required
def edit(request: MemberRequest, organisation_id: int) -> HttpResponse:
    """Describe one's organisation anew."""
    shown = _represented(request, organisation_id)
    form = OrganisationForm(typed_in(request), organisation=shown)

    def save() -> Organisation:
        return services.edit_organisation(
            actor=request.user, organisation=shown, description=form.description
        )

    return _describe(request, form, save, shown)


def _describe(
    request: MemberRequest,
    form: OrganisationForm,
    save: Callable[[], Organisation],
    shown: Organisation | None = None,
) -> HttpResponse:
    done, status = carry_out(request, form, "profile", lambda: redirect(save()))
    if done:
        return done
    country = form["country"].value() or request.user.country
    context = {"form": form, "organisation": shown, "regions": nuts.regions_of(country) if country else []}
    return render(request, "members/organisation_form.html", context, status=status)


@member_required
@require_POST
def change_logo(request: MemberRequest, organisation_id: int) -> HttpResponse:
    """Give the organisation a logo, or take it away."""
    shown = _represented(request, organisation_id)
    if "remove" in request.POST:
        try:
            count_request(request, "upload")
        except TooManyError as refusal:
            return _refused(request, shown, refusal)
        services.remove_logo(actor=request.user, organisation=shown)
        return redirect(shown)
    form = LogoForm(request.POST, request.FILES)
    status = 422
    if form.is_valid():
        try:
            count_request(request, "upload")
            services.set_logo(actor=request.user, organisation=shown, picture=form.cleaned_data["logo"].file)
            return redirect(shown)
        except DomainError as refusal:
            form.add_error("logo", str(refusal))
            status = 429 if isinstance(refusal, TooManyError) else 422
    context = _page_of(request, shown, join_form=JoinForm()) | {"logo_form": form}
    return render(request, "members/organisation.html", context, status=status)


@member_required
@require_POST
def join(request: MemberRequest, organisation_id: int) -> HttpResponse:
    """Ask to belong to an organisation."""
    shown = get_object_or_404(Organisation.objects.visible_to(request.user), pk=organisation_id)
    form = JoinForm(request.POST)
    status = 422
    if form.is_valid():
        try:
            count_request(request, "join")
            services.request_to_join(member=request.user, organisation=shown, note=form.cleaned_data["note"])
            messages.success(request, _("Your request is waiting for a representative."))
            return redirect(shown)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
            status = 429
    context = _page_of(request, shown, join_form=form)
    return render(request, "members/organisation.html", context, status=status)


@member_required
@require_POST
def leave(request: MemberRequest, membership_id: int) -> HttpResponse:
    """Leave an organisation, or take one's request back."""
    membership = get_object_or_404(Membership.objects.filter(member=request.user), pk=membership_id)
    shown = membership.organisation
    try:
        count_request(request, "join")
        services.leave_organisation(member=request.user, membership=membership)
    except DomainError as refusal:
        return _refused(request, shown, refusal)
    return redirect(shown)


@member_required
@require_POST
def answer(request: MemberRequest, membership_id: int, verb: str) -> HttpResponse:
    """Accept or decline a request, or let somebody speak for the organisation."""
    rows = Membership.objects.visible_to(request.user).select_related("organisation")
    membership = get_object_or_404(rows, pk=membership_id)
    if not can_represent(request.user, membership.organisation):
        raise Http404
    try:
        count_request(request, "edit")
    except TooManyError as refusal:
        return _refused(request, membership.organisation, refusal)
    ANSWERS[verb](actor=request.user, membership=membership)
    return redirect(membership.organisation)


ANSWERS: dict[str, Callable[..., Membership | None]] = {
    "accept": services.accept_request,
    "decline": services.decline_request,
    "represent": services.make_representative,
}


def _refused(request: MemberRequest, shown: Organisation, refusal: DomainError) -> HttpResponse:
    """The organisation's page with what stood in the way of an act that has no form of its own."""
    context = _page_of(request, shown, join_form=JoinForm()) | {"refusal": refusal}
    status = 429 if isinstance(refusal, TooManyError) else 422
    return render(request, "members/organisation.html", context, status=status)


def _represented(request: MemberRequest, organisation_id: int) -> Organisation:
    """The organisation, if the member may speak for it; 404 otherwise."""
    shown = get_object_or_404(Organisation.objects.visible_to(request.user), pk=organisation_id)
    if not can_represent(request.user, shown):
        raise Http404
    return shown
