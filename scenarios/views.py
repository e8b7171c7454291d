from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cop.members.http import carry_out, kept_form, member_required
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
    return get_object_or_404(scenarios.for_list(), slug=slug)


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

    def count() -> HttpResponse:
        services.rate_scenario(member=request.user, scenario=scenario, **form.cleaned_data)
        messages.success(request, _("Your rating is counted. You can change it at any time."))
        return redirect(scenario.get_url(request) + "#likely")

    done, status = carry_out(request, form, "rating", count)
    if done:
        return done
    return render(request, "scenarios/rate.html", {"scenario": scenario, "form": form}, status=status)


@member_required
def discuss(request: MemberRequest, slug: str) -> HttpResponse:
    """Editors open the one discussion of a scenario."""
    scenario = find_scenario(request, slug)
    if not policies.can_open_discussion(request.user):
        raise Http404
    typed, kept = request.POST if request.method == "POST" else None, kept_form(request)
    forums = Forum.objects.visible_to(request.user)
    initial = kept.dict() if kept else {"title": scenario.title}
    form = DiscussionForm(typed, initial=initial, forums=forums)

    def open_it() -> HttpResponse:
        return redirect(services.open_discussion(editor=request.user, scenario=scenario, **form.cleaned_data))

    done, status = carry_out(request, form, "topic", open_it)
    if done:
        return done
    return render(request, "scenarios/discuss.html", {"scenario": scenario, "form": form}, status=status)
