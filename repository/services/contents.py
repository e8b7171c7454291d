"""The contents of files in the storage "files", and their rows.

A row is never without its content; a content without a row does no harm and is pruned a day on.
So a content is written before its row is, and deleted after the deletion of its row is committed.
The lock of a content sees to the rest: a row is made, and a content deleted, by one at a time, who
looks for the other first.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from django.core.files import File
from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone

from cop.core.files import inspect
from cop.core.locks import lock_name
from repository.models import StoredFile

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator


def store_file(file: IO[bytes] | Any, name: str) -> tuple[StoredFile, str]:
    """Keep the content of `file` once, under its hash; the stored file and its safe name.

    Raises FileRefusedError. Written before any transaction is opened: a large file must not hold
    a lock. Sent again, a content that was lost is back, and one in no use is not pruned for a day.
    """
    inspected = inspect(file, name)
    facts = {"size_bytes": inspected.size_bytes, "media_type": inspected.media_type}
    _write_missing(StoredFile(sha256=inspected.sha256, **facts), file)
    with transaction.atomic():
        _lock(inspected.sha256)
        sent_at = timezone.now()
        stored, _created = StoredFile.objects.update_or_create(
            sha256=inspected.sha256,
            defaults={"created_at": sent_at},
            create_defaults={"created_at": sent_at, **facts},
        )
        _write_missing(stored, file)  # deleted meanwhile, with the row it had
    return stored, inspected.name


def _write_missing(stored: StoredFile, file: IO[bytes] | Any) -> None:
    """Write the content unless it is there, whole."""
    storage = storages["files"]
    if not storage.exists(stored.path) or storage.size(stored.path) != stored.size_bytes:
        file.seek(0)
        storage.save(stored.path, file if isinstance(file, File) else File(file))


def _lock(sha256: str) -> None:
    lock_name(f"repository.content.{sha256}")


def drop_contents(paths: Iterable[str]) -> int:
    """Delete the contents at `paths` that no row names; how many. For after the commit that took their rows."""
    count = 0
    for path in paths:
        sha256 = path.rpartition("/")[2]
        with transaction.atomic():
            _lock(sha256)
            if not StoredFile.objects.filter(sha256=sha256).exists():
                storages["files"].delete(path)
                count += 1
    return count


def contents_without_row(*, before: dt.datetime) -> Iterator[str]:
    """The paths of contents that came before that time and that no row names."""
    storage = storages["files"]
    if not storage.exists(""):
        return
    for first in storage.listdir("")[0]:
        named = set(StoredFile.objects.filter(sha256__startswith=first).values_list("sha256", flat=True))
        for second in storage.listdir(first)[0]:
            for name in storage.listdir(f"{first}/{second}")[1]:
                path = f"{first}/{second}/{name}"
                if name not in named and storage.get_modified_time(path) < before:
                    yield path
