import datetime as dt
from decimal import Decimal
from uuid import uuid4

import factory
from django.utils import timezone

from repository.models import Indicator, Practice, PracticeDecision, TransferableElement
from repository.services.practice_rules import direction_of
from tests.factories.members import MemberFactory


def indicator(**fields):
    """An unsaved indicator that got better: 14.2 % to 6.1 %, where less is better."""
    return Indicator(
        **{
            "name": "Boards rejected after delivery",
            "unit": "%",
            "baseline": Decimal("14.2"),
            "follow_up": Decimal("6.1"),
            "better": "lower",
            "sample_size": 1920,
            "method": "Counted by the companies",
            "measured_on": dt.date(2025, 8, 31),
        }
        | fields
    )


def worse(**fields):
    """An unsaved indicator that got worse: 10 minutes to 16, where less is better."""
    return indicator(
        **{"name": "Time on paper", "unit": "min", "baseline": Decimal(10), "follow_up": Decimal(16)} | fields
    )


def element(**fields):
    """An unsaved transferable element."""
    return TransferableElement(
        **{
            "kind": "tool",
            "name": "The one-line log",
            "conditions": "A place where everybody passes, and a pencil.",
        }
        | fields
    )


def texts(**fields):
    """Everything an author writes, with nothing missing."""
    return {
        "title": "Moisture logs kept by apprentices",
        "summary": "Apprentices decide, board by board.",
        "context": "Nobody measured.",
        "what_was_done": "Every rack got a log.",
        "conclusion": "The same time, fewer boards lost.",
        "conclusion_on": "efficiency",
        "language": "en",
        "country": "IT",
        "organisation": None,
        "themes": [],
        "tags": [],
    } | fields


class PracticeFactory(factory.django.DjangoModelFactory):
    """An accepted practice in English with one indicator, which got better, and one element.

    `with_indicators` and `with_elements` take unsaved rows instead.
    """

    class Meta:
        model = Practice
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Moisture logs {n}")
    summary = "Apprentices decide, board by board."
    summary_html = "<p>Apprentices decide, board by board.</p>"
    context = "Nobody measured."
    context_html = "<p>Nobody measured.</p>"
    what_was_done = "Every rack got a log."
    what_was_done_html = "<p>Every rack got a log.</p>"
    conclusion = "The same time, fewer boards lost."
    conclusion_html = "<p>The same time, fewer boards lost.</p>"
    conclusion_on = "efficiency"
    direction = "positive"
    language = "en"
    country = "IT"
    author = factory.SubFactory(MemberFactory)
    token = factory.LazyFunction(uuid4)
    status = Practice.Status.ACCEPTED
    proposed_at = factory.LazyFunction(timezone.now)
    published_at = factory.LazyAttribute(
        lambda practice: timezone.now() if practice.status == "accepted" else None
    )
    decided_at = factory.LazyAttribute(
        lambda practice: timezone.now() if practice.status in ("accepted", "returned", "withdrawn") else None
    )
    decision_reasons = factory.LazyAttribute(lambda practice: "Well measured." if practice.decided_at else "")
    decision_reasons_html = factory.LazyAttribute(
        lambda practice: f"<p>{practice.decision_reasons}</p>" if practice.decided_at else ""
    )
    decision_language = factory.LazyAttribute(lambda practice: "en" if practice.decided_at else "")

    @factory.post_generation
    def with_indicators(self, create, extracted, **kwargs):
        rows = [indicator()] if extracted is None else extracted
        for position, row in enumerate(rows, start=1):
            row.practice, row.position = self, position
            row.save()
        self.direction = direction_of(rows)
        Practice.objects.filter(pk=self.pk).update(direction=self.direction)

    @factory.post_generation
    def with_elements(self, create, extracted, **kwargs):
        for position, row in enumerate([element()] if extracted is None else extracted, start=1):
            row.practice, row.position = self, position
            row.save()

    @factory.post_generation
    def decision(self, create, extracted, **kwargs):
        if self.decided_at:
            PracticeDecision.objects.create(
                practice=self,
                verdict=self.status,
                reasons=self.decision_reasons,
                reasons_html=self.decision_reasons_html,
                language="en",
                by=self.decided_by,
                at=self.decided_at,
                revision=1,
            )


def draft(**fields):
    """A draft; it is whole unless `fields` say otherwise."""
    return PracticeFactory(**{"status": "draft", "proposed_at": None} | fields)


def proposed(**fields):
    """A practice that waits for a decision."""
    return PracticeFactory(**{"status": "proposed"} | fields)


def returned(**fields):
    """A practice an editor gave back with reasons."""
    return PracticeFactory(**{"status": "returned"} | fields)
