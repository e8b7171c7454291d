"""What people send is what it says it is, or it may not stay; what is sent back can run nothing."""

import io
import struct
import zipfile

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from PIL import Image

from cop.core.downloads import file_response
from cop.core.files import FileRefusedError, inspect, safe_name

PDF = b"%PDF-1.4\n%%EOF\n"


def zipped(members, **kwargs):
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return sink.getvalue()


def locked():
    """A zip whose only member says that it is encrypted."""
    content = bytearray(zipped({"log.txt": "17 %"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def corrupt():
    """An ODT whose "mimetype" is deflated, and the first byte of it is wrong."""
    content = bytearray(zipped({"mimetype": "application/vnd.oasis.opendocument.text"}))
    content[30 + len("mimetype")] = 0xFF
    return bytes(content)


def picture(kind="PNG", size=(8, 8)):
    sink = io.BytesIO()
    Image.new("RGB", size, "white").save(sink, kind)
    return sink.getvalue()


def glb():
    return b"glTF" + struct.pack("<II", 2, 20) + b"\0" * 8


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("a.PNG", picture(), "image/png"),
        ("a.jpeg", picture("JPEG"), "image/jpeg"),
        ("a.webp", picture("WEBP"), "image/webp"),
        ("a.docx", zipped({"[Content_Types].xml": "", "word/document.xml": "<w/>"}),
         "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a.odt", zipped({"mimetype": "application/vnd.oasis.opendocument.text"}),
         "application/vnd.oasis.opendocument.text"),
        ("a.zip", zipped({"log.txt": "17 %"}), "application/zip"),
        ("a.h5p", zipped({"h5p.json": "{}"}), "application/zip"),
        ("a.glb", glb(), "model/gltf-binary"),
        ("a.csv", "à;b\n1;2".encode("cp1252"), "text/csv"),
        ("a.vtt", "\ufeffWEBVTT\n\n00:00.000 --> 00:01.000\nSì".encode(), "text/vtt"),
        ("a.mp4", b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isommp42" + b"\0" * 20, "video/mp4"),
    ],
)  # fmt: skip
def test_a_file_that_is_what_it_says_may_stay(name, content, media_type):
    inspected = inspect(io.BytesIO(content), name)

    assert (inspected.media_type, inspected.size_bytes) == (media_type, len(content))


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.pdf", b"", "is empty"),
        ("a.pdf", b"MZ\x90\x00 a program", "is a program"),
        ("a.exe", b"MZ", "is a program"),
        ("a.pdf", b"\x7fELF\x02", "is a program"),
        ("a.txt", b"#!/bin/sh\nrm -rf /", "is a program"),
        ("a.pdf.exe", PDF, "is a program"),
        ("a.svg", b"<svg onload='x'/>", "could run script"),
        ("a.txt", b"  <!DOCTYPE html><script>", "could run script"),
        ("a.png", b"<svg xmlns='x'/>", "could run script"),
        ("a.html", b"hello", "could run script"),
        ("a.xyz", b"hello", "type that is not accepted"),
        ("noextension", b"hello", "type that is not accepted"),
        ("a.pdf", picture(), "not what its name says"),
        ("a.png", PDF, "not what its name says"),
        ("a.txt", b"bin\x00ary", "not what its name says"),
        ("a.vtt", b"1\n00:00", "not what its name says"),
        ("a.glb", b"glTF\x02\x00\x00\x00\xff\x00\x00\x00", "not what its name says"),
        ("a.docx", zipped({"log.txt": "x"}), "not what its name says"),
        ("a.zip", zipped({"word/document.xml": "x"}), "not what its name says"),
        ("a.zip", zipped({"a.txt": "x" * 999})[:60], "not what its name says"),
        ("a.odt", corrupt(), "not what its name says"),
        ("a.zip", zipped({"tool.exe": "x"}), "holds a program"),
        ("a.docx", zipped({"word/document.xml": "x", "word/vbaProject.bin": "x"}), "holds a program"),
        ("a.zip", locked(), "is locked with a password"),
        ("a.zip", zipped({"bomb.txt": b"0" * 40_000_000}), "far beyond its size"),
        ("a.png", picture()[:40], "damaged picture"),
        ("a.jpg", picture("JPEG", (400, 400))[:400], "damaged picture"),
    ],
    ids=lambda value: value if isinstance(value, str) else "content",
)
def test_a_file_that_is_not_what_it_says_is_refused_with_a_way_out(name, content, says):
    with pytest.raises(FileRefusedError) as refusal:
        inspect(io.BytesIO(content), name)

    assert says in str(refusal.value)
    assert f"“{name}”" in str(refusal.value)


def test_a_file_over_the_limit_is_refused_with_the_limit(settings):
    settings.UPLOAD_MAX_BYTES = 10 * 1024

    with pytest.raises(FileRefusedError, match=r"has 10\.2.KB; a file may have 10\.0.KB"):
        inspect(io.BytesIO(PDF.ljust(10_405)), "a.pdf")


def test_an_archive_of_too_many_entries_is_refused(monkeypatch):
    monkeypatch.setattr("cop.core.files.ZIP_MOST_ENTRIES", 3)

    with pytest.raises(FileRefusedError, match="far beyond"):
        inspect(io.BytesIO(zipped({str(n): "" for n in range(4)})), "a.zip")


def test_of_the_kind_an_archive_declares_no_more_is_unpacked_than_a_kind_can_have(monkeypatch):
    unpacked = []
    read = zipfile.ZipExtFile._read1

    def counted(self, count):
        unpacked.append(len(piece := read(self, count)))
        return piece

    monkeypatch.setattr(zipfile.ZipExtFile, "_read1", counted)

    inspect(io.BytesIO(zipped({"mimetype": "x" * 5_000_000})), "a.zip")

    assert sum(unpacked) < 100_000


def test_a_picture_of_too_many_pixels_is_refused(monkeypatch):
    monkeypatch.setattr("cop.core.files.PICTURE_MOST_PIXELS", 60)

    with pytest.raises(FileRefusedError, match="too many pixels"):
        inspect(io.BytesIO(picture()), "a.png")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Υγρασία ξύλου.PDF", "Υγρασία-ξύλου.pdf"),
        ("..\\..\\etc/passwd.txt", "passwd.txt"),
        ("gpj.\u202eexe\u0000.png", "gpj.exe.png"),
        ('a"b<c>|d;.csv', "a-b-c-d.csv"),
        ("x" * 300 + ".pdf", "x" * 96 + ".pdf"),
        ("...", "file"),
        (".pdf", "file.pdf"),
    ],
)
def test_names_are_made_safe_and_keep_their_letters(name, safe):
    assert safe_name(name) == safe


def send(content=b"0123456789", method="get", **kwargs):
    headers = {f"HTTP_{key.upper()}": value for key, value in kwargs.pop("headers", {}).items()}
    request: HttpRequest = getattr(RequestFactory(), method)("/", **headers)
    options = {"name": "a.pdf", "media_type": "application/pdf", "inline": False, "keep": True, **kwargs}
    return file_response(request, io.BytesIO(content), size_bytes=len(content), etag="abc", **options)


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize(
    ("asked", "status", "content", "span"),
    [
        ("", 200, b"0123456789", ""),
        ("bytes=2-4", 206, b"234", "bytes 2-4/10"),
        ("bytes=7-", 206, b"789", "bytes 7-9/10"),
        ("bytes=-3", 206, b"789", "bytes 7-9/10"),
        ("bytes=5-99", 206, b"56789", "bytes 5-9/10"),
        ("bytes=10-", 416, b"", "bytes */10"),
        ("bytes=4-2", 416, b"", "bytes */10"),
        ("bytes=0-1,4-5", 200, b"0123456789", ""),
        (f"bytes={'9' * 5000}-", 200, b"0123456789", ""),
        (f"bytes=-{'9' * 5000}", 200, b"0123456789", ""),
        ("nonsense", 200, b"0123456789", ""),
    ],
)
def test_a_range_is_sent_as_asked(asked, status, content, span):
    response = send(headers={"range": asked} if asked else {})

    assert (response.status_code, body(response), response.get("Content-Range", "")) == (
        status,
        content,
        span,
    )


def test_a_range_of_another_content_is_the_whole():
    assert body(send(headers={"range": "bytes=2-4", "if_range": '"old"'})) == b"0123456789"


def test_a_known_content_is_not_sent_again():
    assert send(headers={"if_none_match": '"abc"'}).status_code == 304


def test_head_sends_the_length_alone():
    response = send(method="head")

    assert (body(response), response["Content-Length"]) == (b"", "10")


@pytest.mark.parametrize(
    ("media_type", "inline", "disposition", "sandboxed"),
    [
        ("application/pdf", False, "attachment", True),
        ("application/pdf", True, "inline", False),
        ("image/png", True, "inline", True),
        ("video/mp4", True, "inline", True),
        ("application/zip", True, "attachment", True),
        ("text/plain", True, "attachment", True),
    ],
)
def test_only_what_cannot_run_is_shown_in_the_page(media_type, inline, disposition, sandboxed):
    response = send(media_type=media_type, inline=inline, name="Υγρ.bin")

    assert response["Content-Disposition"].split(";")[0] == disposition
    assert ("sandbox" in response["Content-Security-Policy"]) is sandboxed
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert response["X-Content-Type-Options"] == "nosniff"


def test_what_may_be_taken_back_is_never_held_by_shared_caches():
    assert send()["Cache-Control"] == "private, max-age=31536000, immutable"
    assert send(keep=False)["Cache-Control"] == "private, no-store"
