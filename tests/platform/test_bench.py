"""`make bench` reports what it measured, or says that it could not."""

import socket
from pathlib import Path

import pytest

from tools import bench


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
