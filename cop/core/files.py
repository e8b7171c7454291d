"""Files that people send: what they truly are, and whether they may stay.

The name and the type a browser announces are never trusted: the content decides, and the name's
extension must agree with it. Nothing is unpacked or run here.
"""

from __future__ import annotations

import codecs
import hashlib
import lzma
import re
import struct
import unicodedata
import warnings
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

import filetype
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image

from cop.core.errors import DomainError

if TYPE_CHECKING:
    from collections.abc import Iterator

_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
TYPES = {
    "pdf": "application/pdf",
    "docx": f"{_OFFICE}wordprocessingml.document",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet",
    "pptx": f"{_OFFICE}presentationml.presentation",
    "odt": f"{_OPEN}text",
    "ods": f"{_OPEN}spreadsheet",
    "odp": f"{_OPEN}presentation",
    "odg": f"{_OPEN}graphics",
    "epub": "application/epub+zip",
    "h5p": "application/zip",
    "zip": "application/zip",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "mp4": "video/mp4",
    "m4v": "video/mp4",
    "webm": "video/webm",
    "mov": "video/quicktime",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "wav": "audio/x-wav",
    "glb": "model/gltf-binary",
    "txt": "text/plain",
    "md": "text/markdown",
    "csv": "text/csv",
    "vtt": "text/vtt",
    "srt": "application/x-subrip",
}
ACCEPTED = ", ".join(extension.upper() for extension in TYPES)
ACCEPT_ATTRIBUTE = ",".join(f".{extension}" for extension in TYPES)

_TEXTS = {"txt", "md", "csv", "vtt", "srt"}
_ZIPS = {"docx", "xlsx", "pptx", "odt", "ods", "odp", "odg", "epub", "h5p", "zip"}
_PICTURES = {"image/png", "image/jpeg", "image/gif", "image/webp"}
_PROGRAMS = (
    b"MZ", b"\x7fELF", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe", b"#!", b"!<arch>", b"dex\n",
)  # fmt: skip
_PROGRAM_NAME = re.compile(
    r"\.(exe|com|scr|msi|bat|cmd|ps1|vbs|jar|apk|dll|so|dylib|app|deb|rpm|lnk|hta|docm|xlsm|pptm)$",
    re.IGNORECASE,
)
_SCRIPTED_NAME = re.compile(r"\.(html?|xhtml|svgz?|xml|mht|swf|js|mjs)$", re.IGNORECASE)
_SCRIPTED = re.compile(rb"^\s*(<!doctype|<\?xml|<html|<svg|<script|<body|<head)", re.IGNORECASE)
_MEMBERS = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "ppt/presentation.xml": "pptx",
    "h5p.json": "h5p",
}
_BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError,
    RuntimeError, NotImplementedError,
)  # fmt: skip
_MEDIA_TYPE_MOST = 120  # bytes of a member "mimetype" that are unpacked
ZIP_MOST_ENTRIES = 10_000
ZIP_MOST_BYTES = 1024**3  # unpacked
ZIP_MOST_RATIO = 150  # unpacked to packed, beyond ZIP_SMALL_BYTES
ZIP_SMALL_BYTES = 20 * 1024**2
PICTURE_MOST_PIXELS = 60_000_000
NAME_MAX_LENGTH = 100
CHUNK = 1024 * 1024


class FileRefusedError(DomainError):
    """A file that may not stay; the message says what it is and what to do."""


@dataclass(frozen=True)
class Inspected:
    """A file that may stay: its safe name, true media type, size in bytes and SHA-256 (hex)."""

    name: str
    media_type: str
    size_bytes: int
    sha256: str


def inspect(file: IO[bytes] | Any, name: str) -> Inspected:
    """What `file` (binary, seekable) is, sent under `name`; FileRefusedError if it may not stay."""
    safe = safe_name(name)
    extension = safe.rpartition(".")[2].lower() if "." in safe else ""
    size = file.seek(0, 2) or file.tell()
    _refuse_size(size, safe)
    file.seek(0)
    head = file.read(8192)
    _refuse_programs(head, safe)
    if extension not in TYPES:
        raise FileRefusedError(
            _("“%(name)s” is of a type that is not accepted. Accepted are %(types)s.")
            % {"name": safe, "types": ACCEPTED}
        )
    if not _agrees(file, head, safe, size):
        raise FileRefusedError(
            _(
                "The content of “%(name)s” is not what its name says, or it is damaged. "
                "Open it in the program it was made with and save it again."
            )
            % {"name": safe}
        )
    if TYPES[extension] in _PICTURES:
        _refuse_broken_picture(file, safe)
    return Inspected(safe, TYPES[extension], size, _digest(file))


def safe_name(name: str) -> str:
    """`name` without paths, control and direction signs or odd punctuation; letters of any script stay."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    name = "".join(sign for sign in name if unicodedata.category(sign)[0] != "C")
    name = re.sub(r"[^\w.()+-]+", "-", name.strip()).strip("-")
    stem, dot, extension = name.rstrip("-.").rpartition(".")
    if not dot:
        return extension[:NAME_MAX_LENGTH] or "file"
    extension = extension[:10].lower()
    return f"{stem.strip('-.')[: NAME_MAX_LENGTH - len(extension) - 1] or 'file'}.{extension}"


def chunks(file: IO[bytes] | Any) -> Iterator[bytes]:
    """The whole content of `file` from its start, a megabyte at a time."""
    file.seek(0)
    while piece := file.read(CHUNK):
        yield piece


def _digest(file: Any) -> str:
    digest = hashlib.sha256()
    for piece in chunks(file):
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()


def _refuse_size(size: int, name: str) -> None:
    if not size:
        raise FileRefusedError(_("“%(name)s” is empty. Choose the file again.") % {"name": name})
    if size > settings.UPLOAD_MAX_BYTES:
        raise FileRefusedError(
            _("“%(name)s” has %(size)s; a file may have %(limit)s. Make it smaller, or deposit a link to it.")
            % {
                "name": name,
                "size": filesizeformat(size),
                "limit": filesizeformat(settings.UPLOAD_MAX_BYTES),
            }
        )


def _refuse_programs(head: bytes, name: str) -> None:
    if head.startswith(_PROGRAMS) or _PROGRAM_NAME.search(name):
        raise FileRefusedError(
            _(
                "“%(name)s” is a program or holds macros, and could harm who opens it. "
                "Deposit the document, picture or film itself."
            )
            % {"name": name}
        )
    if _SCRIPTED_NAME.search(name) or _SCRIPTED.match(head.removeprefix(codecs.BOM_UTF8)):
        raise FileRefusedError(
            _("“%(name)s” is a web page or a drawing that could run script. Save it as PDF or PNG.")
            % {"name": name}
        )


def _agrees(file: Any, head: bytes, name: str, size: int) -> bool:
    extension = name.rpartition(".")[2].lower()
    if extension in _TEXTS:
        start = head.removeprefix(codecs.BOM_UTF8)
        return _is_text(file) and (extension != "vtt" or start.startswith(b"WEBVTT"))
    if extension in _ZIPS:
        return head.startswith(b"PK") and _zip_kind(file, name, size) in (
            {extension, "h5p"} if extension == "zip" else {extension}
        )
    if extension == "pdf":
        return head.startswith(b"%PDF-")
    if extension == "glb":
        return head[:4] == b"glTF" and len(head) >= 12 and struct.unpack("<II", head[4:12]) == (2, size)
    found = filetype.guess_mime(head) or ""
    return {"video/x-m4v": "video/mp4"}.get(found, found) == TYPES[extension]


def _is_text(file: Any) -> bool:
    control = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
    return not any(control.search(piece) for piece in chunks(file))


def _zip_kind(file: Any, name: str, size: int) -> str:
    """What a zip holds, as an extension ("zip" when nothing special), "" when damaged."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            _refuse_bomb(entries, size, name)
            names = {entry.filename for entry in entries}
            _refuse_members(entries, name)
            if "mimetype" in names:
                with archive.open("mimetype") as member:
                    declared = member.read(_MEDIA_TYPE_MOST).decode("ascii", "replace").strip()
                return next((ext for ext, kind in TYPES.items() if kind == declared), "zip")
    except _BROKEN:
        return ""
    return next((kind for member, kind in _MEMBERS.items() if member in names), "zip")


def _refuse_bomb(entries: list[zipfile.ZipInfo], size: int, name: str) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if (
        len(entries) > ZIP_MOST_ENTRIES
        or unpacked > ZIP_MOST_BYTES
        or (unpacked > ZIP_SMALL_BYTES and unpacked > size * ZIP_MOST_RATIO)
    ):
        raise FileRefusedError(
            _("“%(name)s” would grow far beyond its size when it is unpacked. Deposit its files one by one.")
            % {"name": name}
        )


def _refuse_members(entries: list[zipfile.ZipInfo], name: str) -> None:
    for entry in entries:
        if entry.flag_bits & 1:
            raise FileRefusedError(
                _("“%(name)s” is locked with a password. Save it without one, so that others can open it.")
                % {"name": name}
            )
        if _PROGRAM_NAME.search(entry.filename) or entry.filename.endswith("vbaProject.bin"):
            raise FileRefusedError(
                _(
                    "“%(name)s” holds a program or macros: “%(inside)s”. Take it out and choose the file again."
                )
                % {"name": name, "inside": safe_name(entry.filename)}
            )


def _refuse_broken_picture(file: Any, name: str) -> None:
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(file)
            if picture.width * picture.height > PICTURE_MOST_PIXELS:
                raise FileRefusedError(
                    _("“%(name)s” has too many pixels. Save it at half its width or less.") % {"name": name}
                )
            picture.load()
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as broken:
        raise FileRefusedError(
            _("“%(name)s” is a damaged picture. Open it, save it again and choose it once more.")
            % {"name": name}
        ) from broken
