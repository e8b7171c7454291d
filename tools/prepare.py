#!/usr/bin/env python3
"""Brings the site to where it can run: translations, tables, static files, pages, demo.

One process, so that Django starts once. A stamp in the data folder names the settings, the state
of the source files and the migrations the database has; when it still fits, the demo has nothing to
do. A real site is always prepared: it is asked for once an upgrade. A first run that fails takes its
half-made database away again, and the folders it made. Exit code 28 means that the disk is full.
"""

import errno
import hashlib
import os
import shutil
import sqlite3
import sys
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cop.settings")
SOURCES = (
    "cop",
    "forums",
    "repository",
    "rooms",
    "scenarios",
    "search",
    "templates",
    "static",
    "locale",
    "requirements",
)


def fingerprint() -> str:
    """A hash over the settings that tables and pages follow, and name, size and time of every source file."""
    from django.conf import settings

    database = [settings.DATABASES["default"].get(name) for name in ("ENGINE", "NAME", "HOST", "PORT")]
    chosen = [database, settings.SITE_URL, settings.COP_LANGUAGES, settings.DEMO]
    state = hashlib.sha256(repr(chosen).encode())
    for source in SOURCES:
        for path in sorted((ROOT / source).rglob("*")):
            if path.is_file() and path.suffix not in (".pyc", ".mo"):
                facts = path.stat()
                state.update(f"{path.relative_to(ROOT)}:{facts.st_size}:{facts.st_mtime_ns}".encode())
    return state.hexdigest()


def applied() -> str:
    """A hash over the migrations the database has, "" when it has none."""
    from django.db import DatabaseError, connection

    try:
        with warnings.catch_warnings(), connection.cursor() as cursor:
            warnings.simplefilter("ignore", RuntimeWarning)  # Django is not set up: that takes seconds
            cursor.execute("select app, name from django_migrations order by app, name")
            return hashlib.sha256(repr(cursor.fetchall()).encode()).hexdigest()
    except DatabaseError:
        return ""


def is_prepared(stamp: Path, state: str) -> bool:
    from django.conf import settings

    return (
        settings.DEMO
        and (Path(settings.STATIC_ROOT) / "staticfiles.json").exists()
        and stamp.exists()
        and stamp.read_text() == f"{state} {applied()}"
    )


def compile_messages() -> None:
    """Compile every .po that is newer than its .mo; needs no gettext."""
    import polib

    for source in ROOT.glob("locale/*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            half = target.with_suffix(".half")
            polib.pofile(str(source)).save_as_mofile(str(half))
            half.replace(target)


def run(stamp: Path, state: str) -> None:
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    say = print
    say("Preparing the database ...", flush=True)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    say("Collecting static files ...", flush=True)
    call_command("collectstatic", verbosity=0, interactive=False)
    say("Setting up the pages ...", flush=True)
    call_command("setup_site", verbosity=0)
    if settings.DEMO:
        say("Loading the demo community ...", flush=True)
        call_command("load_demo", verbosity=0)
        call_command("rebuild_index", verbosity=0)
    stamp.write_text(f"{state} {applied()}")


def main() -> None:
    compile_messages()
    from django.conf import settings

    folder = Path(settings.DATA_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    stamp, database = folder / ".prepared", folder / "cop.sqlite3"
    state = fingerprint()
    new = [name for name in ("static", "files", "media") if not (folder / name).exists()]
    first = not stamp.exists() and not database.exists()  # a database restored from a backup has no stamp
    if is_prepared(stamp, state):
        return
    stamp.unlink(missing_ok=True)  # what is half done now is done again
    try:
        run(stamp, state)
    except BaseException as problem:
        if first and database.exists():  # one elsewhere stays, and with it the files its rows name
            for name in (
                database,
                database.with_name("cop.sqlite3-wal"),
                database.with_name("cop.sqlite3-shm"),
                stamp,
            ):
                name.unlink(missing_ok=True)
            for folder_name in new:
                shutil.rmtree(folder / folder_name, ignore_errors=True)
        chain = [problem, problem.__cause__, problem.__context__]
        full = any(isinstance(p, OSError) and p.errno == errno.ENOSPC for p in chain if p) or any(
            isinstance(p, sqlite3.OperationalError) and "full" in str(p) for p in chain if p
        )
        if full:
            sys.exit(28)
        raise


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
