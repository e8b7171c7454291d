"""Stored files on their way to a reader: ranges, caching, and headers that let nothing run."""

from __future__ import annotations

import asyncio
import re
from typing import IO, TYPE_CHECKING

from django.core.handlers.asgi import ASGIRequest
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header, parse_etags

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from django.http import HttpRequest

INLINE_TYPES = {
    "application/pdf",
    "image/png",
    "image/jpeg",
    "image/webp",
    "image/gif",
    "video/mp4",
    "video/webm",
    "text/vtt",
}
CHUNK = 256 * 1024
_NOTHING = "default-src 'none'; frame-ancestors 'self'; sandbox"
_POLICIES = {
    # Browsers' own PDF viewers do not work inside a sandbox.
    "application/pdf": "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; img-src 'self' data:; "
    "frame-ancestors 'self'",
    "video/mp4": "default-src 'none'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox",
    "video/webm": "default-src 'none'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox",
}


def file_response(
    request: HttpRequest,
    file: IO[bytes],
    *,
    name: str,
    media_type: str,
    size_bytes: int,
    etag: str,
    inline: bool,
    keep: bool,
) -> HttpResponseBase:
    """`file` as a download, or shown in the page when `inline` and its type cannot run anything.

    Answers one range of bytes (206, 416) and If-None-Match (304). `etag` is the content's hash;
    `keep` lets the reader's own browser keep the file for a year: its address never changes its
    content, and shared caches never hold it, so that a withdrawn file is gone.
    """
    inline = inline and media_type in INLINE_TYPES
    quoted = f'"{etag}"'
    if quoted in parse_etags(request.headers.get("If-None-Match", "")):
        file.close()
        response: HttpResponseBase = HttpResponse(status=304)
    else:
        span = _range(request, size_bytes, quoted)
        if span is None:
            file.close()
            response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size_bytes}"})
        else:
            response = _body(request, file, span, size_bytes)
            response["Content-Type"] = (
                f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
            )
            response["Content-Disposition"] = str(content_disposition_header(not inline, name))
    response["ETag"] = quoted
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "private, max-age=31536000, immutable" if keep else "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Content-Security-Policy"] = _POLICIES.get(media_type, _NOTHING) if inline else _NOTHING
    return response


def _range(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | None:
    """(first, last) byte to send, the whole when no range is asked for; None when it cannot be met."""
    whole = (0, size - 1)
    asked = re.fullmatch(r"bytes=(\d{0,18})-(\d{0,18})", request.headers.get("Range", "").strip())
    if not asked or asked[0] == "bytes=-" or request.headers.get("If-Range", etag) != etag:
        return whole
    if not asked[1]:
        first, last = max(0, size - int(asked[2])), size - 1
    else:
        first, last = int(asked[1]), min(int(asked[2] or size), size - 1)
    return (first, last) if first <= last and first < size else None


def _body(request: HttpRequest, file: IO[bytes], span: tuple[int, int], size: int) -> HttpResponseBase:
    first, last = span
    length = last - first + 1
    if request.method == "HEAD":
        file.close()
        response: HttpResponseBase = HttpResponse()
    else:
        file.seek(first)
        # Under ASGI a synchronous iterator would be read into memory whole.
        live = isinstance(request, ASGIRequest)
        response = StreamingHttpResponse(_pieces_live(file, length) if live else _pieces(file, length))
        response._resource_closers.append(file.close)  # type: ignore[attr-defined]
    response["Content-Length"] = str(length)
    if length != size:
        response.status_code = 206
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


def _pieces(file: IO[bytes], left: int) -> Iterator[bytes]:
    while left > 0 and (piece := file.read(min(CHUNK, left))):
        left -= len(piece)
        yield piece


async def _pieces_live(file: IO[bytes], left: int) -> AsyncIterator[bytes]:
    while left > 0 and (piece := await asyncio.to_thread(file.read, min(CHUNK, left))):
        left -= len(piece)
        yield piece
