"""A practice as a browser sends it, for the tests of its form."""

from uuid import uuid4

from django.urls import reverse

PROPOSE = reverse("practices:propose")


def typed(**changes):
    """A whole practice as a browser sends it; None takes a field away."""
    fields = {
        "token": str(uuid4()),
        "title": "Moisture logs",
        "summary": "Apprentices decide.",
        "context": "Nobody measured.",
        "what_was_done": "Every rack got a log.",
        "conclusion": "Fewer boards lost.",
        "conclusion_on": "efficiency",
        "language": "en",
        "country": "IT",
        "organisation": "",
        "tags": "wood, log",
        "indicator-1-name": "Boards rejected",
        "indicator-1-unit": "%",
        "indicator-1-better": "lower",
        "indicator-1-baseline": "14.2",
        "indicator-1-follow_up": "6.1",
        "indicator-1-sample_size": "1,920",
        "indicator-1-measured_on": "2025-08-31",
        "indicator-1-method": "Counted",
        "element-1-kind": "tool",
        "element-1-name": "The log",
        "element-1-conditions": "A pencil",
    } | {name.replace("__", "-"): value for name, value in changes.items()}
    return {name: value for name, value in fields.items() if value is not None}
