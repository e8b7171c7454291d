"""Reading: the toolbox, one resource, one's own resources."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cop.core.paging import page_in_order, page_newest_first
from cop.members.http import MemberRequest, member_required
from cop.vocabulary.licences import LICENCES
from repository.models import Gesture, Practice, Resource, ResourceVersion, VersionFile
from repository.policies import can_edit_resource
from repository.services import RESOURCE_FACETS, Chosen, narrowed
from repository.signals import resource_origins
from repository.views.facets import facets_context

if TYPE_CHECKING:
    from django.http import HttpRequest

BESIDE_MOST = 20  # resources and practices listed beside one
PREVIEW_MAX_BYTES = 8 * 1024 * 1024  # larger files are not loaded without being asked for


@require_safe
def toolbox(request: HttpRequest) -> HttpResponse:
    """What has been published, narrowed by facets; the choice is in the address."""
    published = Resource.objects.visible_to(request.user).published()
    chosen = Chosen.from_query(request.GET, RESOURCE_FACETS)
    by_title = request.GET.get("order") == "title"
    rows = narrowed(published, chosen).for_list()
    after = request.GET.get("after")
    page = (
        page_in_order(rows, after, by="title_key")
        if by_title
        else page_newest_first(rows, after, by="published_at")
    )
    context = facets_context(request, published, chosen, titles=_titles(), labels=_labels())
    context |= {"page": page, "by_title": by_title}
    return render(request, "resources/toolbox.html", context)


def _titles() -> dict[str, str]:
    """The facets in the order of the page."""
    return {
        "language": _("Language"),
        "type": _("Type"),
        "theme": _("Theme"),
        "licence": _("Licence"),
        "country": _("Country"),
        "eqf": _("EQF level"),
    }


def _labels() -> dict[str, dict[str, str]]:
    """What the values of the facets are called that only resources have."""
    return {
        "type": {value: str(label) for value, label in Resource.Type.choices},
        "licence": {value: str(label) for value, label in Resource.Licence.choices},
        "eqf": {level: _("EQF %(level)s") % {"level": level} for level in "12345678"},
    }


@require_safe
def resource(request: HttpRequest, resource_id: int, slug: str) -> HttpResponse:
    """One resource with all its versions; of a withdrawn one, what it was and why it is gone."""
    found = get_object_or_404(Resource.objects.visible_to(request.user).for_page(), pk=resource_id)
    if slug != found.slug:
        query = request.META.get("QUERY_STRING", "")
        return redirect(found.get_absolute_url() + (f"?{query}" if query else ""))  # a title may come back
    gestures = list(found.gestures.all()) if found.is_micro_training else []
    may_edit = can_edit_resource(request.user, found)
    versions = list(found.versions.with_files())
    if not may_edit:
        versions = [version for version in versions if version.published_at]
    current = next(
        (version for version in versions if version.published_at), versions[0] if versions else None
    )
    shows_files = may_edit or found.is_published
    files = _files(found, current) if current and shows_files else []
    captions = [file for file in files if file["extension"] in ("VTT", "SRT")]
    context = {
        "resource": found,
        "versions": [(version, _files(found, version) if shows_files else []) for version in versions],
        "current": current,
        "files": files,
        "download": next((file for file in files if file["role"] in ("main", "manual")), None),
        "preview": _preview(files),
        "poster": next((file for file in files if file["role"] == VersionFile.Role.POSTER), None),
        "captions": captions,
        "caption_languages": len({file["language"] for file in captions}),
        "gestures": gestures,
        "leads_to": found.leads_to.published() if found.is_micro_training else [],
        "follows": _follows(found),
        "trail": _trail(request, found),
        "may_edit": may_edit,
        "json_ld": _json_ld(found, current, files, gestures) if found.is_published else "",
    }
    return render(request, "resources/resource.html", context)


def _files(resource: Resource, version: ResourceVersion) -> list[dict[str, Any]]:
    """The files of a version as the page shows them."""
    return [
        {
            "name": placed.name,
            "role": placed.role,
            "role_name": placed.get_role_display(),
            "kind": placed.kind,
            "extension": placed.extension,
            "media_type": placed.file.media_type,
            "size_bytes": placed.file.size_bytes,
            "language": placed.language or resource.language,
            "url": reverse(
                "resources:file",
                kwargs={
                    **resource.address,
                    "number": version.number,
                    "file_id": placed.pk,
                    "name": placed.name,
                },
            ),
        }
        for placed in version.files.all()
    ]


def _preview(files: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The file to show on the page: a film, a model, a picture or a PDF, if it is not too heavy."""
    for kind in ("video", "model", "pdf", "image"):
        for file in files:
            if file["kind"] == kind and file["role"] in ("main", "manual"):
                light = kind in ("video", "model") or file["size_bytes"] <= PREVIEW_MAX_BYTES
                return file if light else None
    return None


def _trail(request: HttpRequest, resource: Resource) -> dict[str, list[Any]]:
    """What it came from and which good practices grew out of it, as far as the reader may see them."""
    answers = resource_origins.send(sender=Resource, resource=resource, user=request.user)
    practices = Practice.objects.visible_to(request.user)
    return {
        "origins": [stop for _receiver, stops in answers for stop in stops or []],
        "practices": list(practices.newest().filter(from_resource=resource)[:BESIDE_MOST]),
    }


def _follows(resource: Resource) -> list[Resource]:
    """Published resources that lead on to this one."""
    if resource.type not in (Resource.Type.MICRO_TRAINING, Resource.Type.CURRICULUM):
        return []
    return list(Resource.objects.published().filter(leads_to=resource).for_list()[:BESIDE_MOST])


def _json_ld(
    resource: Resource,
    version: ResourceVersion | None,
    files: list[dict[str, Any]],
    gestures: list[Gesture],
) -> SafeString:
    """The resource as a schema.org LearningResource (LRMI), ready to stand in a script element."""
    site = settings.SITE_URL.rstrip("/")
    licence = LICENCES.get(resource.licence)
    facts = {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "@id": site + resource.get_absolute_url(),
        "url": site + resource.get_absolute_url(),
        "name": resource.title,
        "description": resource.summary,
        "inLanguage": resource.languages,
        "learningResourceType": resource.type.replace("_", " "),
        "license": licence.url if licence else "",
        "author": [{"@type": _kind_of(name, resource), "name": name} for name in resource.authors],
        "publisher": {"@type": "Organization", "name": settings.SITE_NAME},
        "datePublished": resource.published_at.date().isoformat() if resource.published_at else "",
        "dateModified": resource.updated_at.date().isoformat(),
        "version": version.number if version else "",
        "keywords": [tag.name for tag in resource.tags.all()],
        "about": [theme.name for theme in resource.themes.all()],
        "educationalLevel": f"EQF {resource.eqf}" if resource.eqf else "",
        "timeRequired": f"PT{resource.minutes}M" if resource.minutes else "",
        "teaches": [gesture.text for gesture in gestures],
        "assesses": [gesture.criterion for gesture in gestures if gesture.criterion],
        "sameAs": resource.link,
        "encoding": [
            {
                "@type": "MediaObject",
                "contentUrl": site + file["url"],
                "encodingFormat": file["media_type"],
                "contentSize": str(file["size_bytes"]),
            }
            for file in files
        ],
    }
    text = json.dumps(
        {name: value for name, value in facts.items() if value}, ensure_ascii=False, default=str
    )
    for sign, escaped in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(sign, escaped)
    return mark_safe(text)  # noqa: S308 - nothing in it can end the script element


def _kind_of(author: str, resource: Resource) -> str:
    """Authors are names as cited: that of its organisation is known for one, any other is a person's."""
    organisation = resource.organisation
    return "Organization" if organisation and author == organisation.name else "Person"


@member_required
@require_safe
def my_resources(request: MemberRequest) -> HttpResponse:
    """What one has deposited, drafts too, the last touched first."""
    rows = Resource.objects.visible_to(request.user).filter(depositor=request.user).for_list()
    page = page_newest_first(rows, request.GET.get("after"), by="updated_at")
    return render(request, "resources/mine.html", {"page": page})
