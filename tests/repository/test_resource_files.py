"""The files of a resource: stored once, as many as there is room for, each in a role it can have."""

import pytest

from cop.core.files import FileRefusedError
from repository.models import Resource, StoredFile, VersionFile
from repository.services import (
    VersionFixedError,
    change_resource,
    discard_version,
    publish_resource,
    remove_file,
    set_roles,
    start_version,
)
from tests.repository.resources import PDF, deposit, publish_resource_of, put, refused

pytestmark = pytest.mark.django_db


def test_one_content_is_stored_once_and_a_name_is_replaced():
    resource, other = deposit(), deposit()

    put(resource, "log.pdf")
    put(other, "same.pdf")
    replaced = put(resource, "log.pdf", PDF + b"%more")

    assert StoredFile.objects.count() == 2
    assert list(resource.versions.get().files.values_list("name", flat=True)) == ["log.pdf"]
    with replaced.file.open() as stored:
        assert stored.read() == PDF + b"%more"
    assert replaced.file.path.startswith(f"{replaced.file.sha256[:2]}/")


def test_what_has_no_room_in_a_version_is_not_even_stored(monkeypatch):
    monkeypatch.setattr("repository.services.versions.FILES_MOST", 1)
    resource = deposit()
    put(resource, "log.pdf")

    with pytest.raises(FileRefusedError, match="holds up to 1 files"):
        put(resource, "other.pdf", PDF + b"2")

    assert StoredFile.objects.count() == 1
    assert put(resource, "log.pdf", PDF + b"3").file.size_bytes == len(PDF) + 1


def test_roles_are_guessed_and_can_be_changed():
    resource = deposit(type="trainer_package")
    manual, sheet = put(resource, "manual.pdf"), put(resource, "sheet.pdf", PDF + b"2")
    assert (manual.role, sheet.role) == ("manual", "main")

    set_roles(member=resource.depositor, resource=resource, roles={sheet.pk: "manual", manual.pk: "nonsense"})

    assert list(resource.versions.get().files.values_list("role", flat=True)) == ["manual", "manual"]


def test_a_file_gets_no_role_its_type_cannot_have():
    resource = deposit()
    guide = put(resource, "guide.pdf")

    for role in ("manual", "poster", "captions"):
        set_roles(member=resource.depositor, resource=resource, roles={guide.pk: role})

    assert resource.versions.get().files.get().role == "manual"


@pytest.mark.parametrize(
    ("kind", "role", "missing"),
    [("video", "captions", ["files", "captions_waiver"]), ("immersive", "poster", ["files"])],
)
def test_r20_asks_for_a_file_that_is_what_its_role_says(kind, role, missing):
    resource = deposit(type=kind, device_notes="A browser.", text_alternative="A plane.")
    guide = put(resource, "guide.pdf")
    VersionFile.objects.filter(pk=guide.pk).update(role=role)

    assert refused(publish_resource, member=resource.depositor, resource=resource) == missing


@pytest.mark.parametrize(
    ("name", "content", "missing"),
    [
        ("a.mp4", b"\0\0\0\x18ftypisom\0\0\2\0isommp42" + b"\0" * 20, "captions_waiver"),
        ("a.glb", b"glTF\2\0\0\0\x0c\0\0\0", "text_alternative"),
    ],
)
def test_r20_holds_for_films_and_models_in_whatever_type(name, content, missing):
    resource = deposit(type="tool")
    put(resource, name, content)

    assert refused(publish_resource, member=resource.depositor, resource=resource) == [missing]

    change_resource(member=resource.depositor, resource=resource, **{missing: "A plane, silent."})
    assert publish_resource_of(resource).is_published


@pytest.fixture
def published_first(monkeypatch):
    """Have a resource published by another tab just before this one gets its lock."""
    lock, waiting = Resource.objects.select_for_update, []

    def too_late():
        if waiting:
            publish_resource_of(waiting.pop())
        return lock()

    monkeypatch.setattr(Resource.objects, "select_for_update", too_late)
    return waiting.append


def test_a_file_is_not_taken_out_of_what_is_being_published(published_first):
    resource = deposit(type="trainer_package", exchange_activity="A week in Vinci.")
    manual = put(resource, "manual.pdf")
    published_first(resource)

    with pytest.raises(VersionFixedError):
        remove_file(member=resource.depositor, version_file=manual)

    assert resource.versions.get().files.get() == manual


def test_a_role_is_not_changed_in_what_is_being_published(published_first):
    resource = deposit(type="trainer_package", exchange_activity="A week in Vinci.")
    manual = put(resource, "manual.pdf")
    published_first(resource)

    set_roles(member=resource.depositor, resource=resource, roles={manual.pk: "main"})

    assert resource.versions.published().get().files.get().role == "manual"


def test_nothing_is_taken_out_of_a_version_that_was_given_up():
    resource = deposit()
    put(resource, "log.pdf")
    publish_resource_of(resource)
    placed = start_version(member=resource.depositor, resource=resource).files.get()
    discard_version(member=resource.depositor, resource=resource)

    with pytest.raises(VersionFixedError):
        remove_file(member=resource.depositor, version_file=placed)
