"""What others ask this app."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.dispatch import receiver
from django.utils.translation import gettext as _

from forums.signals import topic_outcomes
from scenarios import services

if TYPE_CHECKING:
    from forums.models import Topic


@receiver(topic_outcomes)
def scenario_of_topic(topic: Topic, **_kwargs: Any) -> list[dict[str, str]]:
    """The scenario a topic was opened to discuss; everybody may read it."""
    scenario = services.scenario_of(topic)
    return [{"section": "communication", "kind": _("Scenario"), "note": "", **scenario}] if scenario else []
