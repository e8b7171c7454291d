"""Processes of the site, for tests that need real ones."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).resolve().parent.parent
WAIT_S = 120


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def web_process(port: int, environment: Mapping[str, str]) -> Iterator[str]:
    """The address of a web process that is up, started as `make serve` starts its own."""
    web = [sys.executable, "-m", "uvicorn", "cop.asgi:application", "--host", "127.0.0.1", "--port", str(port),
           "--loop", "uvloop", "--http", "httptools", "--ws", "websockets-sansio",
           "--lifespan", "off", "--log-level", "warning", "--no-access-log"]  # fmt: skip
    with running(web, environment) as server:
        base = f"http://localhost:{port}"
        _wait_until_up(server, base)
        yield base


@contextmanager
def running(command: list[str], environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A process that ends with the block."""
    process = subprocess.Popen(command, env=environment, cwd=ROOT)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_up(server: subprocess.Popen[bytes], base: str) -> None:
    deadline = time.monotonic() + WAIT_S
    while time.monotonic() < deadline:
        assert server.poll() is None, "the site ended before it was up"
        try:
            urllib.request.urlopen(f"{base}/healthz", timeout=2).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.25)
        else:
            return
    pytest.fail("the site did not come up")
