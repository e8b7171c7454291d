from __future__ import annotations

from functools import cached_property
from pathlib import PurePath

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cop.core.countries import validate_country
from cop.core.folding import FoldedField
from cop.core.languages import LanguageField, direction, interface_language
from cop.core.slugs import slug_of
from cop.members.querysets import MemberManager, MembershipQuerySet, OrganisationQuerySet
from cop.vocabulary.models import Theme

EDITOR, MODERATOR, POLICY_MAKER, ADMINISTRATOR, REPRESENTATIVE = ROLES = (
    "editor",
    "moderator",
    "policy maker",
    "administrator",
    "representative",
)
APPEARANCES = [("", _("As my device")), ("light", _("Light")), ("dark", _("Dark"))]


class Organisation(models.Model):
    """A school, company, association or authority that members belong to."""

    class Kind(models.TextChoices):
        VET_PROVIDER = "vet_provider", _("VET provider")
        COMPANY = "company", _("Company")
        ASSOCIATION = "association", _("Association")
        PUBLIC_AUTHORITY = "public_authority", _("Public authority")
        RESEARCH = "research", _("Research")
        NETWORK = "network", _("Network")

    name = models.CharField(_("name"), max_length=160)
    sort_name = FoldedField(max_length=160, source="name")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    country = models.CharField(_("country"), max_length=2, validators=[validate_country])
    city = models.CharField(_("town"), max_length=80, blank=True)
    nuts = models.CharField(_("region (NUTS)"), max_length=5, blank=True)
    nuts_edition = models.CharField(max_length=4, default="2024", editable=False)
    nace = models.CharField(_("sector (NACE)"), max_length=8, blank=True)
    nace_revision = models.CharField(max_length=4, default="2.1", editable=False)
    languages = models.JSONField(_("languages"), default=list, blank=True)  # BCP 47 tags, in order
    website = models.URLField(_("website"), blank=True)
    logo = models.ImageField(_("logo"), upload_to="logos/", blank=True)
    about = models.TextField(_("about"), blank=True)  # Markdown
    about_html = models.TextField(blank=True, editable=False)
    about_language = LanguageField(blank=True)
    token = models.UUIDField(null=True, unique=True, editable=False)  # of the form that founded it
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [models.UniqueConstraint(Lower("name"), "country", name="organisation_once")]
        indexes = [models.Index(fields=["sort_name", "id"], name="organisation_list")]

    def __str__(self) -> str:
        return self.name

    @property
    def logo_url(self) -> str:
        """Where the logo is served from; "" without one. A new logo has a new address."""
        if not self.logo.name:
            return ""
        return reverse(
            "members:logo", kwargs={"organisation_id": self.pk, "name": PurePath(self.logo.name).stem}
        )

    @property
    def name_language(self) -> str:
        """The language the name is most likely in (BCP 47)."""
        return self.languages[0] if self.languages else (self.about_language or "en")

    def get_absolute_url(self) -> str:
        return reverse(
            "members:organisation",
            kwargs={"organisation_id": self.pk, "slug": slug_of(self.name, "organisation")},
        )


class Member(AbstractBaseUser, PermissionsMixin):  # type: ignore[django-manager-missing]
    """A person with an account. The display name is theirs to choose; no real name is asked for.

    `reads` and `writes` are lists of BCP 47 tags, most preferred first. A stranger sees the page
    of a member only when `is_public`; what a member wrote in public stays readable, under the
    display name.
    """

    email = models.EmailField(_("e-mail address"), unique=True)
    display_name = models.CharField(_("display name"), max_length=60)
    sort_name = FoldedField(max_length=60, source="display_name")
    headline = models.CharField(_("a line about yourself"), max_length=160, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="members",
        verbose_name=_("organisation"),
    )
    country = models.CharField(_("country"), max_length=2, blank=True, validators=[validate_country])
    reads = models.JSONField(_("languages you read"), default=list, blank=True)
    writes = models.JSONField(_("languages you write"), default=list, blank=True)
    interface = models.CharField(_("language of the interface"), max_length=8, default="en")
    themes = models.ManyToManyField(Theme, blank=True, verbose_name=_("expertise"), related_name="members")
    is_public = models.BooleanField(_("strangers may see my page"), default=True)
    appearance = models.CharField(
        max_length=5,
        blank=True,
        choices=APPEARANCES,
    )
    is_active = models.BooleanField(_("active"), default=True)
    is_demo = models.BooleanField(default=False, editable=False)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["display_name"]
    objects = MemberManager()

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [models.UniqueConstraint(Lower("email"), name="member_email_once")]
        indexes = [models.Index(fields=["sort_name", "id"], name="member_list")]

    def __str__(self) -> str:
        return self.display_name

    def get_absolute_url(self) -> str:
        return reverse("members:member", kwargs={"member_id": self.pk})

    def get_full_name(self) -> str:
        return self.display_name

    def get_short_name(self) -> str:
        return self.display_name

    @property
    def is_staff(self) -> bool:
        return self.is_administrator

    @cached_property
    def role_names(self) -> frozenset[str]:
        """Names of this member's roles; one query, once per request."""
        return frozenset(self.groups.values_list("name", flat=True))

    @property
    def is_editor(self) -> bool:
        return self.is_superuser or bool({EDITOR, ADMINISTRATOR} & self.role_names)

    @property
    def is_moderator(self) -> bool:
        return self.is_superuser or bool({MODERATOR, ADMINISTRATOR} & self.role_names)

    @property
    def is_policy_maker(self) -> bool:
        return POLICY_MAKER in self.role_names

    @property
    def is_administrator(self) -> bool:
        return self.is_superuser or ADMINISTRATOR in self.role_names

    @property
    def language(self) -> str:
        """The interface language mails and notices to this member are written in."""
        return interface_language(self.interface)

    @property
    def name_language(self) -> str:
        """The language the display name is most likely in (BCP 47)."""
        return self.writes[0] if self.writes else self.interface

    @property
    def name_direction(self) -> str:
        return direction(self.name_language)


class Membership(models.Model):
    """A member's belonging to an organisation: asked for, then accepted by a representative."""

    class State(models.TextChoices):
        REQUESTED = "requested", _("requested")
        ACCEPTED = "accepted", _("accepted")

    member = models.ForeignKey(Member, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    state = models.CharField(max_length=10, choices=State, default=State.REQUESTED)
    is_representative = models.BooleanField(default=False)
    note = models.CharField(_("a word to the representatives"), max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["member", "organisation"], name="membership_once"),
            models.CheckConstraint(
                condition=models.Q(is_representative=False) | models.Q(state="accepted"),
                name="representative_is_accepted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} · {self.organisation}"


class AccountAct(models.Model):
    """That an administrator switched somebody's account off, or on again, and why."""

    class Act(models.TextChoices):
        OFF = "off", _("switched off")
        ON = "on", _("switched on")

    act = models.CharField(max_length=3, choices=Act)
    member = models.ForeignKey(Member, models.CASCADE, related_name="account_acts")
    administrator = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("act on an account")
        verbose_name_plural = _("acts on accounts")
        indexes = [models.Index(fields=["member", "-created_at"], name="account_act_list")]

    def __str__(self) -> str:
        return f"{self.act} {self.member_id}"
