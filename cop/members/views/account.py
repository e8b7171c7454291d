"""The welcome after signing up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.totp.views import activate_totp
from csp.decorators import csp_update
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from cop.members import services
from cop.members.forms.profile import WelcomeForm
from cop.members.http import MemberRequest, carry_out, member_required, typed_in
from cop.members.models import Organisation

if TYPE_CHECKING:
    from django.http import HttpResponse

NAMES_OFFERED = 300  # suggestions for "where you work"; any other name can be typed

# The QR code is a `data:` picture: this page alone may show one.
activate_app = csp_update({"img-src": ["data:"]})(activate_totp)


@member_required
def welcome(request: MemberRequest) -> HttpResponse:
    """What a new member speaks and knows; every field but the language may stay empty.

    `?next=` is where they came from before they joined; without it the second factor comes next.
    """
    member = request.user
    came_from = request.POST.get("next") or request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(came_from, allowed_hosts=None):
        came_from = ""
    form = WelcomeForm(typed_in(request), member=member)

    def say() -> HttpResponse:
        _introduce(request, form)
        return redirect(came_from or "mfa_index")

    done, status = carry_out(request, form, "profile", say)
    if done:
        return done
    names = Organisation.objects.order_by("sort_name").values_list("name", flat=True)[:NAMES_OFFERED]
    context = {"form": form, "organisation_names": names, "came_from": came_from}
    return render(request, "members/welcome.html", context, status=status)


def _introduce(request: MemberRequest, form: WelcomeForm) -> None:
    said = form.cleaned_data
    member = services.introduce(
        member=request.user,
        reads=said["reads"],
        writes=said["writes"],
        country=said["country"],
        themes=said["themes"],
        is_public=said["is_public"],
    )
    if said["organisation"] is not None:
        services.request_to_join(member=member, organisation=said["organisation"], note="")
