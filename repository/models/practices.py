"""Good practices: what changed a piece of work, with its figures before and after."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase, Tag

from cop.core.countries import validate_country
from cop.core.languages import LanguageField
from cop.core.slugs import slug_of
from cop.members.models import Member, Organisation
from cop.vocabulary.models import Theme
from repository.models.resources import Resource
from repository.querysets.practices import (
    PracticeChangeQuerySet,
    PracticeDecisionQuerySet,
    PracticeQuerySet,
)

WHOLE = (
    ~Q(title="")
    & ~Q(summary="")
    & ~Q(context="")
    & ~Q(what_was_done="")
    & ~Q(conclusion="")
    & ~Q(conclusion_on="")
    & ~Q(direction="")
    & Q(proposed_at__isnull=False)
)


def tidy(value: Decimal) -> Decimal:
    """`value` without the zeros that only fill its places: 14.2000 becomes 14.2, 100.0000 stays 100."""
    value = Decimal(value)
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


class TaggedPractice(ItemBase):
    """A free tag of a practice."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="tagged_practices")
    content_object = models.ForeignKey("Practice", models.CASCADE, related_name="tagged")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tag", "content_object"], name="practice_tag_once")]


class Practice(models.Model):  # type: ignore[django-manager-missing]  # tags are untyped
    """An experience that changed a way of working, for the better or the worse, and was measured.

    A draft and a returned practice may have gaps; `repository.services.practice_rules` names them
    (R7 to R10), and the constraints below refuse them in anything proposed or accepted.
    `direction` is computed from the indicators (R8), never chosen; it and the `…_html` fields are
    written by the services alone. `decided_…` and `decision_…` repeat the latest PracticeDecision.
    `revision` counts the edits, so that two people do not overwrite each other.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        PROPOSED = "proposed", _("proposed")
        RETURNED = "returned", _("returned")
        ACCEPTED = "accepted", _("accepted")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Direction(models.TextChoices):
        POSITIVE = "positive", _("Better")
        MIXED = "mixed", _("Mixed")
        NEGATIVE = "negative", _("Worse")

    class ConclusionOn(models.TextChoices):
        RELEVANCE = "relevance", _("Relevance")
        EFFICIENCY = "efficiency", _("Efficiency")

    title = models.CharField(_("title"), max_length=200, blank=True)
    summary = models.TextField(_("summary"), blank=True)  # Markdown, as the three below
    summary_html = models.TextField(blank=True, editable=False)
    context = models.TextField(_("situation before"), blank=True)
    context_html = models.TextField(blank=True, editable=False)
    what_was_done = models.TextField(_("what was done"), blank=True)
    what_was_done_html = models.TextField(blank=True, editable=False)
    conclusion = models.TextField(_("conclusion"), blank=True)
    conclusion_html = models.TextField(blank=True, editable=False)
    conclusion_on = models.CharField(_("concludes on"), max_length=10, choices=ConclusionOn, blank=True)
    direction = models.CharField(_("result"), max_length=8, choices=Direction, blank=True, editable=False)
    language = LanguageField()
    author = models.ForeignKey(
        Member, models.SET_NULL, null=True, related_name="practices", verbose_name=_("author")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="practices",
        verbose_name=_("organisation"),
    )
    country = models.CharField(_("country"), max_length=2, blank=True, validators=[validate_country])
    themes = models.ManyToManyField(Theme, blank=True, related_name="practices", verbose_name=_("themes"))
    tags = TaggableManager(through=TaggedPractice, blank=True, verbose_name=_("tags"))
    from_resource = models.ForeignKey(
        Resource,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="practices",
        verbose_name=_("grown out of the resource"),
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    revision = models.PositiveIntegerField(default=1, editable=False)
    token = models.UUIDField(null=True, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)
    proposed_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    decision_reasons = models.TextField(_("reasons of the decision"), blank=True)  # Markdown
    decision_reasons_html = models.TextField(blank=True, editable=False)
    decision_language = LanguageField(blank=True, editable=False)

    objects = PracticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practices")
        indexes = [
            models.Index(fields=["status", "-published_at", "-id"], name="practice_newest"),
            models.Index(fields=["status", "proposed_at", "id"], name="practice_queue"),
            models.Index(fields=["author", "-updated_at", "-id"], name="practice_mine"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=["proposed", "accepted"]) | WHOLE, name="practice_r7_to_r10_whole"
            ),
            models.CheckConstraint(
                condition=Q(conclusion_on__in=["", "relevance", "efficiency"]), name="practice_r9_conclusion"
            ),
            models.CheckConstraint(
                condition=Q(direction__in=["", "positive", "negative", "mixed"]),
                name="practice_r8_direction",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["returned", "accepted", "withdrawn"])
                | Q(decided_at__isnull=False) & ~Q(decision_reasons=""),
                name="practice_decided_with_reasons",
            ),
            models.CheckConstraint(
                condition=~Q(status="accepted") | Q(published_at__isnull=False),
                name="practice_accepted_is_out",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["draft", "proposed", "returned"]) | Q(published_at__isnull=True),
                name="practice_undecided_is_not_out",
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(_("Untitled"))

    @property
    def slug(self) -> str:
        return slug_of(self.title, "practice")

    @property
    def address(self) -> dict[str, object]:
        """The arguments of this practice's URLs."""
        return {"practice_id": self.pk, "slug": self.slug}

    def get_absolute_url(self) -> str:
        return reverse("practices:practice", kwargs=self.address)

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_proposed(self) -> bool:
        return self.status == self.Status.PROPOSED

    @property
    def is_returned(self) -> bool:
        return self.status == self.Status.RETURNED

    @property
    def is_accepted(self) -> bool:
        return self.status == self.Status.ACCEPTED

    @property
    def is_withdrawn(self) -> bool:
        return self.status == self.Status.WITHDRAWN

    @property
    def last_verdict(self) -> str:
        """What the decision in `decision_…` was: `PracticeDecision.Verdict`; "" before the first."""
        if self.decided_at is None:
            return ""
        return self.Status.RETURNED if self.is_proposed else self.status  # proposed again, it came back once

    @property
    def is_negative(self) -> bool:
        return self.direction == self.Direction.NEGATIVE

    @property
    def is_mixed(self) -> bool:
        return self.direction == self.Direction.MIXED


class Indicator(models.Model):
    """One figure before and after. The first of a practice is its main one and counts twice (R8)."""

    class Better(models.TextChoices):
        LOWER = "lower", _("less is better")
        HIGHER = "higher", _("more is better")

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="indicators")
    position = models.PositiveSmallIntegerField()  # from 1
    name = models.CharField(_("what is measured"), max_length=200, blank=True)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    baseline = models.DecimalField(_("before"), max_digits=14, decimal_places=4, null=True, blank=True)
    follow_up = models.DecimalField(_("after"), max_digits=14, decimal_places=4, null=True, blank=True)
    better = models.CharField(_("which way"), max_length=6, choices=Better, blank=True)
    sample_size = models.PositiveIntegerField(_("sample size"), null=True, blank=True)
    method = models.CharField(_("method"), max_length=600, blank=True)
    measured_on = models.DateField(_("measured on"), null=True, blank=True)

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["practice", "position"], name="indicator_position_once"),
            models.CheckConstraint(condition=Q(position__gte=1), name="indicator_position_from_one"),
            models.CheckConstraint(
                condition=Q(sample_size__isnull=True) | Q(sample_size__gte=1), name="indicator_r8_sample"
            ),
            models.CheckConstraint(
                condition=Q(better__in=["", "lower", "higher"]), name="indicator_r8_better"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_measured(self) -> bool:
        """True when both values are there and it is said which way is better."""
        return self.baseline is not None and self.follow_up is not None and bool(self.better)

    @property
    def verdict(self) -> str:
        """ "better", "worse" or "same"; "" while it cannot be said."""
        if not self.is_measured:
            return ""
        if self.baseline == self.follow_up:
            return "same"
        fell = self.follow_up < self.baseline  # type: ignore[operator]
        return "better" if fell == (self.better == self.Better.LOWER) else "worse"

    @property
    def before(self) -> Decimal | None:
        return None if self.baseline is None else tidy(self.baseline)

    @property
    def after(self) -> Decimal | None:
        return None if self.follow_up is None else tidy(self.follow_up)

    @property
    def difference(self) -> Decimal | None:
        """How far it moved, without sign; None while a value is missing."""
        if self.baseline is None or self.follow_up is None:
            return None
        return tidy(abs(self.follow_up - self.baseline))


class TransferableElement(models.Model):
    """What others can take over, and under which conditions (R10)."""

    class Kind(models.TextChoices):
        TOOL = "tool", _("Tool")
        SCHEME = "scheme", _("Scheme")
        METHOD = "method", _("Method")
        APPROACH = "approach", _("Approach")

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="elements")
    position = models.PositiveSmallIntegerField()  # from 1
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, blank=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    conditions = models.TextField(_("conditions"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("transferable element")
        verbose_name_plural = _("transferable elements")
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["practice", "position"], name="element_position_once"),
            models.CheckConstraint(condition=Q(position__gte=1), name="element_position_from_one"),
            models.CheckConstraint(
                condition=Q(kind__in=["", "tool", "scheme", "method", "approach"]), name="element_r10_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PracticeDecision(models.Model):
    """One decision on a practice, with its reasons; decisions are kept, never changed."""

    class Verdict(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        RETURNED = "returned", _("returned")
        WITHDRAWN = "withdrawn", _("withdrawn")

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="decisions")
    verdict = models.CharField(_("decision"), max_length=10, choices=Verdict)
    reasons = models.TextField(_("reasons"))  # Markdown
    reasons_html = models.TextField(editable=False)
    language = LanguageField()
    by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField()  # of the practice it was decided on

    objects = PracticeDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        indexes = [models.Index(fields=["practice", "-at", "-id"], name="practice_decisions")]
        constraints = [models.CheckConstraint(condition=~Q(reasons=""), name="practice_decision_has_reasons")]

    def __str__(self) -> str:
        return f"{self.practice_id}, {self.verdict}"


class PracticeChange(models.Model):
    """That an editor changed a practice which was out: who and when, kept and never changed."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="changes")
    by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField()  # of the practice once changed

    objects = PracticeChangeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice", "revision"], name="practice_change_once")]

    def __str__(self) -> str:
        return f"{self.practice_id}, {self.revision}"
