"""The programme that pays, as every page must say (R21)."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class Funding(models.Model):
    """One funded project: its programme, reference, dates, and what the programme asks to say.

    `line` and `disclaimer` are translated by modeltranslation; reading them gives the reader's
    language. The first one by position stands in the footer of every page.
    """

    objects: ClassVar[models.Manager[Funding]] = models.Manager()

    programme = models.CharField(_("programme"), max_length=120)
    reference = models.CharField(_("reference of the agreement"), max_length=80, blank=True)
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    line = models.CharField(_("line beside the emblem"), max_length=120)
    disclaimer = models.TextField(_("disclaimer"))
    shows_emblem = models.BooleanField(_("show the emblem of the European Union"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=100)

    class Meta:
        verbose_name = _("funding")
        verbose_name_plural = _("funding")
        ordering = ("position", "pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(starts_on__lte=models.F("ends_on")),
                name="funding_in_order",
            )
        ]

    def __str__(self) -> str:
        return f"{self.programme} {self.reference}".strip()

    def clean(self) -> None:
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The end comes before the beginning.")})
