#!/usr/bin/env python3
"""The figures of the README, one `name: value unit` a line: SQL, CPU and bytes of each page.

Builds a site of its own in a temporary folder (or in the database `--database` names), fills it
with the generator of cop.demo.bench, and asks each page as a guest and as a member. CPU is the
process time of the web side plus, on PostgreSQL, that of the database's own process; beside each
stands its ratio to an empty Django view with a session and a template, measured in turns with it.
With `--serve` it also times `make serve` from a clean clone.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test import Client

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
REPEATS = 15
GOAL_FOR_GUESTS = 8  # times the empty page, held against cpu-first-ratio
UNKEPT = {
    "cpu-first-ratio": ("pages",),
    "cpu-cold-ratio": ("pages", "pieces"),
}  # and the caches emptied for it
TICKS = os.sysconf("SC_CLK_TCK")
Ask = Callable[[], object]


def set_up(folder: str, database: str) -> None:
    """A site in `folder` and in the database of the URL `database`, whatever stands in `.env`."""
    os.environ.update(DATABASE_URL=database or f"sqlite:///{folder}/cop.sqlite3", REDIS_URL="",
                      COP_DEMO="true", COP_DATA_DIR=folder, COP_RATE_LIMITS="false", COP_LOG_LEVEL="ERROR",
                      DJANGO_SETTINGS_MODULE="cop.settings", COP_SITE_URL="http://localhost:8000")  # fmt: skip
    import django
    from django.core.management import call_command

    django.setup()
    for command in ("migrate", "createcachetable", "collectstatic", "setup_site", "load_demo"):
        arguments = {"interactive": False} if command in ("migrate", "collectstatic") else {}
        call_command(command, verbosity=0, **arguments)


def backend_cpu_s() -> float:
    """CPU seconds of this connection's PostgreSQL process; 0 on SQLite, which runs in ours."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        pid = cursor.fetchone()[0]
    facts = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(facts[11]) + int(facts[12])) / TICKS


def cpu_ms(asked: list[Ask]) -> list[float]:
    """CPU milliseconds of each request, asked for in turns; the mean of its quieter half.

    In turns, since other work on the machine slows all of them alike: so their ratios hold.
    """
    for ask in asked * 2:  # to warm up
        ask()
    samples: list[list[float]] = [[] for _ in asked]
    for _ in range(REPEATS):
        for kept, ask in zip(samples, asked, strict=True):
            before, started = backend_cpu_s(), time.process_time()
            ask()
            kept.append(time.process_time() - started + backend_cpu_s() - before)
    return [statistics.mean(sorted(kept)[: REPEATS // 2 + 1]) * 1000 for kept in samples]


def loaded_bytes(html: str) -> dict[str, int]:
    """Uncompressed bytes of the style sheets and scripts a page asks for."""
    from django.conf import settings

    found = {
        "css": re.findall(r'<link rel="stylesheet" href="([^"]+)"', html),
        "js": re.findall(r'<script[^>]* src="([^"]+)"', html),
    }
    return {
        sort: sum(
            (Path(settings.STATIC_ROOT) / url.removeprefix(settings.STATIC_URL)).stat().st_size
            for url in urls
        )
        for sort, urls in found.items()
    }


def pages(forum, topic, resource) -> dict[str, str]:
    from django.contrib.auth.models import AnonymousUser

    from cop.core import paging
    from forums.models import Topic
    from repository.models import Practice
    from rooms.models import Room
    from scenarios.models import ScenarioPage

    stranger = AnonymousUser()
    oldest = Topic.objects.filter(forum=forum).order_by("last_posted_at", "pk")[20]
    last = paging._write("older", oldest, "last_posted_at")
    scenario = ScenarioPage.objects.visible_to(stranger).in_locale("en").first()
    return {
        "home": "/en/",
        "forum": forum.get_absolute_url(),
        "forum-last": f"{forum.get_absolute_url()}?after={last}",
        "topic": topic.get_absolute_url(),
        "topic-last": f"{topic.get_absolute_url()}?page={topic.page_count}",
        "toolbox": "/en/sharing/resources/",
        "resource": resource.get_absolute_url(),
        "practice": Practice.objects.visible_to(stranger).first().get_absolute_url(),
        "scenario": scenario.get_url(),
        "room": Room.objects.visible_to(stranger).first().get_absolute_url(),
        "search": "/en/search/?q=apprentice+timber",
    }


def measure(addresses: dict[str, str]) -> None:
    """Print the figures of each page.

    `cpu` is what a reader costs; a topic's page is kept for strangers for a minute (see
    cop.core.strangers), so for a guest there it is the cost of handing out the kept page.
    `cpu-first-ratio` is that of a guest whose page is not kept, with what its posts are made of
    still rendered: it belongs to `sql`, and it is the figure held against the goal (`goal.guest`).
    `cpu-cold-ratio` has nothing kept at all. Ratios are to the empty page of a member.
    """
    from django.contrib.auth import get_user_model
    from django.core.cache import caches
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    guest, member = Client(HTTP_HOST="localhost"), Client(HTTP_HOST="localhost")
    member.force_login(get_user_model().objects.get(email="trainer@cop.example"))
    print(f"goal.guest.cpu-first-ratio: {GOAL_FOR_GUESTS} x")
    for name, path in addresses.items():
        for who, client in (("guest", guest), ("member", member)):
            client.get(path)
            caches["pages"].clear()
            with CaptureQueriesContext(connection) as queries:
                response = client.get(path)
            count = len(queries)  # now: the next request empties the log
            if response.status_code != 200:
                sys.exit(f"{name}.{who}: {response.status_code} at {path}")
            html = b"".join(response).decode() if response.streaming else response.content.decode()
            asks: list[Ask] = [partial(member.get, "/demo/empty/"), partial(client.get, path)]
            if who == "guest":
                asks += [partial(without, kept, client, path) for kept in UNKEPT.values()]
            empty, cpu, *unkept = cpu_ms(asks)
            print(f"{name}.{who}.sql: {count} queries")
            print(f"{name}.{who}.cpu: {cpu:.1f} ms")
            print(f"{name}.{who}.cpu-ratio: {cpu / empty:.1f} x")
            for figure, value in zip(UNKEPT, unkept, strict=False):  # a guest's only
                print(f"{name}.{who}.{figure}: {value / empty:.1f} x")
            print(f"{name}.{who}.html: {len(html.encode())} bytes")
            for sort, size in loaded_bytes(html).items():
                print(f"{name}.{who}.{sort}: {size} bytes")
            sys.stdout.flush()


def without(kept: tuple[str, ...], client: Client, path: str) -> None:
    """A page, once these caches are empty."""
    from django.core.cache import caches

    for name in kept:
        caches[name].clear()
    client.get(path)


def time_serve(port: int) -> None:
    """From a clean clone to the first answer, and once more."""
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            sys.exit(f"port {port} is taken; choose another one with --port.")
    folder = Path(tempfile.mkdtemp(prefix="cop-serve-"))
    try:
        subprocess.run(["git", "clone", "-q", str(ROOT), str(folder / "cop")], check=True)
        environment = {
            k: v
            for k, v in os.environ.items()
            if not k.startswith(("COP_", "DJANGO_", "DATABASE_", "REDIS_"))
        }
        for name in ("first", "later"):
            started = time.monotonic()
            process = subprocess.Popen(
                [sys.executable, "tools/serve.py"], cwd=folder / "cop", env=environment | {"PORT": str(port)},
                stdout=subprocess.DEVNULL,
            )  # fmt: skip
            while process.poll() is None:
                try:
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/en/", timeout=5).read()
                    break
                except OSError:
                    time.sleep(0.1)
            else:
                sys.exit(f"`make serve` ended with {process.returncode} before it answered on port {port}.")
            print(f"serve.{name}: {time.monotonic() - started:.1f} s", flush=True)
            process.terminate()
            process.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--serve", action="store_true", help="also time `make serve` from nothing")
    parser.add_argument("--port", type=int, default=8799)
    parser.add_argument("--database", default="", help="URL of an empty database to fill, instead of SQLite")
    options = parser.parse_args()
    if options.serve:
        time_serve(options.port)
    with tempfile.TemporaryDirectory(prefix="cop-bench-") as folder:
        set_up(folder, options.database)
        from django.core.management import call_command

        from cop.demo.bench import fill

        made = fill()
        call_command("rebuild_index", verbosity=0)
        measure(pages(*made))


if __name__ == "__main__":
    main()
