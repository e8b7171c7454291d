"""A test database without waiting for the migrations: they run once, into a template that is copied.

Migrating from nothing takes some 25 seconds of CPU, in every worker of every run. The template's
name carries a hash of all migrations and of the lock file, so a changed one is never reused.
"""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from django.core.management import call_command
from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent


def state() -> str:
    """A hash of everything the schema depends on."""
    digest = hashlib.sha256((ROOT / "requirements" / "dev.txt").read_bytes())
    for path in sorted(ROOT.glob("**/migrations/*.py")):
        if ".venv" not in path.parts:
            digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def folder() -> Path:
    """Where templates and copies live: in memory where there is room, else the temporary folder."""
    memory = Path("/dev/shm")
    enough = memory.is_dir() and shutil.disk_usage(memory).free > 500 * 1024 * 1024
    place = (memory if enough else Path(tempfile.gettempdir())) / "cop-tests"
    place.mkdir(exist_ok=True)
    return place


def use(name: Path) -> None:
    """Point the connection at the database file `name`."""
    connection.close()
    connection.settings_dict["NAME"] = str(name)


@contextmanager
def sqlite_copy(worker: str) -> Iterator[None]:
    """A fresh, migrated SQLite database for one worker of one run."""
    template = folder() / f"template-{state()}.sqlite3"
    with (folder() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not template.exists():
            half = template.with_suffix(".half")
            half.unlink(missing_ok=True)
            use(half)
            call_command("migrate", verbosity=0, interactive=False)
            connection.cursor().execute("PRAGMA journal_mode=DELETE")
            connection.close()
            half.replace(template)
    with tempfile.TemporaryDirectory(prefix=f"run-{worker}-", dir=folder()) as place:
        copy = Path(place) / "cop.sqlite3"
        shutil.copyfile(template, copy)
        before = connection.settings_dict["NAME"]
        use(copy)
        try:
            yield
        finally:
            use(Path(before))
