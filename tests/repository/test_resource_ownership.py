"""Withdrawing, throwing away, limits, and who finds what; contents nobody uses."""

import datetime as dt
import io
import os
import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from cop.core.ratelimit import LIMITS
from cop.members.activity import contributions_of_member, contributions_of_organisation
from repository.models import Resource, StoredFile, VersionFile
from repository.policies import can_deposit
from repository.services import (
    add_file,
    delete_draft,
    deposit_resource,
    start_version,
    store_file,
)
from repository.signals import resource_origins
from tests.factories.members import MemberFactory, OrganisationFactory
from tests.factories.repository import ResourceFactory, draft
from tests.repository.resources import PDF, TOOLBOX, address, typed, upload, with_file

pytestmark = pytest.mark.django_db


def test_withdrawing_asks_for_a_reason(client, member):
    resource = with_file(member)

    silent = client.post(address(resource, "withdraw"), {"reason": " "})
    said = client.post(address(resource, "withdraw"), {"reason": "Out of date."})

    resource.refresh_from_db()
    assert (silent.status_code, said["Location"], resource.status) == (422, address(resource), "withdrawn")


def test_a_draft_is_thrown_away_after_asking(client, member):
    resource = draft(depositor=member)

    assert client.get(address(resource, "delete")).status_code == 200
    assert client.post(address(resource, "delete"))["Location"] == reverse("resources:mine")
    assert not Resource.objects.exists()


@pytest.mark.parametrize("name", ["edit", "new_version", "withdraw", "delete"])
def test_strangers_are_asked_to_sign_in_and_other_members_find_nothing(client, name):
    published, unfinished = ResourceFactory(), draft()

    asked = client.get(address(published, name))
    client.force_login(MemberFactory())

    assert asked.status_code == 302
    assert "/account/login/" in asked["Location"]
    assert client.get(address(published, name)).status_code == 404
    assert client.post(address(unfinished, name), {"reason": "x"}).status_code == 404


def test_what_was_typed_survives_a_session_that_ended(client):
    member = MemberFactory()

    asked = client.post(f"{TOOLBOX}deposit/", typed(title="Typed for ten minutes", files=[upload()]))
    session = dict(client.session.items())
    client.force_login(member)
    kept = client.session
    kept.update({key: value for key, value in session.items() if key == "kept_form"})
    kept.save()
    page = client.get(f"{TOOLBOX}deposit/")

    assert "/account/login/" in asked["Location"]
    assert "Typed for ten minutes" in page.content.decode()
    assert not Resource.objects.exists()


def test_too_many_deposits_are_refused_with_everything_typed(client, member, settings, monkeypatch):
    settings.RATE_LIMITS = True
    monkeypatch.setitem(LIMITS, "deposit", (0, 3600))
    client.post(f"{TOOLBOX}deposit/", typed(title="First", link="https://example.org"))

    response = client.post(f"{TOOLBOX}deposit/", typed(title="Second", link="https://example.org"))

    assert response.status_code == 429
    assert "Second" in response.content.decode()


def test_every_file_counts_and_those_that_came_stay(client, member, settings, monkeypatch):
    settings.RATE_LIMITS = True
    monkeypatch.setitem(LIMITS, "upload", (2, 3600))
    files = [upload(f"{number}.pdf", PDF + str(number).encode()) for number in range(4)]

    response = client.post(f"{TOOLBOX}deposit/", typed(files=files))

    assert (response.status_code, len(response.context["form"].errors["files"])) == (422, 1)
    assert list(VersionFile.objects.values_list("name", flat=True)) == ["0.pdf", "1.pdf"]


def test_throwing_away_is_limited_too(client, member, settings, monkeypatch):
    settings.RATE_LIMITS = True
    monkeypatch.setitem(LIMITS, "edit", (1, 600))
    resource, unfinished = with_file(member), draft(depositor=member)
    start_version(member=member, resource=resource)
    client.post(address(draft(depositor=member), "delete"))

    deleted = client.post(address(unfinished, "delete"))
    discarded = client.post(address(resource, "new_version"), {"discard": "1"})

    assert (deleted.status_code, discarded.status_code) == (429, 429)
    assert (Resource.objects.count(), resource.versions.count()) == (2, 2)


def test_my_resources_are_mine_with_drafts(client, member):
    mine, theirs = draft(depositor=member, title="My draft"), draft(title="Their draft")

    page = client.get(reverse("resources:mine")).content.decode()

    assert mine.title in page
    assert theirs.title not in page


def test_a_guest_may_not_deposit():
    assert can_deposit(AnonymousUser()) is False


def test_the_trail_leads_both_ways(client):
    resource = with_file()
    origin = {"section": "collaboration", "kind": "Room", "title": "Ninety minutes", "language": "en", "url": "/r/", "note": ""}  # fmt: skip

    def answer(**kwargs):
        return [origin] if kwargs["resource"] == resource else []

    resource_origins.connect(answer)
    try:
        page = client.get(address(resource)).content.decode()
        other = client.get(address(with_file())).content.decode()
    finally:
        resource_origins.disconnect(answer)

    assert "Ninety minutes" in page
    assert "You are here" in page
    assert "You are here" not in other


def test_people_show_what_they_deposited_and_no_drafts():
    organisation = OrganisationFactory()
    resource = ResourceFactory(organisation=organisation)
    draft(depositor=resource.depositor, organisation=organisation)

    assert [item.url for item in contributions_of_member(resource.depositor, AnonymousUser())] == [
        resource.get_absolute_url()
    ]
    assert [item.title for item in contributions_of_organisation(organisation, AnonymousUser())] == [
        resource.title
    ]


@pytest.mark.parametrize("deleted", [True, False])
def test_contents_nobody_uses_are_pruned_after_a_day(deleted):
    resource = deposit_resource(depositor=MemberFactory(), type="document", title="Log")
    placed = add_file(
        member=resource.depositor, resource=resource, file=io.BytesIO(PDF + b"prune"), name="a.pdf"
    )
    StoredFile.objects.update(created_at=timezone.now() - dt.timedelta(days=2))
    if deleted:
        delete_draft(member=resource.depositor, resource=resource)

    call_command("prune_files", stdout=io.StringIO())

    assert StoredFile.objects.filter(pk=placed.file_id).exists() is not deleted
    assert storages["files"].exists(placed.file.path) is not deleted


@pytest.mark.parametrize(("days", "row", "left"), [(2, False, False), (0, False, True), (2, True, True)])
def test_contents_without_a_row_are_pruned_after_a_day(tmp_path, settings, days, row, left):
    folder = {**settings.STORAGES["files"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "files": folder}
    stored, _name = store_file(io.BytesIO(PDF + b"lost"), "a.pdf")
    if not row:
        stored.delete()
    came_at = (timezone.now() - dt.timedelta(days=days)).timestamp()
    os.utime(tmp_path / stored.path, (came_at, came_at))
    said = io.StringIO()

    call_command("prune_files", stdout=said)

    assert storages["files"].exists(stored.path) is left
    assert said.getvalue() == f"{int(not left)} unused files deleted.\n"


def test_without_any_content_there_is_nothing_to_prune(tmp_path, settings):
    folder = {**settings.STORAGES["files"], "OPTIONS": {"location": tmp_path / "not-made-yet"}}
    settings.STORAGES = {**settings.STORAGES, "files": folder}
    said = io.StringIO()

    call_command("prune_files", stdout=said)

    assert said.getvalue() == "0 unused files deleted.\n"


def test_a_file_kept_by_the_short_form_can_be_taken_out_of_it(client):
    member = MemberFactory()
    client.force_login(member)
    typed = {"token": str(uuid.uuid4()), "title": "Sheet", "abstract": "Two sentences.", "language": "en", "type": "document"}  # fmt: skip
    file = SimpleUploadedFile("notes.txt", b"Twelve boards, measured twice.")
    client.post("/en/sharing/resources/deposit/", typed | {"licence": "all-rights-reserved", "files": file, "publish": "1"})  # fmt: skip
    placed = VersionFile.objects.get(name="notes.txt")

    page = client.post(
        "/en/sharing/resources/deposit/",
        typed | {"licence": "CC-BY-4.0", "remove": placed.pk, "revision": "0"},
    )

    assert page.status_code == 200
    assert "notes.txt" not in page.text
    assert "Two sentences." in page.text
    assert VersionFile.objects.count() == 0


def test_a_deposit_whose_files_are_all_refused_leaves_no_draft_behind(client):
    client.force_login(MemberFactory())
    typed = {"token": str(uuid.uuid4()), "title": "Sheet", "abstract": "Two sentences.", "language": "en", "type": "document", "licence": "CC-BY-4.0"}  # fmt: skip

    page = client.post(
        "/en/sharing/resources/deposit/",
        typed | {"files": SimpleUploadedFile("empty.pdf", b""), "publish": "1"},
    )

    assert page.status_code == 422
    assert "Two sentences." in page.text
    assert Resource.objects.count() == 0
