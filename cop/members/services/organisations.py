"""Founding and describing organisations."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, TypedDict
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from cop.core.errors import DomainError
from cop.core.policies import require
from cop.core.richtext import render_markdown
from cop.members.models import Member, Membership, Organisation
from cop.members.policies import can_found_organisation, can_represent
from cop.members.services.roles import keep_representative_role
from cop.members.signals import member_changed, organisation_changed
from cop.vocabulary import nace, nuts

if TYPE_CHECKING:
    from typing import BinaryIO
    from uuid import UUID

LOGO_SIDE = 512  # pixels
LOGO_MAX_BYTES = 2 * 1024 * 1024
LOGO_MAX_PIXELS = 40_000_000  # a small file may unfold into a huge picture
LOGO_FORMATS = ("PNG", "JPEG", "WEBP", "GIF")


class Description(TypedDict):
    """What an organisation says about itself; languages are BCP 47 tags, `about` is Markdown."""

    name: str
    kind: str
    country: str
    city: str
    nuts: str
    nace: str
    languages: list[str]
    website: str
    about: str
    about_language: str


class NameTakenError(DomainError):
    """Another organisation of that name stands in the same country."""

    message = _("An organisation of this name is already here, in the same country. Ask to join it instead.")


class LogoError(DomainError):
    """The uploaded file cannot become a logo."""

    message = _("This file is not a picture the platform can read. Choose a PNG, JPEG, WebP or GIF file.")


@transaction.atomic
def found_organisation(*, founder: Member, token: UUID, description: Description) -> Organisation:
    """Put an organisation on the platform; its founder becomes its first representative.

    `token` comes once with each form: sending the same form again gives the same organisation.
    Raises NameTakenError.
    """
    require(can_found_organisation(founder))
    sent_before = Organisation.objects.filter(token=token, memberships__member=founder)
    if already := sent_before.first():
        return already
    try:
        organisation = _save(Organisation(token=token), description)
    except NameTakenError:
        if already := sent_before.first():  # the same form, sent twice at once
            return already
        raise
    Membership.objects.create(
        member=founder,
        organisation=organisation,
        state=Membership.State.ACCEPTED,
        is_representative=True,
    )
    Member.objects.filter(pk=founder.pk, organisation=None).update(organisation=organisation)
    keep_representative_role(founder)
    member_changed.send(sender=Member, member_id=founder.pk)
    return organisation


@transaction.atomic
def edit_organisation(*, actor: Member, organisation: Organisation, description: Description) -> Organisation:
    """Describe an organisation anew. Raises PermissionDenied, NameTakenError."""
    require(can_represent(actor, organisation))
    return _save(Organisation.objects.select_for_update().get(pk=organisation.pk), description)


@transaction.atomic
def set_logo(*, actor: Member, organisation: Organisation, picture: BinaryIO) -> Organisation:
    """Give the organisation a logo: at most 512 pixels a side, drawn anew as PNG.

    Drawing it anew leaves behind whatever else the file carried. Raises LogoError when `picture`
    is no picture, or larger than 2 MB or 40 million pixels.
    """
    require(can_represent(actor, organisation))
    drawn = draw_logo(picture)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    before = organisation.logo.name or ""
    organisation.logo.save(f"{uuid4().hex}.png", ContentFile(drawn), save=False)
    organisation.save(update_fields=["logo"])
    _forget_file(organisation, before)
    organisation_changed.send(sender=Organisation, organisation_id=organisation.pk)
    return organisation


@transaction.atomic
def remove_logo(*, actor: Member, organisation: Organisation) -> Organisation:
    """Go back to the initials."""
    require(can_represent(actor, organisation))
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    before = organisation.logo.name or ""
    organisation.logo = ""
    organisation.save(update_fields=["logo"])
    _forget_file(organisation, before)
    organisation_changed.send(sender=Organisation, organisation_id=organisation.pk)
    return organisation


def draw_logo(picture: BinaryIO) -> bytes:
    """`picture` as a PNG of at most 512 pixels a side. Raises LogoError."""
    content = picture.read(LOGO_MAX_BYTES + 1)
    if len(content) > LOGO_MAX_BYTES:
        raise LogoError(_("This picture is larger than 2 MB. Choose a smaller one."))
    try:
        with Image.open(io.BytesIO(content), formats=LOGO_FORMATS) as found:
            if found.width * found.height > LOGO_MAX_PIXELS:
                raise LogoError(_("This picture has too many pixels. Choose a smaller one."))
            logo = ImageOps.exif_transpose(found).convert("RGBA")
            logo.thumbnail((LOGO_SIDE, LOGO_SIDE))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise LogoError from error
    drawn = io.BytesIO()
    logo.save(drawn, "PNG", optimize=True)
    return drawn.getvalue()


def _save(organisation: Organisation, description: Description) -> Organisation:
    for field, value in description.items():
        setattr(organisation, field, value)
    organisation.nuts_edition = nuts.EDITION
    organisation.nace_revision = nace.REVISION
    organisation.about_html = render_markdown(organisation.about)
    try:
        with transaction.atomic():
            if organisation.pk is None:
                organisation.save()
            else:
                organisation.save(
                    update_fields=[*description, "sort_name", "nuts_edition", "nace_revision", "about_html"]
                )
    except IntegrityError as error:
        raise NameTakenError from error
    organisation_changed.send(sender=Organisation, organisation_id=organisation.pk)
    return organisation


def _forget_file(organisation: Organisation, name: str) -> None:
    """Delete a logo that nothing shows any more, once the change is committed."""
    if name:
        storage = organisation.logo.storage
        transaction.on_commit(lambda: storage.delete(name))
