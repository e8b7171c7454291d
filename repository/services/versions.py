"""Versions and their files: what is published stays as it is, a new version stands beside it.

Whatever changes the open version locks its resource first, as publishing does: what the rules were
asked about is what is published.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cop.core.errors import DomainError, RuleError
from cop.core.files import FileRefusedError, safe_name
from cop.core.policies import require
from repository.models import Resource, ResourceVersion, StoredFile, VersionFile
from repository.policies import can_edit_resource
from repository.services.contents import store_file
from repository.services.rules import fits_role, missing_for_publishing
from repository.signals import resource_changed

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterable, Mapping

    from cop.members.models import Member

TERMS = ("link", "licence")  # of the resource; each published version keeps its own
FILES_MOST = 20  # in one version
_DOCUMENTS = ("pdf", "docx", "odt", "epub", "pptx", "odp", "md", "txt")


class VersionFixedError(DomainError):
    message = gettext_lazy("This version is published and stays as it is. Make a new version instead.")


def open_version(resource: Resource) -> ResourceVersion | None:
    """The version still being made; None when all are published. One query."""
    return resource.versions.filter(published_at__isnull=True).first()


@transaction.atomic
def start_version(*, member: Member, resource: Resource, token: uuid.UUID | None = None) -> ResourceVersion:
    """The next version of a published resource, with the files of the last one; or the open one.

    When `token` was used already (a form sent twice): the version published with it. Raises
    PermissionDenied.
    """
    resource = Resource.objects.select_for_update().get(pk=resource.pk)
    require(can_edit_resource(member, resource) and resource.is_published)
    if token is not None and (sent := resource.versions.filter(token=token).first()) is not None:
        return sent
    if (begun := open_version(resource)) is not None:
        return begun
    last = resource.versions.order_by("-number").first()
    version = ResourceVersion.objects.create(
        resource=resource, number=last.number + 1 if last else 1, author=member
    )
    if last is not None:
        VersionFile.objects.bulk_create(
            VersionFile(version=version, file_id=kept.file_id, name=kept.name, role=kept.role)
            for kept in last.files.all()
        )
    return version


def add_file(*, member: Member, resource: Resource, file: IO[bytes] | Any, name: str) -> VersionFile:
    """Put a file into the open version; one of the same name is replaced there.

    Its role is guessed from its type and can be changed. Raises PermissionDenied,
    FileRefusedError, VersionFixedError when no version is open.
    """
    require(can_edit_resource(member, resource))
    _version_with_room(resource, safe_name(name))  # before anything is read or stored
    stored, safe = store_file(file, name)
    with transaction.atomic():
        resource = Resource.objects.select_for_update().get(pk=resource.pk)
        version = _version_with_room(resource, safe)
        placed, _created = VersionFile.objects.update_or_create(
            version=version,
            name=safe,
            defaults={"file": stored},
            create_defaults={"file": stored, "role": _guess_role(resource, version, stored, safe)},
        )
    return placed


def _version_with_room(resource: Resource, name: str) -> ResourceVersion:
    """The open version, where a file of that name still fits; VersionFixedError, FileRefusedError."""
    version = open_version(resource)
    if version is None:
        raise VersionFixedError
    if version.files.exclude(name=name).count() >= FILES_MOST:
        raise FileRefusedError(
            _("A version holds up to %(count)d files. Put the others into one ZIP file.")
            % {"count": FILES_MOST}
        )
    return version


def _guess_role(resource: Resource, version: ResourceVersion, stored: StoredFile, name: str) -> str:
    extension = name.rpartition(".")[2]
    taken = set(version.files.values_list("role", flat=True))
    if extension in ("vtt", "srt"):
        return VersionFile.Role.CAPTIONS
    if (
        resource.type in (Resource.Type.IMMERSIVE, Resource.Type.VIDEO)
        and stored.media_type.startswith("image/")
        and VersionFile.Role.POSTER not in taken
    ):
        return VersionFile.Role.POSTER
    if (
        resource.type == Resource.Type.TRAINER_PACKAGE
        and extension in _DOCUMENTS
        and VersionFile.Role.MANUAL not in taken
    ):
        return VersionFile.Role.MANUAL
    return VersionFile.Role.MAIN


def is_manual_doubtful(came: Iterable[VersionFile]) -> bool:
    """True when one of the files that came was taken for the manual and another could be it as well."""
    could_be = [placed for placed in came if placed.extension.lower() in _DOCUMENTS]
    return len(could_be) > 1 and any(placed.role == VersionFile.Role.MANUAL for placed in could_be)


@transaction.atomic
def remove_file(*, member: Member, version_file: VersionFile) -> None:
    """Take a file out of the open version.

    Raises PermissionDenied, VersionFixedError also when the version is gone.
    """
    of_version = ResourceVersion.objects.filter(pk=version_file.version_id).values("resource")
    resource = Resource.objects.select_for_update().filter(pk__in=of_version).first()
    if resource is None:
        raise VersionFixedError
    require(can_edit_resource(member, resource))
    version = open_version(resource)
    if version is None or version.pk != version_file.version_id:
        raise VersionFixedError
    version_file.delete()


@transaction.atomic
def set_roles(*, member: Member, resource: Resource, roles: Mapping[int, str]) -> None:
    """Say which file of the open version is what: id of the version's file to role.

    Ids that are not in the open version are passed over, and so is a role that the file's type
    cannot have. Raises PermissionDenied.
    """
    resource = Resource.objects.select_for_update().get(pk=resource.pk)
    require(can_edit_resource(member, resource))
    version = open_version(resource)
    if version is None:
        return
    for placed in version.files.filter(pk__in=roles).select_related("file"):
        role = roles[placed.pk]
        known = role in VersionFile.Role.values and fits_role(placed.file.media_type, role)
        if known and role != placed.role:
            VersionFile.objects.filter(pk=placed.pk).update(role=role)


@transaction.atomic
def publish_version(
    *,
    member: Member,
    resource: Resource,
    note: str,
    link: str | None = None,
    licence: str | None = None,
    token: uuid.UUID | None = None,
) -> ResourceVersion:
    """Fix the open version of a published resource and show it first.

    The resource takes over `link` and `licence`; None leaves them as they are. `token` makes a form
    that is sent twice lead to the same version. Raises PermissionDenied and RuleError (fields "note",
    "files", "link", "licence" and those of the rules).
    """
    resource = Resource.objects.select_for_update().get(pk=resource.pk)
    require(can_edit_resource(member, resource) and resource.is_published)
    if token is not None and (sent := resource.versions.filter(token=token).first()) is not None:
        return sent
    version = open_version(resource)
    if version is None:
        raise VersionFixedError
    _take_terms(resource, link=link, licence=licence)
    files = list(version.files.select_related("file"))
    errors = missing_for_publishing(resource, files, [gesture.text for gesture in resource.gestures.all()])
    if not note.strip():
        errors = {"note": [_("Say what changed since the last version.")], **errors}
    if errors:
        raise RuleError(errors)
    now = timezone.now()
    version.note, version.token, version.author, version.published_at = note.strip()[:500], token, member, now
    version.link, version.licence = resource.link, resource.licence
    version.save(update_fields=["note", "token", "author", "published_at", *TERMS])
    resource.format, resource.updated_at = format_of(files), now
    resource.save(update_fields=["format", "updated_at", *TERMS])
    resource_changed.send(sender=Resource, resource_id=resource.pk)
    return version


def _take_terms(resource: Resource, *, link: str | None, licence: str | None) -> None:
    """Set what is given; RuleError when it is no address or not on the list of licences."""
    resource.link = resource.link if link is None else link.strip()
    resource.licence = resource.licence if licence is None else licence.strip()
    try:
        resource.clean_fields(exclude={field.name for field in Resource._meta.fields} - set(TERMS))
    except ValidationError as refusal:
        raise RuleError(refusal.message_dict) from refusal


@transaction.atomic
def discard_version(*, member: Member, resource: Resource) -> None:
    """Give up the open version of a published resource. Raises PermissionDenied."""
    resource = Resource.objects.select_for_update().get(pk=resource.pk)
    require(can_edit_resource(member, resource) and resource.is_published)
    resource.versions.filter(published_at__isnull=True).delete()


def format_of(files: list[VersionFile]) -> str:
    """What a list shows as its form: the extension of the main file, "LINK" without files."""
    main = [file for file in files if file.role in (VersionFile.Role.MAIN, VersionFile.Role.MANUAL)] or files
    return main[0].extension[:8] if main else "LINK"
