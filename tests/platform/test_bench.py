"""`make bench` reports what it measured, or says that it could not."""

import os
import socket
from pathlib import Path

import pytest

from tools import bench


@pytest.mark.parametrize("named", ["", "postgres://cop@localhost/figures"])
def test_the_database_of_the_site_in_this_checkout_is_left_alone(monkeypatch, tmp_path, named):
    """.env only fills what the environment does not say."""
    import django
    from django.core import management

    monkeypatch.setattr(
        os, "environ", {"DATABASE_URL": "postgres://the-site", "REDIS_URL": "redis://the-site"}
    )
    monkeypatch.setattr(django, "setup", lambda: None)
    monkeypatch.setattr(management, "call_command", lambda *args, **kwargs: None)

    bench.set_up(str(tmp_path), named)

    assert os.environ["DATABASE_URL"] == (named or f"sqlite:///{tmp_path}/cop.sqlite3")
    assert os.environ["REDIS_URL"] == ""


def clone(command, **kwargs):
    """In place of `git clone`: a checkout whose server ends at once."""
    tools = Path(command[-1]) / "tools"
    tools.mkdir(parents=True)
    (tools / "serve.py").write_text("raise SystemExit(1)\n")


def test_a_server_that_ends_before_it_answers_is_not_a_fast_one(monkeypatch, capsys):
    monkeypatch.setattr(bench.subprocess, "run", clone)

    with pytest.raises(SystemExit, match=r"`make serve` ended with 1 before it answered on port 1\."):
        bench.time_serve(1)

    assert capsys.readouterr().out == ""


def test_what_another_server_answers_is_not_measured(monkeypatch):
    monkeypatch.setattr(bench.subprocess, "run", clone)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(SystemExit, match=f"port {port} is taken; choose another one with --port"):
            bench.time_serve(port)
