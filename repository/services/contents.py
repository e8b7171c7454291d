"""The contents of files in the storage "files", apart from their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.files.storage import storages

from repository.models import StoredFile

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator


def drop_contents(paths: Iterable[str]) -> int:
    """Delete the contents at `paths` that no row names; how many. For after the commit that took their rows."""
    count = 0
    for path in paths:
        if not StoredFile.objects.filter(sha256=path.rpartition("/")[2]).exists():
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
