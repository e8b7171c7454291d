#!/usr/bin/env python3
"""From a clean checkout to the running demo site: `make serve`.

Uses nothing but the standard library. It installs the locked packages into .venv, prepares the
database, the static files, the translations and the demo community, then runs the web process
and the task worker until Ctrl-C. A second run finds everything in place and starts in seconds.
Every refusal is one sentence, and nothing half-made stays behind.
"""

import hashlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
LOCK = os.path.join(ROOT, "requirements", "base.txt")
STAMP = os.path.join(VENV, ".installed-base")
NEEDED_BYTES = 900 * 1024 * 1024  # packages 500 MB, site 150 MB, room to work
ACCOUNTS = ("trainer", "sme", "editor", "policy", "moderator", "admin")
NO_NETWORK = ("NewConnectionError", "Name or service not known", "Temporary failure in name resolution",
              "Network is unreachable", "ConnectTimeoutError", "Connection refused", "ProxyError", "Max retries",
              "Failed to establish")  # fmt: skip


def stop(sentence):
    """End with one clear sentence."""
    sys.stderr.write("make serve: %s\n" % sentence)
    sys.exit(1)


def check_python():
    if not ((3, 11, 2) <= sys.version_info[:3] and sys.version_info[:2] <= (3, 14)):
        stop(
            "CoP needs Python 3.11.2 to 3.14 and this is %d.%d.%d; install a newer one and run `make serve PYTHON=python3.12`."
            % sys.version_info[:3]
        )
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        stop(
            "this Python has no venv or ensurepip; on Debian and Ubuntu install the package python3-venv, then try again."
        )


def check_settings():
    """A `.env` belongs to a real site, whose database the demo stays out of, unless it says otherwise."""
    try:
        with open(os.path.join(ROOT, ".env"), encoding="utf-8") as settings:
            found = re.search(r"(?m)^\s*(?:export\s+)?COP_DEMO[ \t]*=[ \t]*['\"]?(\w*)", settings.read())
    except FileNotFoundError:
        return
    if not found or found.group(1).lower() not in ("true", "on", "ok", "y", "yes", "1"):
        stop(
            "the .env here is that of a real site; run the demo in another checkout, or put COP_DEMO=true into it."
        )


def check_port(host, port):
    if not 0 < port < 65536:
        stop("PORT must be a number between 1 and 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            stop("port %d needs more rights; choose another one with `make serve PORT=8001`." % port)
        except OSError:
            stop("port %d is taken; choose another one with `make serve PORT=%d`." % (port, port + 1))


def check_disk(data_dir):
    installed = os.path.exists(STAMP)
    needed = NEEDED_BYTES // 9 if installed else NEEDED_BYTES
    os.makedirs(data_dir, exist_ok=True)
    free = min(shutil.disk_usage(ROOT).free, shutil.disk_usage(data_dir).free)
    if free < needed:
        stop(
            "the disk has %d MB left and CoP needs %d; free some space and try again."
            % (free >> 20, needed >> 20)
        )


def fingerprint():
    with open(LOCK, "rb") as lock:
        return hashlib.sha256(lock.read() + sys.version.encode()).hexdigest()


def is_installed():
    try:
        with open(STAMP) as stamp:
            return stamp.read() == fingerprint()
    except OSError:
        return False


def has_pip():
    """False without .venv, and with one whose making was interrupted."""
    try:
        asked = subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True, check=False)
    except OSError:
        return False
    return asked.returncode == 0


def install():
    """Put the locked packages into .venv; a failed first install leaves no .venv behind."""
    if is_installed():
        return
    fresh = not has_pip()
    print("Installing the packages (once) ...", flush=True)
    try:
        fill_venv(fresh)
    except (InstallError, subprocess.CalledProcessError, OSError, KeyboardInterrupt) as problem:
        if fresh:
            shutil.rmtree(VENV, ignore_errors=True)
        if isinstance(problem, KeyboardInterrupt):
            sys.exit(130)
        refuse_install(str(getattr(problem, "stderr", "") or problem))


def fill_venv(fresh):
    if fresh:
        subprocess.run(
            [sys.executable, "-m", "venv", "--clear", VENV], check=True, capture_output=True, text=True
        )
    done = subprocess.run(
        [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--retries", "2",
         "--require-hashes", "--only-binary", ":all:", "-r", LOCK],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise InstallError(done.stderr)
    with open(STAMP, "w") as stamp:
        stamp.write(fingerprint())


def refuse_install(words):
    if "No space left" in words:
        stop("the disk is full; free some space and try again.")
    if any(sign in words for sign in NO_NETWORK):
        stop(
            "the packages could not be fetched; the first run needs a network connection to a package index."
        )
    stop("the packages could not be installed: %s" % (words.strip().splitlines() or ["unknown"])[-1][:300])


class InstallError(Exception):
    """pip's own words about what went wrong."""


def prepare(environment):
    """Database, static files, translations, demo: one process, skipped when nothing changed."""
    done = subprocess.run(
        [PYTHON, os.path.join(ROOT, "tools", "prepare.py")], env=environment, cwd=ROOT, check=False
    )
    if done.returncode == 28:
        stop("the disk is full; free some space and try again.")
    if done.returncode:
        stop("the site could not be prepared; the lines above say why.")


def start(environment, host, port):
    web = [PYTHON, "-m", "uvicorn", "cop.asgi:application", "--host", host, "--port", str(port),
           "--loop", "uvloop", "--http", "httptools", "--ws", "websockets-sansio",
           "--ws-per-message-deflate", "false", "--ws-max-size", "65536", "--lifespan", "off",
           "--timeout-graceful-shutdown", "3", "--log-level", "warning", "--no-access-log"]  # fmt: skip
    worker = [PYTHON, os.path.join(ROOT, "manage.py"), "db_worker", "--interval", "0.5"]
    return [
        subprocess.Popen(command, env=environment, cwd=ROOT, start_new_session=True)
        for command in (web, worker)
    ]


def wait_until_up(processes, host, port):
    for _ in range(240):
        if any(process.poll() is not None for process in processes):
            return False
        try:
            with urllib.request.urlopen("http://%s:%d/healthz" % (host, port), timeout=2):
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.25)
    return False


def greet(port):
    print(
        "\nCoP is running at http://localhost:%d/\n\n"
        "Demo accounts (password: community-demo):\n%s\n\n"
        "Mail the site has sent: http://localhost:%d/demo/mail/\nPress Ctrl-C to stop.\n"
        % (port, "\n".join("  %s@cop.example" % name for name in ACCOUNTS), port),
        flush=True,
    )


def end(processes):
    for process in processes:
        if process.poll() is None:
            process.terminate()
    deadline = time.time() + 8
    for process in processes:
        try:
            process.wait(timeout=max(0.1, deadline - time.time()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def main():
    check_python()
    check_settings()
    host = os.environ.get("HOST", "127.0.0.1")
    try:
        port = int(os.environ.get("PORT") or "8000")
    except ValueError:
        port = 0
    check_port(host, port)
    environment = dict(os.environ, PYTHONUNBUFFERED="1")
    environment.setdefault("COP_DEMO", "true")
    environment.setdefault("COP_SITE_URL", "http://localhost:%d" % port)
    environment.setdefault("COP_DATA_DIR", os.path.join(ROOT, "var"))
    environment.setdefault("COP_LOG_LEVEL", "WARNING")
    check_disk(environment["COP_DATA_DIR"])
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # from here on there is something to clear away
    signal.signal(signal.SIGHUP, signal.default_int_handler)
    install()
    prepare(environment)
    processes = start(environment, host, port)
    try:
        if wait_until_up(processes, host, port):
            greet(port)
            while all(process.poll() is None for process in processes):
                time.sleep(0.5)
            print("A process of the site has ended; stopping.", file=sys.stderr)
        failed = True
    except KeyboardInterrupt:
        failed = False
    finally:
        end(processes)
    if failed:
        sys.exit(1)
    print("\nStopped.")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
