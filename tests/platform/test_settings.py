import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def start(**environment):
    """Import the settings in a process of their own; returns (exit code, what it said)."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", "import cop.settings"],
        env=kept | {"COP_DATA_DIR": "/nonexistent"} | environment, cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stderr.strip().splitlines()[-1] if done.stderr else ""


def test_env_example_lists_exactly_what_the_settings_read():
    read = set(re.findall(r'env\.\w+\(\s*"(\w+)"', (ROOT / "cop/settings.py").read_text()))
    listed = set(re.findall(r"^(\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))

    assert listed == read


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({}, "Set COP_SECRET_KEY"),
        ({"COP_SECRET_KEY": "demo-only-secret-never-used-in-production"}, "is the demo's"),
        ({"COP_SECRET_KEY": "x" * 60, "COP_DEBUG": "true"}, "COP_DEBUG"),
        (
            {"COP_DEMO": "true", "COP_LANGUAGES": "it,xx,yy"},
            "COP_LANGUAGES names xx, yy; choose from en it pt",
        ),
        ({"COP_DEMO": "true", "COP_LANGUAGES": ""}, "COP_LANGUAGES is empty; choose from en it pt"),
    ],
)
def test_the_site_refuses_to_start_with_settings_that_are_unsafe_or_unknown(environment, says):
    code, words = start(**environment)

    assert code != 0
    assert says in words


def test_production_starts_with_a_secret_of_its_own():
    assert start(COP_SECRET_KEY="x" * 60) == (0, "")


def tell(expression, **environment):
    """What `expression` over the settings is, in a production of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    site = {"COP_SECRET_KEY": "x" * 60, "COP_SITE_URL": "https://cop.example", "COP_DATA_DIR": "/nonexistent"}
    return subprocess.run(
        [sys.executable, "-c", f"from cop.settings import *; print({expression})"],
        env=kept | site | environment, cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({}, "(31536000, False, False)"),
        ({"COP_HSTS_SECONDS": "3600", "COP_HSTS_SUBDOMAINS": "true"}, "(3600, True, False)"),
        ({"COP_HSTS_SUBDOMAINS": "true", "COP_HSTS_PRELOAD": "true"}, "(31536000, True, True)"),
        ({"COP_SITE_URL": "http://cop.example", "COP_HSTS_PRELOAD": "true"}, "(0, False, False)"),
    ],
)
def test_https_binds_this_site_alone_unless_its_owner_says_more(environment, told):
    names = "SECURE_HSTS_SECONDS, SECURE_HSTS_INCLUDE_SUBDOMAINS, SECURE_HSTS_PRELOAD"

    assert tell(f"({names})", **environment) == told


def test_a_silent_mail_server_is_not_waited_for_long():
    assert tell("EMAIL_TIMEOUT", COP_EMAIL_URL="smtp+tls://user:password@mail.example.org:587") == "10"


def manage(languages, folder, *command):
    """Run manage.py for a demo in `languages`; (exit code, what it printed)."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        env=kept | {"COP_DEMO": "true", "COP_DATA_DIR": str(folder), "COP_LANGUAGES": languages},
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("languages", ["it,fr", "en"])
def test_the_tables_are_the_same_whatever_languages_a_site_speaks(languages, tmp_path):
    """And its first language is the one it falls back on; the system checks pass before."""
    assert manage(languages, tmp_path, "makemigrations", "--check", "--dry-run") == (
        0,
        "No changes detected\n",
    )

    code, said = manage(
        languages, tmp_path, "shell", "--no-imports", "-c",
        "from django.conf import settings; print(settings.LANGUAGE_CODE, *dict(settings.LANGUAGES))",
    )  # fmt: skip
    assert (code, said.split()) == (0, [languages.split(",")[0], *languages.split(",")])


def test_no_lock_file_names_an_index_or_a_path():
    for lock in (ROOT / "requirements").glob("*.txt"):
        text = lock.read_text()

        assert "://" not in text, lock.name
        assert "--index-url" not in text, lock.name
        assert " /" not in text, lock.name


def test_no_logger_says_more_than_the_operator_asked_for(settings):
    """The task worker sets the level of its own loggers; the handler has the last word."""
    levels = {handler["level"] for handler in settings.LOGGING["handlers"].values()}

    assert levels == {settings.LOG_LEVEL}
