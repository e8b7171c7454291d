"""What members deposit: a resource and what is said about it."""

from __future__ import annotations

from typing import Any, ClassVar

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
from cop.vocabulary import licences
from cop.vocabulary.isced import field_name, validate_field
from cop.vocabulary.models import Theme
from repository.querysets.resources import ResourceQuerySet

MINUTES_LEAST, MINUTES_MOST = 90, 1440  # R1: 1 h 30 to 24 h
NUTS_EDITION = "2024"
ICONS = {
    "project": "people",
    "tool": "sheet",
    "micro_training": "training",
    "curriculum": "bullets",
    "trainer_package": "bookmark",
    "video": "video",
    "immersive": "image",
}


class TaggedResource(ItemBase):
    """A free tag of a resource."""

    objects: ClassVar[models.Manager[TaggedResource]] = models.Manager()

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="tagged_resources")
    content_object = models.ForeignKey("Resource", models.CASCADE, related_name="tagged")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tag", "content_object"], name="resource_tag_once")]


class Resource(models.Model):  # type: ignore[django-manager-missing]  # taggit has no types
    """Something a member deposited: one identifier for all its versions.

    `title`, `abstract` and the other texts are in `language`; `languages` lists those of the
    material, in the depositor's order (MaterialLanguage repeats them as rows, for the facets).
    `authors` is a list of names as they should be cited. A draft may have gaps; the services and
    the constraints below refuse them in anything published (rules R1 to R6, R15, R19 to R21).
    `title_key`, `summary`, `abstract_html` and `format` are derived; only the services write them.
    """

    class Type(models.TextChoices):
        PROJECT = "project", _("Project")
        TOOL = "tool", _("Tool")
        DOCUMENT = "document", _("Document")
        MICRO_TRAINING = "micro_training", _("Micro-training")
        CURRICULUM = "curriculum", _("Curriculum")
        TRAINER_PACKAGE = "trainer_package", _("Trainer package")
        VIDEO = "video", _("Video")
        IMMERSIVE = "immersive", _("Immersive material")

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Licence(models.TextChoices):
        """SPDX identifiers; `all-rights-reserved` is a link only, no file is stored."""

        CC0 = "CC0-1.0", "CC0 1.0"
        BY = "CC-BY-4.0", "CC BY 4.0"
        BY_SA = "CC-BY-SA-4.0", "CC BY-SA 4.0"
        BY_NC = "CC-BY-NC-4.0", "CC BY-NC 4.0"
        BY_NC_SA = "CC-BY-NC-SA-4.0", "CC BY-NC-SA 4.0"
        BY_ND = "CC-BY-ND-4.0", "CC BY-ND 4.0"
        BY_NC_ND = "CC-BY-NC-ND-4.0", "CC BY-NC-ND 4.0"
        EUPL = "EUPL-1.2", "EUPL 1.2"
        RESERVED = "all-rights-reserved", _("All rights reserved")

    class Outcome(models.TextChoices):
        GESTURE = "gesture", _("a gesture")
        ABILITY = "ability", _("an ability")
        SKILL = "skill", _("a professional skill, or a part of one")
        COMBINATION = "combination", _("a combination of these")

    class Purpose(models.TextChoices):
        PART_TIME_JOB = "part_time_job", _("a part-time job")
        ASSOCIATIVE_ACTIVITY = "associative_activity", _("an associative activity")

    class Mode(models.TextChoices):
        WORKSHOP = "workshop", _("Workshop practice")
        CLASSROOM = "classroom", _("Classroom exercise")
        E_LEARNING = "e_learning", _("E-learning")
        VIDEO = "video", _("Video demonstration")
        ON_THE_JOB = "on_the_job", _("On the job")
        PEER = "peer", _("Between learners")

    class MicroTheme(models.TextChoices):
        GREEN_JOBS = "green_jobs", _("Green jobs")
        LOCAL_SERVICES = "local_services", _("Local services")
        DIGITAL_ALONGSIDE = "digital_alongside", _("Digital alongside the job")
        TERRITORY = "territory", _("Chosen by the territory")

    class Certifies(models.TextChoices):
        FORMAL = "formal", _("formally, with a certificate")
        INFORMAL = "informal", _("informally, with a written confirmation")

    type = models.CharField(_("type"), max_length=20, choices=Type)
    title = models.CharField(_("title"), max_length=200, blank=True)
    title_key = models.CharField(max_length=250, blank=True, editable=False)
    abstract = models.TextField(_("abstract"), blank=True)  # Markdown
    abstract_html = models.TextField(blank=True, editable=False)
    summary = models.CharField(max_length=300, blank=True, editable=False)
    language = LanguageField()
    languages = models.JSONField(_("languages of the material"), default=list, blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="resources", verbose_name=_("themes"))
    tags = TaggableManager(through=TaggedResource, blank=True, verbose_name=_("tags"))
    country = models.CharField(_("country"), max_length=2, blank=True, validators=[validate_country])
    eqf = models.PositiveSmallIntegerField(_("EQF level"), default=0)  # 0: not stated
    isced_f = models.CharField(_("field of education"), max_length=4, blank=True, validators=[validate_field])
    licence = models.CharField(_("licence"), max_length=20, choices=Licence, blank=True)
    authors = models.JSONField(_("authors"), default=list, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="resources",
        verbose_name=_("organisation"),
    )
    depositor = models.ForeignKey(
        Member, models.SET_NULL, null=True, related_name="resources", verbose_name=_("depositor")
    )
    link = models.URLField(_("link"), max_length=500, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    withdrawn_reason = models.TextField(_("reason for withdrawing"), blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)
    token = models.UUIDField(null=True, unique=True, editable=False)
    revision = models.PositiveIntegerField(
        default=0, editable=False
    )  # of what is said, raised by each change
    format = models.CharField(max_length=8, blank=True, editable=False)  # "PDF", "LINK"

    # R19
    ai_used = models.BooleanField(_("part of it was made with artificial intelligence"), default=False)
    ai_tool = models.CharField(_("tool used"), max_length=120, blank=True)
    ai_reviewer = models.CharField(_("person who reviewed the result"), max_length=120, blank=True)
    ai_note = models.CharField(_("what was made and how it was checked"), max_length=400, blank=True)

    # Micro-training: R1 to R6
    minutes = models.PositiveSmallIntegerField(_("duration in minutes"), null=True, blank=True)
    outcome = models.CharField(_("what is learned"), max_length=12, choices=Outcome, blank=True)
    purpose = models.CharField(_("what it is for"), max_length=20, choices=Purpose, blank=True)
    modes = models.JSONField(_("ways of learning"), default=list, blank=True)
    micro_theme = models.CharField(
        _("theme of the micro-training"), max_length=20, choices=MicroTheme, blank=True
    )
    region = models.CharField(_("region (NUTS)"), max_length=5, blank=True)
    region_edition = models.CharField(max_length=4, default=NUTS_EDITION, editable=False)
    certifies = models.CharField(
        _("the competence is certified"), max_length=10, choices=Certifies, blank=True
    )
    leads_to = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="follows", verbose_name=_("leads on to")
    )

    # Trainer package: R15. Video and immersive material: R20
    exchange_activity = models.TextField(_("exchange activity"), blank=True)
    captions_waiver = models.TextField(_("why there are no captions"), blank=True)
    device_notes = models.TextField(_("notes on devices"), blank=True)
    text_alternative = models.TextField(_("text alternative"), blank=True)

    # Project, and whatever else the Union paid for: R21
    programme = models.CharField(_("programme"), max_length=120, blank=True)
    reference = models.CharField(_("project reference"), max_length=80, blank=True)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    grant = models.CharField(_("grant"), max_length=60, blank=True)
    is_eu_funded = models.BooleanField(_("funded by the European Union"), default=False)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        indexes = [
            models.Index(fields=["status", "-published_at", "-id"], name="resource_newest"),
            models.Index(fields=["status", "title_key", "id"], name="resource_by_title"),
            models.Index(fields=["depositor", "-updated_at", "-id"], name="resource_mine"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(eqf__lte=8), name="resource_eqf"),
            models.CheckConstraint(
                condition=Q(status="draft")
                | ~Q(title="") & ~Q(abstract="") & ~Q(licence="") & Q(published_at__isnull=False),
                name="resource_published_whole",
            ),
            models.CheckConstraint(
                condition=Q(status="draft") | ~Q(licence="all-rights-reserved") | ~Q(link=""),
                name="resource_reserved_is_linked",
            ),
            models.CheckConstraint(
                condition=~Q(status="withdrawn") | ~Q(withdrawn_reason=""), name="resource_withdrawn_reason"
            ),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__gte=MINUTES_LEAST, minutes__lte=MINUTES_MOST),
                name="resource_r1_minutes",
            ),
            models.CheckConstraint(
                condition=Q(status="draft")
                | ~Q(type="micro_training")
                | Q(minutes__isnull=False)
                & ~Q(outcome="")
                & ~Q(purpose="")
                & ~Q(micro_theme="")
                & ~Q(certifies=""),
                name="resource_r3_micro_training",
            ),
            models.CheckConstraint(
                condition=Q(status="draft") | ~Q(micro_theme="territory") | ~Q(region=""),
                name="resource_r6_region",
            ),
            models.CheckConstraint(
                condition=Q(status="draft") | ~Q(type="trainer_package") | ~Q(exchange_activity=""),
                name="resource_r15_exchange",
            ),
            models.CheckConstraint(
                condition=Q(status="draft") | Q(ai_used=False) | ~Q(ai_tool="") & ~Q(ai_reviewer=""),
                name="resource_r19_ai",
            ),
            models.CheckConstraint(
                condition=Q(status="draft")
                | ~Q(type="immersive")
                | ~Q(device_notes="") & ~Q(text_alternative=""),
                name="resource_r20_immersive",
            ),
            models.CheckConstraint(
                condition=Q(status="draft")
                | Q(is_eu_funded=False)
                | ~Q(programme="") & ~Q(reference="") & Q(starts_on__isnull=False, ends_on__isnull=False),
                name="resource_r21_funding",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=models.F("starts_on")),
                name="resource_dates",
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(_("Untitled"))

    @property
    def slug(self) -> str:
        """Whole words of the title in Latin letters; the type where it has none."""
        return slug_of(self.title, self.type.replace("_", "-"))

    @property
    def address(self) -> dict[str, Any]:
        """The arguments of this resource's URLs."""
        return {"resource_id": self.pk, "slug": self.slug}

    def get_absolute_url(self) -> str:
        return reverse("resources:resource", kwargs=self.address)

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_published(self) -> bool:
        return self.status == self.Status.PUBLISHED

    @property
    def is_withdrawn(self) -> bool:
        return self.status == self.Status.WITHDRAWN

    @property
    def is_link_only(self) -> bool:
        return self.licence == self.Licence.RESERVED

    @property
    def is_micro_training(self) -> bool:
        return self.type == self.Type.MICRO_TRAINING

    @property
    def field_name(self) -> str:
        """Its field of education in the reader's language."""
        return field_name(self.isced_f)

    @property
    def terms(self) -> licences.Licence | None:
        """Its licence in plain words; None for a draft without one."""
        return licences.LICENCES.get(self.licence)

    @property
    def icon_name(self) -> str:
        return ICONS.get(self.type, "document")

    @property
    def mode_names(self) -> list[str]:
        return [str(self.Mode(mode).label) for mode in self.modes if mode in self.Mode.values]


class MaterialLanguage(models.Model):
    """One language a resource's material is there in; written together with `Resource.languages`."""

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="material_languages")
    language = LanguageField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["language", "resource"], name="material_language_once")
        ]

    def __str__(self) -> str:
        return self.language


class Gesture(models.Model):
    """A professional gesture or posture of a micro-training; a trainer assesses it (R2)."""

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="gestures")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("gesture or posture"), max_length=300)
    criterion = models.CharField(_("how the trainer sees it is mastered"), max_length=300, blank=True)
    assessed_by = models.CharField(max_length=10, default="trainer", editable=False)

    class Meta:
        verbose_name = _("gesture")
        verbose_name_plural = _("gestures")
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["resource", "position"], name="gesture_position_once"),
            models.CheckConstraint(condition=Q(assessed_by="trainer"), name="gesture_r2_assessed_by_trainer"),
            models.CheckConstraint(condition=~Q(text=""), name="gesture_named"),
        ]

    def __str__(self) -> str:
        return self.text
