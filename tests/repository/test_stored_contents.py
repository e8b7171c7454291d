"""Contents and their rows: whatever is deleted when, no row stays without its content."""

import datetime as dt
import io

import pytest
from django.core.files.storage import storages
from django.core.management import call_command
from django.db.models.signals import post_save
from django.utils import timezone

from repository.models import StoredFile
from repository.services import store_file
from tests.repository.resources import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    """The storage of this test alone."""
    files = {**settings.STORAGES["files"], "OPTIONS": {"location": tmp_path, "allow_overwrite": True}}
    settings.STORAGES = {**settings.STORAGES, "files": files}
    return tmp_path


def keep(content=PDF):
    return store_file(io.BytesIO(content), "log.pdf")[0]


@pytest.mark.parametrize("left", [None, PDF[:3]])
def test_a_content_that_was_lost_or_cut_short_comes_back_with_the_next_upload(folder, left):
    path = folder / keep().path
    path.unlink()
    if left is not None:
        path.write_bytes(left)

    stored = keep()

    assert (stored.pk, path.read_bytes()) == (StoredFile.objects.get().pk, PDF)


def test_a_content_that_goes_just_before_its_row_comes_is_stored_again(folder):
    def prune(instance, **kwargs):
        storages["files"].delete(instance.path)

    post_save.connect(prune, sender=StoredFile)
    try:
        stored = keep()
    finally:
        post_save.disconnect(prune, sender=StoredFile)

    assert (folder / stored.path).read_bytes() == PDF


def test_a_content_that_comes_again_waits_a_day_more(folder):
    keep()
    StoredFile.objects.update(created_at=timezone.now() - dt.timedelta(days=2))

    stored = keep()

    call_command("prune_files", stdout=io.StringIO())
    assert StoredFile.objects.get() == stored
    assert (folder / stored.path).exists()


def test_pruning_that_breaks_off_leaves_no_row_without_its_content(monkeypatch):
    keep()
    StoredFile.objects.update(created_at=timezone.now() - dt.timedelta(days=2))
    storage = storages["files"]
    delete = storage.delete

    def delete_and_break(name):
        delete(name)
        raise OSError

    monkeypatch.setattr(storage, "delete", delete_and_break)

    with pytest.raises(OSError):  # noqa: PT011 - the test's own
        call_command("prune_files", stdout=io.StringIO())

    assert list(StoredFile.objects.all()) == []
