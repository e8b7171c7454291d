"""What readers take away: the files, and how to cite."""

from __future__ import annotations

import re
import unicodedata
from io import BytesIO
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from cop.core.captions import vtt_from_srt
from cop.core.downloads import file_response
from repository.models import Resource, VersionFile

if TYPE_CHECKING:
    from django.http import HttpRequest

SRT = "application/x-subrip"
CAPTIONS_MOST_BYTES = 2 * 1024 * 1024  # of a whole day of talk; what is larger is not read into memory


@require_safe
def file(
    request: HttpRequest, resource_id: int, slug: str, number: int, file_id: int, name: str
) -> HttpResponseBase:
    """One file of one version; `?inline=1` shows it where its type cannot run anything, SRT as VTT."""
    placed = get_object_or_404(
        VersionFile.objects.visible_to(request.user).select_related("file", "version__resource"),
        pk=file_id,
        version__number=number,
        version__resource=resource_id,
    )
    try:
        content = placed.file.open()
    except FileNotFoundError as lost:
        raise Http404 from lost
    media_type, size_bytes, etag = placed.file.media_type, placed.file.size_bytes, placed.file.sha256
    inline = request.GET.get("inline") == "1"
    if inline and media_type == SRT and size_bytes <= CAPTIONS_MOST_BYTES:
        with content:
            track = vtt_from_srt(content.read())
        content, media_type, size_bytes, etag = BytesIO(track), "text/vtt", len(track), f"{etag}-vtt"
    return file_response(
        request,
        content,
        name=placed.name,
        media_type=media_type,
        size_bytes=size_bytes,
        etag=etag,
        inline=inline,
        keep=placed.version.published_at is not None and placed.version.resource.is_published,
    )


@require_safe
def citation(request: HttpRequest, resource_id: int, slug: str) -> HttpResponse:
    """The reference as BibTeX."""
    resource = get_object_or_404(Resource.objects.visible_to(request.user), pk=resource_id)
    version = resource.versions.published().order_by("-number").first()
    fields = {
        "title": resource.title,
        "author": " and ".join(f"{{{name}}}" for name in map(_tex, resource.authors)),
        "year": resource.year or "",
        "version": version.number if version else "",
        "publisher": settings.SITE_NAME,
        "url": settings.SITE_URL.rstrip("/") + resource.get_absolute_url(),
        "language": resource.language,
        "note": resource.licence,
    }
    lines = [
        f"  {name} = {{{value if name in ('author', 'url') else _tex(str(value))}}}"
        for name, value in fields.items()
        if value
    ]
    text = f"@misc{{cop-{resource.pk},\n" + ",\n".join(lines) + "\n}\n"
    return HttpResponse(
        text,
        content_type="application/x-bibtex; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="cop-{resource.pk}.bib"'},
    )


def _tex(text: str) -> str:
    """`text` for BibTeX: one line, the signs TeX reads as commands made harmless."""
    text = " ".join("".join(s for s in text if unicodedata.category(s)[0] != "C" or s == "\n").split())
    return re.sub(r"([&%$#_])", r"\\\1", re.sub(r"[{}\\]", "", text))
