"""A member's page, their settings, their roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cop.core.errors import DomainError
from cop.core.ratelimit import count_request
from cop.members import services
from cop.members.activity import contributions_of_member
from cop.members.forms.profile import ROLE_NAMES, ProfileForm, RolesForm, SwitchOffForm
from cop.members.http import MemberRequest, carry_out, member_required, typed_in
from cop.members.models import Member
from cop.members.policies import can_give_roles, can_switch_account

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

ACTS_SHOWN = 50


@require_safe
def member(request: HttpRequest, member_id: int) -> HttpResponse:
    """The page of a member: what they speak, know and contributed."""
    shown = get_object_or_404(Member.objects.with_switched_off(request.user).for_list(), pk=member_id)
    mine = shown.pk == request.user.pk
    context = {
        "member": shown,
        "mine": mine,
        "languages": [
            {"code": code, "reads": code in shown.reads, "writes": code in shown.writes}
            for code in dict.fromkeys([*shown.reads, *shown.writes])
        ],
        "roles": [ROLE_NAMES[role] for role in ROLE_NAMES if role in shown.role_names],
        "contributions": contributions_of_member(shown, request.user),
        "may_give_roles": request.user.is_authenticated and can_give_roles(request.user, shown),
        "may_switch_account": request.user.is_authenticated and can_switch_account(request.user, shown),
    }
    return render(request, "members/member.html", context)


@member_required
def settings(request: MemberRequest) -> HttpResponse:
    """One's own profile and settings; saving shows them in the language chosen."""
    form = ProfileForm(typed_in(request), member=request.user)

    def save() -> HttpResponse:
        saved = _save_profile(request, form)
        with translation.override(saved.language):
            messages.success(request, _("Saved."))
            return redirect(reverse("members:settings"))

    done, status = carry_out(request, form, "profile", save)
    if done:
        return done
    context = {"form": form, "memberships": request.user.memberships.select_related("organisation")}
    return render(request, "members/settings.html", context, status=status)


def _save_profile(request: MemberRequest, form: ProfileForm) -> Member:
    said = form.cleaned_data
    return services.edit_profile(
        actor=request.user,
        member=request.user,
        display_name=said["display_name"],
        headline=said["headline"],
        country=said["country"],
        reads=said["reads"],
        writes=said["writes"],
        themes=said["themes"],
        is_public=said["is_public"],
        interface=said["interface"],
        appearance=said["appearance"],
    )


@member_required
def roles(request: MemberRequest, member_id: int) -> HttpResponse:
    """Which roles somebody has; administrators change them."""
    shown = get_object_or_404(Member.objects.with_switched_off(request.user), pk=member_id)
    if not can_give_roles(request.user, shown):
        raise Http404
    form = RolesForm(
        request.POST if request.method == "POST" else None, initial={"roles": list(shown.role_names)}
    )

    def give() -> HttpResponse:
        services.give_roles(actor=request.user, member=shown, roles=form.cleaned_data["roles"])
        messages.success(request, _("Saved."))
        return redirect(shown)

    done, status = carry_out(request, form, "profile", give)
    if done:
        return done
    return render(request, "members/roles.html", {"form": form, "member": shown}, status=status)


@member_required
def account(request: MemberRequest, member_id: int) -> HttpResponse:
    """Whether somebody's account is on, and what was done to it; a POST switches it off."""
    shown = _switchable(request, member_id)
    form = SwitchOffForm(typed_in(request))

    def switch_off() -> HttpResponse:
        services.deactivate_member(actor=request.user, member=shown, reason=form.cleaned_data["reason"])
        messages.success(request, _("The account is switched off."))
        return redirect("members:account", member_id)

    done, status = carry_out(request, form, "profile", switch_off)
    if done:
        return done
    acts = shown.account_acts.select_related("administrator").order_by("-created_at", "-pk")[:ACTS_SHOWN]
    context = {"form": form, "member": shown, "acts": acts}
    return render(request, "members/account.html", context, status=status)


@member_required
@require_POST
def switch_on(request: MemberRequest, member_id: int) -> HttpResponse:
    """Switch somebody's account on again."""
    shown = _switchable(request, member_id)
    try:
        count_request(request, "profile")
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        services.reactivate_member(actor=request.user, member=shown)
        messages.success(request, _("The account is switched on again."))
    return redirect("members:account", member_id)


def _switchable(request: MemberRequest, member_id: int) -> Member:
    """Somebody whose account the administrator may switch; 404 otherwise."""
    shown = get_object_or_404(Member.objects.with_switched_off(request.user), pk=member_id)
    if not can_switch_account(request.user, shown):
        raise Http404
    return shown
