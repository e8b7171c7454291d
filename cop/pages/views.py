"""The pages one arrives at, found in one query instead of Wagtail's five; what machines read."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils._os import safe_join
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.views import serve

from cop.pages.addresses import is_restricted
from cop.pages.examples import examples
from cop.pages.models import HomePage, SectionPage

if TYPE_CHECKING:
    from django.http import HttpRequest

# Pictures of the desk in the sizes that pages show, and logos; the originals are not served.
PICTURES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".avif": "image/avif",
}
PICTURE_FOLDERS = ("images/", "logos/")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front page in the reader's language."""
    page = HomePage.objects.live().filter(locale__language_code=get_language()).first()
    return _serve(request, page, "")


@require_safe
def section(request: HttpRequest, key: str) -> HttpResponse:
    """The landing page of the section `key`."""
    page = SectionPage.objects.live().filter(locale__language_code=get_language(), key=key).first()
    return _serve(request, page, f"{key}/")


def _serve(request: HttpRequest, page: HomePage | SectionPage | None, path: str) -> HttpResponse:
    """`page`; 404 when there is none, Wagtail's question when an editor has closed it."""
    if page is None:
        raise Http404
    if is_restricted(page.path):
        return serve(request, path)
    return page.serve(request)


@require_safe
def desk_door(request: HttpRequest) -> HttpResponse:
    """Where the desk and closed pages send whoever may not come in: strangers to the members' door.

    For somebody who is signed in already it is 403; another sign-in would lead back here for ever.
    """
    if request.user.is_authenticated:
        raise PermissionDenied
    query = request.META.get("QUERY_STRING", "")
    return redirect(reverse("account_login") + (f"?{query}" if query else ""))


@require_safe
def picture(request: HttpRequest, path: str) -> HttpResponse:
    """A picture below /media/: nothing but raster pictures in two folders, and never a script."""
    suffix = path[path.rfind(".") :].lower()
    if not path.startswith(PICTURE_FOLDERS) or suffix not in PICTURES:
        raise Http404
    if posixpath.normpath(path) != path:  # `images/../original_images/` begins as it should
        raise Http404
    try:
        safe_join("/", path)
        with default_storage.open(path) as file:
            content = file.read()  # small: the desk makes them no wider than pages show them
    except (OSError, SuspiciousFileOperation, ValueError) as absent:
        raise Http404 from absent
    response = HttpResponse(content, content_type=PICTURES[suffix])
    response["Cache-Control"] = "public, max-age=604800"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be listed; the desk, accounts and searches may not."""
    site = settings.SITE_URL.rstrip("/")
    lines = [
        "User-agent: *",
        "Disallow: /cms/",
        "Disallow: /demo/",
        *(
            f"Disallow: /{code}/{part}/"
            for code, _name in settings.LANGUAGES
            for part in ("account", "search")
        ),
        f"Sitemap: {site}/sitemap.xml",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


STYLE_GUIDE = {
    "controls": "Tokens and controls",
    "forms": "Forms",
    "lists": "Lists",
    "talk": "Topics and search",
    "toolbox": "Resources and practices",
    "figures": "Reading and figures",
    "live": "Rooms and rounds",
    "front": "Front page",
    "section": "Section",
    "article": "Article and scenario",
    "member": "Member",
    "room": "Room",
    "404": "Not found",
    "429": "Too often",
    "500": "Broken",
}


@require_safe
def style_guide(request: HttpRequest, part: str = "controls") -> HttpResponse:
    """Every component in every state; unlisted, for those who build and test."""
    if part not in STYLE_GUIDE:
        raise Http404
    context = {"part": part, "guide_parts": list(STYLE_GUIDE.items()), **examples()}
    response = render(request, f"pages/style_guide/{part}.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
