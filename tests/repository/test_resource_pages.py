"""The page of a resource and its files, as anybody reads them."""

import io
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from repository.models import Resource, StoredFile, VersionFile
from repository.services import (
    add_file,
    deposit_resource,
    publish_resource,
    withdraw_resource,
)
from tests.factories.members import MemberFactory, MembershipFactory, OrganisationFactory
from tests.factories.repository import ResourceFactory, draft
from tests.repository.resources import PDF, address, details, file_address, upload, with_file

pytestmark = pytest.mark.django_db


def test_a_wrong_slug_leads_to_the_right_one(client):
    resource = ResourceFactory(title="Moisture log")

    response = client.get(f"/en/sharing/resources/{resource.pk}-other/?a=1")

    assert (response.status_code, response["Location"]) == (302, f"{address(resource)}?a=1")


@pytest.mark.parametrize(
    ("title", "slug"), [("Υγρασία", "ygrasia"), ("Moisture, log", "moisture-log"), ("…", "document")]
)
def test_the_slug_has_words_or_says_the_type(title, slug):
    assert ResourceFactory(title=title).slug == slug


@pytest.mark.parametrize("versions", [1, 3])
def test_the_page_costs_the_same_for_every_number_of_versions(client, versions):
    resource = with_file()
    for number in range(2, versions + 1):
        version = resource.versions.create(
            number=number,
            published_at=resource.published_at,
            licence="CC0-1.0",
            link="https://example.org/old",
        )
        version.files.create(file=resource.versions.get(number=1).files.get().file, name=f"{number}.pdf")

    client.get(address(resource))  # what all pages share is cached from here on
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address(resource))

    assert len(response.context["versions"]) == versions
    assert len(queries) <= 7


def test_what_members_wrote_is_marked_with_its_language_and_never_markup(client):
    resource = ResourceFactory(
        title="<script>alert(1)</script>", language="it", authors=["<b>"], summary="<i>"
    )

    page = client.get(address(resource)).content.decode()

    assert "<script>alert" not in page
    assert '<h1 lang="it" dir="auto">&lt;script&gt;' in page
    (linked,) = re.findall(r'<script type="application/ld\+json" nonce="[^"]+">(.*?)</script>', page)
    assert json.loads(linked)["name"] == "<script>alert(1)</script>"


def test_a_withdrawn_resource_keeps_its_page_and_its_reason_but_not_its_files(client):
    resource = with_file()
    placed = VersionFile.objects.get()
    withdraw_resource(member=resource.depositor, resource=resource, reason="Prices of 2023.")

    page = client.get(address(resource))
    refused = client.get(file_address(placed))
    client.force_login(resource.depositor)

    assert "Prices of 2023." in page.content.decode()
    assert "log.pdf" not in page.content.decode()
    assert (refused.status_code, client.get(file_address(placed)).status_code) == (404, 200)


def test_the_reference_can_be_taken_as_bibtex(client):
    resource = with_file(authors=["School {x}", "R&D_2"], year=2025)

    text = client.get(address(resource, "citation")).content.decode()

    assert "author = {{School x} and {R\\&D\\_2}}" in text
    assert "year = {2025}" in text


@pytest.mark.parametrize(
    ("status", "who", "found"),
    [
        ("published", "guest", 200),
        ("draft", "guest", 404),
        ("draft", "member", 404),
        ("draft", "depositor", 200),
        ("draft", "editor", 200),
        ("draft", "representative", 404),
        ("withdrawn", "member", 404),
        ("withdrawn", "representative", 200),
    ],
)
def test_files_are_given_to_those_who_may_see_them(client, status, who, found):
    organisation = OrganisationFactory()
    resource = with_file()
    represents = MemberFactory()
    MembershipFactory(member=represents, organisation=organisation, state="accepted", is_representative=True)
    Resource.objects.filter(pk=resource.pk).update(
        status=status, withdrawn_reason="Old.", organisation=organisation
    )
    people = {
        "member": MemberFactory(),
        "depositor": resource.depositor,
        "editor": MemberFactory(roles=["editor"]),
        "representative": represents,
    }
    if who != "guest":
        client.force_login(people[who])

    assert client.get(file_address(VersionFile.objects.get())).status_code == found


def test_a_file_comes_with_headers_that_let_nothing_run_and_is_not_under_media(client, settings):
    resource = with_file()
    placed = VersionFile.objects.select_related("file", "version__resource").get()

    response = client.get(file_address(placed))
    shown = client.get(file_address(placed), {"inline": "1"}, headers={"range": "bytes=0-3"})

    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"] == 'attachment; filename="log.pdf"'
    assert "sandbox" in response["Content-Security-Policy"]
    assert (shown.status_code, b"".join(shown.streaming_content)) == (206, b"%PDF")
    assert client.get(settings.MEDIA_URL + placed.file.path, follow=True).status_code == 404
    assert resource.versions.count() == 1


FILM = b"\0\0\0\x18ftypisom\0\0\2\0isommp42" + b"\0" * 20
SRT = "1\r\n0:00:01,000 --> 00:00:02,500\r\nS\u00ec, a, b\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_film_plays_with_captions_that_came_as_srt(client, encoding):
    resource = deposit_resource(
        depositor=MemberFactory(), type="tool", title="Log", abstract="One page.", licence="CC-BY-4.0"
    )
    for name, content in (("film.mp4", FILM), ("film.it.srt", SRT.encode(encoding))):
        add_file(member=resource.depositor, resource=resource, file=io.BytesIO(content), name=name)
    publish_resource(member=resource.depositor, resource=resource)
    url = file_address(VersionFile.objects.get(name="film.it.srt"))

    track, file = client.get(url, {"inline": "1"}), client.get(url)

    assert f'<track kind="captions" src="{url}?inline=1"' in client.get(address(resource)).content.decode()
    assert track["Content-Type"] == "text/vtt; charset=utf-8"
    assert b"".join(track.streaming_content).decode() == (
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.500\nS\u00ec, a, b\n"
    )
    assert b"".join(file.streaming_content) == SRT.encode(encoding)


def test_a_quicktime_film_is_only_for_download(client):
    resource = with_file()
    StoredFile.objects.update(media_type="video/quicktime")

    page = client.get(address(resource))

    assert page.context["preview"] is None
    assert page.context["download"]["name"] == "log.pdf"


def test_the_details_offer_what_a_film_asks_for_as_soon_as_it_came(client, member):
    resource = draft(depositor=member, type="tool")
    resource.versions.update(published_at=None)

    response = client.post(
        address(resource, "edit"), details(resource, publish="1", files=[upload("film.mp4", FILM)])
    )

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["captions_waiver"])
    assert 'name="captions_waiver"' in response.content.decode()


def test_a_file_of_another_resource_or_version_is_not_found(client):
    resource, other = with_file(), with_file()
    placed = VersionFile.objects.get(version__resource=other)

    wrong = [
        {**resource.address, "number": 1, "file_id": placed.pk, "name": "log.pdf"},
        {**other.address, "number": 2, "file_id": placed.pk, "name": "log.pdf"},
    ]

    assert [client.get(reverse("resources:file", kwargs=kwargs)).status_code for kwargs in wrong] == [
        404,
        404,
    ]
