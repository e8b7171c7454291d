"""Files that are not what they say, empty, broken or too large."""

import io
import zipfile
from html import unescape
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from repository.models import StoredFile
from tests.bad_input.forms import TEXTS, signed_in, where
from tests.world import ADMINISTRATOR, OWNER

pytestmark = pytest.mark.django_db


def bomb() -> bytes:
    """A ZIP of 60 KB that unpacks to 60 MB."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.txt", b"0" * 60_000_000)
    return packed.getvalue()


BAD_FILES = {
    "renamed executable": ("plan.pdf", b"MZ\x90\x00" + b"\x00" * 200),
    "script called a picture": ("picture.png", b"<script>alert(1)</script>"),
    "page": ("page.html", b"<html><script>alert(1)</script></html>"),
    "drawing with script": ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
    "empty": ("empty.pdf", b""),
    "broken picture": ("photo.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40),
    "bomb": ("kit.zip", bomb()),
    "too large": ("large.txt", b"words " * 40_000),
}


@pytest.mark.parametrize("bad", BAD_FILES.values(), ids=BAD_FILES)
@pytest.mark.parametrize(
    ("name", "thing", "field"),
    [
        ("resources:deposit", "", "files"),
        ("resources:edit", "resource_draft", "files"),
        ("resources:new_version", "resource", "files"),
    ],
)
def test_a_bad_file_is_refused_by_name_with_everything_typed(world, settings, name, thing, field, bad):
    settings.UPLOAD_MAX_BYTES = 100_000
    client = signed_in(world, OWNER)
    file_name, content = bad
    words = "Everything typed beside the file."
    text_field = TEXTS[name][1]

    response = client.post(
        where(name, thing, world),
        {
            field: SimpleUploadedFile(file_name, content),
            text_field: words,
            "token": uuid4(),
            "title": "Sheet",
            "language": "en",
            "type": "document",
            "licence": "CC-BY-4.0",
        },
    )

    page = unescape(response.content.decode())
    assert response.status_code == 422
    assert words in page
    assert file_name in page
    assert StoredFile.objects.filter(size_bytes=len(content)).count() == 0


@pytest.mark.parametrize("bad", BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_logo_is_refused_and_the_page_stays(world, bad):
    client = signed_in(world, ADMINISTRATOR)
    file_name, content = bad

    response = client.post(
        where("members:organisation_logo", "organisation", world),
        {"logo": SimpleUploadedFile(file_name, content)},
    )

    assert response.status_code == 422
    assert b"<h1" in response.content
