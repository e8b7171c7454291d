"""What `make serve` says when it cannot: one sentence, and nothing half-made stays behind."""

import builtins
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest
from django.conf import settings

Disk = namedtuple("Disk", "total used free")
TOOL = Path(settings.BASE_DIR) / "tools" / "serve.py"


@pytest.fixture
def serve(tmp_path, monkeypatch):
    """tools/serve.py as a module of its own, in a folder of its own."""
    spec = importlib.util.spec_from_file_location("serve_of_a_test", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", str(tmp_path))
    monkeypatch.setattr(module, "VENV", str(tmp_path / ".venv"))
    monkeypatch.setattr(module, "PYTHON", str(tmp_path / ".venv" / "bin" / "python"))
    monkeypatch.setattr(module, "STAMP", str(tmp_path / ".venv" / ".installed-base"))
    return module


@pytest.fixture
def refusal(capsys):
    """What is said when `act` refuses: a function that returns the sentence."""

    def said(act, *arguments):
        with pytest.raises(SystemExit) as ended:
            act(*arguments)
        assert ended.value.code == 1
        lines = capsys.readouterr().err.strip().splitlines()
        assert len(lines) == 1
        return lines[0]

    return said


@pytest.mark.parametrize("version", [(3, 10, 9), (3, 11, 1), (3, 15, 0)])
def test_another_python_is_named_with_a_way_out(serve, refusal, monkeypatch, version):
    monkeypatch.setattr(sys, "version_info", (*version, "final", 0))

    assert "{}.{}.{}".format(*version) in refusal(serve.check_python)


@pytest.mark.parametrize("version", [(3, 11, 2), (3, 12, 0), (3, 14, 3)])
def test_every_python_that_is_promised_may_go_on(serve, monkeypatch, version):
    monkeypatch.setattr(sys, "version_info", (*version, "final", 0))

    serve.check_python()


@pytest.mark.parametrize("name", ["venv", "ensurepip"])
def test_a_python_without_venv_is_told_which_package_to_install(serve, refusal, monkeypatch, name):
    real = builtins.__import__

    def without(asked, *args, **kwargs):
        if asked == name:
            raise ImportError(asked)
        return real(asked, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)

    assert "python3-venv" in refusal(serve.check_python)


def test_a_taken_port_is_named_and_another_one_offered(serve, refusal):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        assert f"PORT={port + 1}" in refusal(serve.check_port, "127.0.0.1", port)


@pytest.mark.parametrize("port", [0, -1, 70_000])
def test_a_port_that_is_none_is_refused(serve, refusal, port):
    assert "between 1 and 65535" in refusal(serve.check_port, "127.0.0.1", port)


def test_a_full_disk_is_noticed_before_anything_is_written(serve, refusal, monkeypatch, tmp_path):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Disk(10, 10, 100 << 20))

    assert "100 MB left" in refusal(serve.check_disk, str(tmp_path / "var"))
    assert not (tmp_path / ".venv").exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk is full"),
        ("NewConnectionError: Failed to establish a new connection: [Errno -2]", "needs a network connection"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "DO NOT MATCH"),
    ],
)  # fmt: skip
def test_a_first_install_that_fails_leaves_nothing_behind(
    serve, refusal, monkeypatch, tmp_path, words, sentence
):
    def fails(command, **kwargs):
        if "pip" in command:
            return subprocess.CompletedProcess(command, 1, "", words)
        (tmp_path / ".venv").mkdir()
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(subprocess, "run", fails)

    assert sentence in refusal(serve.install)
    assert not (tmp_path / ".venv").exists()


def test_a_venv_whose_making_was_interrupted_is_made_anew(serve, monkeypatch, tmp_path):
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").symlink_to(sys.executable)  # venv's first step; pip is its last
    made = []
    monkeypatch.setattr(serve, "fill_venv", made.append)
    real = subprocess.run
    monkeypatch.setattr(
        subprocess, "run", lambda command, **kwargs: real([command[0], "-c", "import no_pip"], **kwargs)
    )

    serve.install()

    assert made == [True]


def test_a_signal_to_end_clears_away_what_is_half_installed(serve, monkeypatch):
    def ends():
        os.kill(os.getpid(), signal.SIGTERM)

    before = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)]
    for name in ("check_python", "check_settings", "check_port", "check_disk"):
        monkeypatch.setattr(serve, name, lambda *args: None)
    monkeypatch.setattr(serve, "install", ends)
    monkeypatch.setattr(serve, "prepare", lambda environment: pytest.fail("went on"))
    try:
        with pytest.raises(KeyboardInterrupt):
            serve.main()
    finally:
        signal.signal(signal.SIGTERM, before[0])
        signal.signal(signal.SIGHUP, before[1])


def test_a_disk_that_fills_up_while_preparing_is_one_sentence(serve, refusal, monkeypatch):
    monkeypatch.setattr(subprocess, "run", lambda command, **kwargs: subprocess.CompletedProcess(command, 28))

    assert "disk is full" in refusal(serve.prepare, dict(os.environ))


@pytest.mark.parametrize("line", ["COP_DEMO=false", "COP_SECRET_KEY=long", "# COP_DEMO=true", "COP_DEMO="])
def test_the_demo_stays_out_of_the_checkout_of_a_real_site(serve, refusal, tmp_path, line):
    (tmp_path / ".env").write_text(f"COP_SITE_NAME=Ours\n{line}\n")

    assert ".env" in refusal(serve.check_settings)


@pytest.mark.parametrize("line", [None, "COP_DEMO=true", "export COP_DEMO='True'", " COP_DEMO = on"])
def test_the_demo_runs_without_settings_and_with_settings_that_ask_for_it(serve, tmp_path, line):
    if line:
        (tmp_path / ".env").write_text(f"COP_SITE_NAME=Ours\n{line}\n")

    serve.check_settings()
