"""The scripts around PostgreSQL and Redis touch nobody else's, and say when they cannot."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)


def program(path: Path, lines: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/usr/bin/env bash\n{lines}\n")
    path.chmod(0o755)


@pytest.fixture
def services(tmp_path):
    """tools/services.sh with programs that only note what they were asked for."""
    bin, folder = tmp_path / "bin", tmp_path / "services"
    program(bin / "runuser", 'shift 3; exec "$@"')
    program(bin / "chown", "")
    program(bin / "initdb", 'echo initdb >> "$ASKED"; touch "$2/PG_VERSION"')
    program(bin / "pg_ctl", '[ "$3" != status ]')
    program(bin / "psql", "echo 1")
    program(bin / "redis-server", 'echo redis-server >> "$ASKED"; echo 4242 > "$COP_SERVICES_DIR/redis.pid"')
    program(bin / "redis-cli", 'echo "process_id:${REDIS_ANSWERS:-4242}"')
    (tmp_path / "asked").touch()
    environment = {
        "PATH": f"{bin}:{os.environ['PATH']}",
        "ASKED": str(tmp_path / "asked"),
        "COP_PG_BIN": str(bin),
        "COP_SERVICES_DIR": str(folder),
    }

    def run(verb, **more):
        return subprocess.run(
            ["bash", str(ROOT / "tools" / "services.sh"), verb],
            env={**os.environ, **environment, **more},
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    run.bin, run.folder, run.asked = bin, folder, (tmp_path / "asked").read_text
    return run


def test_what_runs_already_is_not_started_again(services):
    assert services("start").returncode == 0
    assert services("start").returncode == 0
    assert services.asked().split() == ["initdb", "redis-server"]


def test_a_database_that_was_not_finished_is_made_anew(services):
    program(services.bin / "initdb", 'touch "$2/PG_VERSION"; exit 1')
    assert services("start").returncode != 0

    program(services.bin / "initdb", 'touch "$2/PG_VERSION" "$2/whole"')

    assert services("start").returncode == 0
    assert (services.folder / "pg" / "whole").exists()


def test_the_redis_of_somebody_else_is_not_taken_for_ours(services):
    program(services.bin / "redis-server", "")  # the port is taken: it says so in its log and ends with 0

    refused = services("start", COP_REDIS_PORT="63798", REDIS_ANSWERS="7")

    assert refused.returncode == 1
    assert (
        refused.stderr.strip() == "Redis did not start on port 63798; choose another one with COP_REDIS_PORT."
    )
    assert refused.stdout == ""


def test_a_number_left_over_from_a_redis_that_died_is_not_believed(services):
    with subprocess.Popen(["sleep", "60"]) as stranger:
        services.folder.mkdir()
        (services.folder / "redis.pid").write_text(str(stranger.pid))
        try:
            services("stop")
            assert stranger.poll() is None
            assert services("start").returncode == 0
            assert "redis-server" in services.asked()
        finally:
            stranger.kill()


@pytest.fixture
def ci(tmp_path):
    """.ci/run over a checkout whose parts all succeed at once and note that they were called."""
    checkout = tmp_path / "checkout"
    (checkout / ".ci").mkdir(parents=True)
    shutil.copy(ROOT / ".ci" / "run", checkout / ".ci" / "run")
    program(checkout / "tools" / "services.sh", 'echo "services $1" >> asked')
    program(checkout / ".venv" / "bin" / "python", "echo 50001 50002")
    program(checkout / ".venv" / "bin" / "pytest", "echo first; echo '2 passed'")
    for name in ("make", "apt-get"):
        program(checkout / "bin" / name, "")

    def run():
        return subprocess.run(
            ["bash", str(checkout / ".ci" / "run")],
            env={**os.environ, "PATH": f"{checkout / 'bin'}:{os.environ['PATH']}"},
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    run.checkout = checkout
    return run


def test_the_closing_line_of_the_second_suite_is_the_last_one(ci):
    done = ci()

    assert (done.returncode, done.stdout.splitlines()) == (0, ["first", "2 passed"])
    assert (ci.checkout / "asked").read_text().splitlines()[-1] == "services stop"


def test_what_the_second_suite_says_is_seen_when_it_is_ended(ci):
    program(ci.checkout / ".venv" / "bin" / "pytest", "echo first; kill -KILL $$")

    done = ci()

    assert done.returncode != 0
    assert done.stdout == "first\n"


def test_without_room_for_a_folder_the_services_of_the_developer_stay(ci):
    program(ci.checkout / "bin" / "mktemp", "exit 1")

    assert ci().returncode != 0
    assert not (ci.checkout / "asked").exists()
