"""The directory: members and organisations, filtered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from cop.core.paging import page_in_order
from cop.members.forms.directory import MemberFilterForm, OrganisationFilterForm
from cop.members.models import Member, Organisation

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def members(request: HttpRequest) -> HttpResponse:
    """Members whose page the reader may open, by name."""
    form = MemberFilterForm(request.GET)
    found = Member.objects.visible_to(request.user).matching(**form.chosen).for_list()
    page = page_in_order(found, request.GET.get("after"), by="sort_name")
    return render(request, "members/directory.html", {"form": form, "page": page})


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """Organisations, by name."""
    form = OrganisationFilterForm(request.GET)
    found = Organisation.objects.visible_to(request.user).matching(**form.chosen)
    page = page_in_order(found, request.GET.get("after"), by="sort_name")
    return render(request, "members/organisations.html", {"form": form, "page": page})
