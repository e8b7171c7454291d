"""The versions of a resource and their files."""

from __future__ import annotations

import re

from django.core.files.storage import storages
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cop.core.languages import is_language
from cop.members.models import Member
from cop.vocabulary import licences
from repository.models.resources import Resource
from repository.querysets.resources import ResourceVersionQuerySet, VersionFileQuerySet


class StoredFile(models.Model):
    """A content, stored once under its SHA-256; names and roles are on VersionFile.

    `created_at` is when it was last sent: in no use, it is pruned a day after that.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    size_bytes = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=120)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.sha256[:12]

    @property
    def path(self) -> str:
        """Where it lies in the storage "files"."""
        return f"{self.sha256[:2]}/{self.sha256[2:4]}/{self.sha256}"

    def open(self):
        """The content as a binary file."""
        return storages["files"].open(self.path, "rb")


class ResourceVersion(models.Model):
    """One version of a resource, numbered without gaps; fixed once it is published.

    `link` and `licence` are those the resource had then; empty until it is published.
    """

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    note = models.CharField(_("what changed"), max_length=500, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    licence = models.CharField(_("licence"), max_length=20, choices=Resource.Licence, blank=True)
    author = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    token = models.UUIDField(null=True, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = ResourceVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        constraints = [
            models.UniqueConstraint(fields=["resource", "number"], name="version_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_number_from_one"),
            models.UniqueConstraint(
                fields=["resource"], condition=Q(published_at__isnull=True), name="version_open_once"
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | ~Q(licence=""), name="version_published_licence"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource_id}, {self.number}"

    @property
    def terms(self) -> licences.Licence | None:
        """Its licence in plain words; None for the open version."""
        return licences.LICENCES.get(self.licence)


class VersionFile(models.Model):
    """A file of a version, under the name it came with (made safe)."""

    class Role(models.TextChoices):
        MAIN = "main", _("material")
        MANUAL = "manual", _("manual")
        CAPTIONS = "captions", _("captions")
        POSTER = "poster", _("poster")

    version = models.ForeignKey(ResourceVersion, models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="uses")
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.MAIN)

    objects = VersionFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["version", "name"], name="version_file_name_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def extension(self) -> str:
        """In capitals, as lists show it: "PDF"."""
        return self.name.rpartition(".")[2].upper()

    @property
    def language(self) -> str:
        """The language in a name such as `film.it.vtt`; "" when it says none."""
        found = re.search(r"\.([a-z]{2,3})\.[a-z0-9]+$", self.name)
        return found[1] if found and is_language(found[1]) else ""

    @property
    def kind(self) -> str:
        """How it is shown: "image", "pdf", "video", "model" or "" (download only)."""
        media_type = self.file.media_type
        if media_type == "video/quicktime":
            return ""  # most browsers do not play it
        if media_type.startswith(("image/", "video/")):
            return media_type.split("/")[0]
        return {"application/pdf": "pdf", "model/gltf-binary": "model"}.get(media_type, "")
