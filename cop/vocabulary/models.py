from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Theme(models.Model):
    """A curated subject; editors maintain the list and its translations.

    `key` is stable and English (in URLs and search: `theme:green-skills`); `name` and `about`
    are translated by modeltranslation, so reading them gives the reader's language.
    """

    objects: ClassVar[models.Manager[Theme]] = models.Manager()

    key = models.SlugField(_("key"), unique=True)
    name = models.CharField(pgettext_lazy("of a theme or forum", "name"), max_length=80)
    about = models.CharField(_("what it is about"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=100)

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ("position", "key")

    def __str__(self) -> str:
        return str(self.name)
