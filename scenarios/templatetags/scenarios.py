"""What a scenario's page shows beside its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from scenarios import policies, services
from scenarios.blocks import Stakeholder
from scenarios.forms import RatingForm
from scenarios.models import ScenarioPage

if TYPE_CHECKING:
    from scenarios.models import Rating

register = template.Library()


@register.simple_tag(takes_context=True)
def ratings(context: dict[str, Any]) -> dict[str, Any]:
    """Ratings and discussion of the page in context: groups, mine, form, topic, what one may do."""
    page, reader = context["page"], context["request"].user
    mine = services.rating_of(reader=reader, scenario_key=page.translation_key)
    topic = services.discussion_of(reader=reader, scenario_key=page.translation_key)
    may_open = topic is None and policies.can_open_discussion(reader)
    return {
        "groups": services.distribution(page.translation_key),
        "mine": mine,
        "form": rating_form(mine),
        "topic": topic,
        "can_rate": policies.can_rate(reader),
        "can_open_discussion": may_open and not services.is_discussed(page.translation_key),
    }


@register.simple_tag(takes_context=True)
def other_scenarios(context: dict[str, Any]) -> list[ScenarioPage]:
    """Up to four other scenarios in the same language, newest first."""
    page = context["page"]
    visible = ScenarioPage.objects.visible_to(context["request"].user).for_list()
    rows = visible.filter(locale_id=page.locale_id)
    return list(rows.exclude(pk=page.pk).order_by("-first_published_at")[:4])


def rating_form(mine: Rating | None) -> RatingForm:
    """The form, set to what the member said last time."""
    if mine is None:
        return RatingForm()
    return RatingForm(initial={"likelihood": mine.likelihood, "desirability": mine.desirability})


@register.filter
def stakeholder_name(value: str) -> str:
    """The name of a kind of people in the reader's language."""
    return str(Stakeholder(value).label)
