from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cop.core.errors import DomainError
from cop.core.ratelimit import TooManyError, count_request
from cop.members.http import kept_form, member_required
from forums.models import Forum
from scenarios import policies, services
from scenarios.forms import DiscussionForm, RatingForm
from scenarios.models import ScenarioPage

if TYPE_CHECKING:
    from cop.members.http import MemberRequest


def find_scenario(request: MemberRequest, slug: str) -> ScenarioPage:
    """The scenario with `slug` in the reader's language, or 404."""
    code = (get_language() or "en").split("-")[0]
    scenarios = ScenarioPage.objects.visible_to(request.user).in_locale(code)
    return get_object_or_404(scenarios.select_related("locale"), slug=slug)


@member_required
def rate(request: MemberRequest, slug: str) -> HttpResponse:
    """Take a rating; an answer that is not 1 to 5 comes back with its error beside it."""
    scenario = find_scenario(request, slug)
    if request.method != "POST":
        if kept := kept_form(request):
            form = RatingForm(initial=kept.dict())
            return render(request, "scenarios/rate.html", {"scenario": scenario, "form": form})
        return redirect(scenario.get_url(request) + "#rate")
    form = RatingForm(request.POST)
    status = 422
    if form.is_valid():
        try:
            count_request(request, "rating")
            services.rate_scenario(member=request.user, scenario=scenario, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
            status = 429 if isinstance(refusal, TooManyError) else 422
        else:
            messages.success(request, _("Your rating is counted. You can change it at any time."))
            return redirect(scenario.get_url(request) + "#likely")
    return render(request, "scenarios/rate.html", {"scenario": scenario, "form": form}, status=status)


@member_required
def discuss(request: MemberRequest, slug: str) -> HttpResponse:
    """Editors open the one discussion of a scenario."""
    scenario = find_scenario(request, slug)
    if not policies.can_open_discussion(request.user):
        raise Http404
    typed, kept = request.POST if request.method == "POST" else None, kept_form(request)
    forums = Forum.objects.visible_to(request.user)
    form = DiscussionForm(typed, initial=kept.dict() if kept else None, forums=forums)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                count_request(request, "topic")
                topic = services.open_discussion(editor=request.user, scenario=scenario, **form.cleaned_data)
            except DomainError as refusal:
                form.add_error(None, str(refusal))
                status = 429 if isinstance(refusal, TooManyError) else 422
            else:
                return redirect(topic)
    return render(request, "scenarios/discuss.html", {"scenario": scenario, "form": form}, status=status)
