from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cop.core.paging import page_newest_first
from cop.members.models import Member
from cop.vocabulary.models import Theme
from forums.models import Topic
from scenarios.blocks import ConsequenceBlock, DriverBlock, NarrativeBlock, SourceBlock
from scenarios.querysets import RatingQuerySet, ScenarioQuerySet

if TYPE_CHECKING:
    from django.http import HttpRequest


class ScenarioIndexPage(Page):
    """All scenarios of one language; its slug is `scenarios` in every language."""

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["scenarios.ScenarioPage"]
    allowed_http_methods = ["GET", "HEAD", "OPTIONS"]
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]
    template = "scenarios/index.html"

    class Meta:
        verbose_name = _("list of scenarios")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        scenarios = ScenarioPage.objects.visible_to(request.user).child_of(self).for_list()
        context["scenarios"] = page_newest_first(
            scenarios, request.GET.get("after"), by="first_published_at", size=20
        )
        return context


class ScenarioPage(Page):
    """A plausible picture of how VET may look in a given year, depending on today's decisions.

    Ratings and the discussion belong to the scenario in all its languages: they hang on
    `translation_key`, not on one page.
    """

    horizon = models.PositiveSmallIntegerField(
        _("year it is set in"), validators=[MinValueValidator(2025), MaxValueValidator(2100)]
    )
    lede = models.CharField(_("in one sentence"), max_length=300)
    author = models.ForeignKey(
        Member, models.SET_NULL, null=True, blank=True, related_name="scenarios", verbose_name=_("author")
    )
    themes = ParentalManyToManyField(Theme, blank=True, verbose_name=_("themes"), related_name="scenarios")
    narrative = StreamField(NarrativeBlock(), verbose_name=_("the story"))
    drivers = StreamField([("driver", DriverBlock())], verbose_name=_("drivers"), blank=True)
    decisions = StreamField(
        [("decision", blocks.CharBlock(max_length=300, label=_("decision")))],
        verbose_name=_("decisions it depends on"), blank=True,
    )  # fmt: skip
    consequences = StreamField(
        [("consequence", ConsequenceBlock())], verbose_name=_("consequences"), blank=True
    )
    signposts = StreamField(
        [("signpost", blocks.CharBlock(max_length=300, label=_("signpost")))],
        verbose_name=_("signposts"),
        blank=True,
    )
    sources = StreamField([("source", SourceBlock())], verbose_name=_("sources"), blank=True)

    objects = PageManager.from_queryset(ScenarioQuerySet)()

    content_panels = [
        *Page.content_panels,
        FieldPanel("lede"),
        FieldPanel("horizon"),
        FieldPanel("author"),
        FieldPanel("themes"),
        FieldPanel("narrative"),
        FieldPanel("drivers"),
        FieldPanel("decisions"),
        FieldPanel("consequences"),
        FieldPanel("signposts"),
        FieldPanel("sources"),
    ]
    parent_page_types = ["scenarios.ScenarioIndexPage"]
    subpage_types: list[str] = []
    allowed_http_methods = ["GET", "HEAD", "OPTIONS"]
    search_fields = [*Page.search_fields, index.SearchField("lede"), index.SearchField("narrative")]
    override_translatable_fields = [
        SynchronizedField("slug", overridable=False), SynchronizedField("horizon"), TranslatableField("lede"),
    ]  # fmt: skip
    template = "scenarios/scenario.html"

    class Meta:
        verbose_name = _("scenario")
        verbose_name_plural = _("scenarios")

    @property
    def text_language(self) -> str:
        """The language (BCP 47) its text is in: an alias repeats a page of another one."""
        written = self.alias_of or self
        return written.locale.language_code

    @cached_property
    def reading_minutes(self) -> int:
        """How long the story takes to read, at 200 words a minute; at least 1."""
        words = sum(
            len(str(block.value).split()) for block in self.narrative if block.block_type != "picture"
        )
        return max(1, round(words / 200))


class Rating(models.Model):
    """What one member thinks of one scenario: how likely (1-5), how desirable (1-5).

    `group` is the kind of person they were when they rated; only counts per group are shown.
    """

    class Group(models.TextChoices):
        PROVIDERS = "providers", _("Trainers and VET providers")
        COMPANIES = "companies", _("Companies")
        ASSOCIATIONS = "associations", _("Associations and networks")
        AUTHORITIES = "authorities", _("Policy makers")
        OTHERS = "others", _("Others")

    scenario_key = models.UUIDField(_("scenario"))  # the pages' translation_key
    member = models.ForeignKey(Member, models.CASCADE, related_name="scenario_ratings")
    group = models.CharField(max_length=16, choices=Group)
    likelihood = models.PositiveSmallIntegerField(_("likelihood"))
    desirability = models.PositiveSmallIntegerField(_("desirability"))
    rated_at = models.DateTimeField(default=timezone.now)

    objects = RatingQuerySet.as_manager()

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        constraints = [
            models.UniqueConstraint(fields=["scenario_key", "member"], name="rating_once"),
            models.CheckConstraint(condition=models.Q(likelihood__range=(1, 5)), name="likelihood_1_to_5"),
            models.CheckConstraint(
                condition=models.Q(desirability__range=(1, 5)), name="desirability_1_to_5"
            ),
        ]
        indexes = [models.Index(fields=["scenario_key", "group"], name="rating_counts")]

    def __str__(self) -> str:
        return f"{self.scenario_key}: {self.likelihood}, {self.desirability}"


class Discussion(models.Model):
    """The one topic where a scenario is talked about, for all its languages."""

    scenario_key = models.UUIDField(_("scenario"), unique=True)
    topic = models.OneToOneField(
        Topic, models.CASCADE, related_name="scenario_discussion", verbose_name=_("topic")
    )

    class Meta:
        verbose_name = _("discussion of a scenario")
        verbose_name_plural = _("discussions of scenarios")

    def __str__(self) -> str:
        return f"{self.scenario_key}: {self.topic_id}"
