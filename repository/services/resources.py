"""Depositing: a draft first, published when nothing is missing, withdrawn with a reason."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cop.core.countries import sort_key
from cop.core.errors import DomainError, RuleError
from cop.core.languages import is_language
from cop.core.locks import lock_name
from cop.core.policies import require
from cop.core.richtext import BODY_MAX_LENGTH, plain_text, render_markdown
from cop.members.models import Organisation
from repository.models import Gesture, MaterialLanguage, Resource, ResourceVersion
from repository.policies import can_deposit, can_edit_resource, can_withdraw
from repository.services.rules import missing_for_publishing, wrong_values
from repository.services.type_fields import fields_of_others
from repository.services.versions import TERMS, VersionFixedError, format_of, open_version
from repository.signals import resource_changed

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterable, Sequence

    from cop.members.models import Member
    from cop.vocabulary.models import Theme
    from repository.models import VersionFile

EDITABLE = {
    "type", "title", "abstract", "language", "languages", "country", "eqf", "isced_f", "licence",
    "authors", "organisation", "link", "year", "ai_used", "ai_tool", "ai_reviewer", "ai_note", "minutes",
    "outcome", "purpose", "modes", "micro_theme", "region", "certifies", "exchange_activity",
    "captions_waiver", "device_notes", "text_alternative", "programme", "reference", "starts_on",
    "ends_on", "grant", "is_eu_funded",
}  # fmt: skip
DERIVED = ["title_key", "abstract_html", "summary"]


class ResourceWithdrawnError(DomainError):
    message = gettext_lazy("This resource was withdrawn; nobody can change it any more.")


class ResourceChangedError(DomainError):
    """Somebody else changed the resource since this person opened it."""

    message = gettext_lazy(
        "This resource was changed elsewhere since you opened it. Your text is kept below: open the "
        "resource in another tab, compare, and save again to replace what is there."
    )


@transaction.atomic
def deposit_resource(*, depositor: Member, token: uuid.UUID | None = None, **fields: Any) -> Resource:
    """A new draft with its first, open version; `fields` as in `change_resource`.

    The same `token` again (a form sent twice) leads to the draft made the first time, unchanged.
    Language, country, authors and organisation default to the depositor's. Raises
    PermissionDenied, RuleError.
    """
    require(can_deposit(depositor))
    if token is not None:
        known = Resource.objects.filter(token=token).first()
        if known is not None:
            return _sent_before(depositor, known)
    organisation = depositor.organisation
    resource = Resource(
        depositor=depositor,
        token=token,
        language=depositor.name_language,
        country=depositor.country,
        organisation=organisation,
        authors=[organisation.name if organisation else depositor.display_name],
        year=timezone.localdate().year,
    )
    _refuse_foreign(depositor, resource, fields.get("organisation"))
    _take(resource, fields)
    resource.languages = resource.languages or [resource.language]
    try:
        with transaction.atomic():
            resource.save()
    except IntegrityError:  # the same form, sent twice at once
        known = Resource.objects.filter(token=token).first() if token is not None else None
        if known is None:
            raise
        return _sent_before(depositor, known)
    ResourceVersion.objects.create(resource=resource, number=1, author=depositor)
    _write_languages(resource)
    resource_changed.send(sender=Resource, resource_id=resource.pk)
    return resource


def is_said_already(resource: Resource, fields: dict[str, Any]) -> bool:
    """True when `fields`, as in `change_resource`, are what the resource says."""
    again = copy.copy(resource)
    try:
        _take(again, fields)
    except RuleError:
        return False
    return all(getattr(again, name) == getattr(resource, name) for name in fields)


def _sent_before(depositor: Member, known: Resource) -> Resource:
    require(known.depositor_id == depositor.pk)
    return known


@transaction.atomic
def change_resource(
    *,
    member: Member,
    resource: Resource,
    revision: int | None = None,
    themes: Iterable[Theme] | None = None,
    tags: Sequence[str] | None = None,
    gestures: Sequence[tuple[str, str]] | None = None,
    leads_to: Sequence[Resource] | None = None,
    **fields: Any,
) -> Resource:
    """Change what is said about a resource; what is not given stays.

    `revision` is the one `member` opened; ResourceChangedError when it is no longer the latest.
    `fields` are those in EDITABLE, texts as typed (`abstract` is Markdown). `gestures` are (text,
    criterion) pairs in their order. Material that was in the language of its description alone follows
    a new `language`. A published resource must still hold every rule afterwards;
    its link and its licence change with a new version only (`publish_version`).
    Raises PermissionDenied, ResourceWithdrawnError, RuleError; then nothing has changed.
    """
    resource = _locked(resource, leads_to or ())
    require(can_edit_resource(member, resource))
    _refuse_late(resource, revision)
    _refuse_foreign(member, resource, fields.get("organisation"))
    _refuse_new_terms(resource, fields)
    if resource.languages == [resource.language] and "language" in fields:
        fields.setdefault("languages", [fields["language"]])
    _take(resource, fields)
    resource.revision += 1
    resource.updated_at = timezone.now()
    if leads_to is not None:
        _refuse_cycle(resource, leads_to)
        resource.leads_to.set(leads_to)
    if gestures is not None:
        _write_gestures(resource, gestures)
    dropped = set()
    if resource.is_published:
        files = _files_of(resource.versions.published().order_by("-number").first())
        dropped = _drop_fields_of_others(resource, files)
        _refuse_gaps(resource, files)
    resource.save(
        update_fields=[*EDITABLE & set(fields) | dropped, *DERIVED, "languages", "revision", "updated_at"]
    )
    if themes is not None:
        resource.themes.set(themes)
    if tags is not None:
        resource.tags.set(_clean_tags(tags))
    _write_languages(resource)
    is_own = member.pk == resource.depositor_id
    resource_changed.send(sender=Resource, resource_id=resource.pk, same_readers=is_own)
    return resource


def _refuse_late(resource: Resource, revision: int | None) -> None:
    """Nothing changes what was withdrawn, or what somebody else changed since `revision` was opened."""
    if resource.is_withdrawn:
        raise ResourceWithdrawnError
    if revision not in (None, resource.revision):
        raise ResourceChangedError


def _locked(resource: Resource, leads_to: Sequence[Resource]) -> Resource:
    """The resource, locked; when it leads on, nobody else links meanwhile: R5 looks at all links.

    Rows are not enough: a circle may close over links that share no resource.
    """
    if leads_to:
        lock_name("repository.leads_to")
    return Resource.objects.select_for_update().get(pk=resource.pk)


@transaction.atomic
def publish_resource(*, member: Member, resource: Resource) -> Resource:
    """Publish a draft with its first version; published already, it stays as it is.

    What was said while it was of another type is dropped: no field would show it any more. Raises PermissionDenied, ResourceWithdrawnError, and RuleError naming every field where
    something is missing.
    """
    resource = Resource.objects.select_for_update().get(pk=resource.pk)
    require(can_edit_resource(member, resource))
    if resource.is_withdrawn:
        raise ResourceWithdrawnError
    if resource.is_published:
        return resource
    files = _files_of(open_version(resource))
    dropped = _drop_fields_of_others(resource, files)
    _refuse_gaps(resource, files)
    now = timezone.now()
    resource.status, resource.published_at, resource.updated_at = Resource.Status.PUBLISHED, now, now
    resource.format = format_of(files)
    resource.save(update_fields=["status", "published_at", "updated_at", "format", *dropped])
    resource.versions.filter(published_at__isnull=True).update(
        published_at=now, link=resource.link, licence=resource.licence
    )
    resource_changed.send(sender=Resource, resource_id=resource.pk)
    return resource


@transaction.atomic
def withdraw_resource(*, member: Member, resource: Resource, reason: str) -> Resource:
    """Take a resource back: its page stays and says why, its files are no longer given out.

    Raises PermissionDenied, RuleError (field "reason").
    """
    resource = Resource.objects.select_for_update().get(pk=resource.pk)
    if resource.is_withdrawn and can_edit_resource(member, resource):
        return resource
    require(can_withdraw(member, resource))
    if not reason.strip():
        raise RuleError({"reason": [_("Say why it is withdrawn; its page will show the reason.")]})
    now = timezone.now()
    resource.status, resource.withdrawn_at, resource.updated_at = Resource.Status.WITHDRAWN, now, now
    resource.withdrawn_reason = reason.strip()
    resource.save(update_fields=["status", "withdrawn_reason", "withdrawn_at", "updated_at"])
    resource.versions.filter(published_at__isnull=True).delete()
    resource_changed.send(sender=Resource, resource_id=resource.pk)
    return resource


@transaction.atomic
def delete_draft(*, member: Member, resource: Resource) -> None:
    """Throw a draft away. Raises PermissionDenied, also when it is not a draft any more."""
    resource = Resource.objects.select_for_update().get(pk=resource.pk)
    require(can_edit_resource(member, resource) and resource.is_draft)
    pk = resource.pk
    resource.delete()
    resource_changed.send(sender=Resource, resource_id=pk)


def _refuse_foreign(member: Member, resource: Resource, organisation: Organisation | None) -> None:
    """Nobody deposits in the name of an organisation they do not belong to; editors may correct it."""
    unchanged = organisation is None or organisation.pk == resource.organisation_id
    if unchanged or member.is_editor or organisation in organisations_of(member):
        return
    raise RuleError({"organisation": [_("Choose an organisation you belong to.")]})


def _refuse_new_terms(resource: Resource, fields: dict[str, Any]) -> None:
    """What a published version came with stays; the same values again are no change."""
    changed = [name for name in TERMS if name in fields and fields[name].strip() != getattr(resource, name)]
    if resource.is_published and changed:
        raise RuleError({name: [VersionFixedError.message] for name in changed})


def organisations_of(member: Member) -> list[Organisation]:
    """Those `member` may deposit for: their own and those that accepted them, by name."""
    accepted = Organisation.objects.filter(memberships__member=member, memberships__state="accepted")
    own = Organisation.objects.filter(members=member)
    return list(accepted.union(own).order_by("name"))


def _take(resource: Resource, fields: dict[str, Any]) -> None:
    """Set `fields`, derive what depends on them, refuse what may not even stand in a draft."""
    if unknown := set(fields) - EDITABLE:
        raise TypeError(f"not fields of a resource: {sorted(unknown)}")
    for name, value in fields.items():
        setattr(resource, name, value.strip() if isinstance(value, str) else value)
    resource.title = " ".join(resource.title.split())
    resource.title_key = sort_key(resource.title)[:250]
    resource.abstract_html = render_markdown(resource.abstract)
    resource.summary = Truncator(plain_text(resource.abstract_html)).chars(280)
    errors = wrong_values(resource)
    if len(resource.abstract) > BODY_MAX_LENGTH:
        errors["abstract"] = [_("This text is too long. Shorten it, and put the rest into a file.")]
    if not all(is_language(code) for code in resource.languages):
        errors["languages"] = [_("Choose a language from the list.")]
    try:
        resource.clean_fields(exclude=["depositor", *errors])
    except ValidationError as refusal:
        errors |= {name: list(texts) for name, texts in refusal.message_dict.items()}
    if errors:
        raise RuleError({"" if name == NON_FIELD_ERRORS else name: texts for name, texts in errors.items()})


def _files_of(version: ResourceVersion | None) -> list[VersionFile]:
    return list(version.files.select_related("file")) if version else []


def _drop_fields_of_others(resource: Resource, files: Sequence[VersionFile]) -> set[str]:
    """Empty what other types have and this one has not; the names of the columns to save."""
    media_types = [placed.file.media_type for placed in files]
    names = fields_of_others(resource.type, is_eu_funded=resource.is_eu_funded, media_types=media_types)
    if "leads_to" in names:
        resource.leads_to.clear()
    if "gestures" in names:
        resource.gestures.all().delete()
    columns, new = names & EDITABLE, Resource()
    for name in columns:
        setattr(resource, name, getattr(new, name))
    return columns


def _refuse_gaps(resource: Resource, files: Sequence[VersionFile]) -> None:
    gestures = list(resource.gestures.values_list("text", flat=True))
    if errors := missing_for_publishing(resource, files, gestures):
        raise RuleError(errors)


def _refuse_cycle(resource: Resource, leads_to: Sequence[Resource]) -> None:
    """R5: nothing leads back to where it came from, over any number of steps."""
    reached = {following.pk for following in leads_to}
    frontier = reached
    while frontier and resource.pk not in reached:
        following = Resource.objects.filter(follows__in=frontier)
        frontier = set(following.values_list("pk", flat=True)) - reached
        reached |= frontier
    if resource.pk in reached:
        raise RuleError({"leads_to": [_("One of these leads back to this resource; take it out.")]})


def _write_gestures(resource: Resource, gestures: Sequence[tuple[str, str]]) -> None:
    resource.gestures.all().delete()
    Gesture.objects.bulk_create(
        Gesture(
            resource=resource, position=position, text=text.strip()[:300], criterion=criterion.strip()[:300]
        )
        for position, (text, criterion) in enumerate(gestures, start=1)
        if text.strip()
    )


def _write_languages(resource: Resource) -> None:
    """Repeat `resource.languages` as rows, for the facets."""
    wanted = set(resource.languages)
    written = set(resource.material_languages.values_list("language", flat=True))
    if gone := written - wanted:
        resource.material_languages.filter(language__in=gone).delete()
    MaterialLanguage.objects.bulk_create(
        MaterialLanguage(resource=resource, language=language) for language in sorted(wanted - written)
    )


def _clean_tags(tags: Sequence[str]) -> list[str]:
    cleaned = (" ".join(tag.strip().lstrip("#").split())[:60] for tag in tags)
    return list(dict.fromkeys(tag for tag in cleaned if tag))[:12]
