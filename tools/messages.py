#!/usr/bin/env python3
"""The interface's translations: `compile`, `update` from the source, `check` for gaps.

`check` fails when an entry is missing, fuzzy, loses a placeholder, lacks a plural form, or when
the .po files no longer match the source.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.prepare import compile_messages  # noqa: E402 - found by the line above

LOCALE = ROOT / "locale"
CODES = ("it", "pt", "el", "es", "ca", "fr", "pl", "de")
PLURALS = {
    "it": "nplurals=2; plural=(n != 1);",
    "pt": "nplurals=2; plural=(n != 1);",
    "el": "nplurals=2; plural=(n != 1);",
    "es": "nplurals=3; plural=(n == 1 ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2);",
    "ca": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
    "pl": "nplurals=4; plural=(n==1 ? 0 : (n%10>=2 && n%10<=4) && (n%100<12 || n%100>14) ? 1 : n!=1 && (n%10>=0 && n%10<=1) || (n%10>=5 && n%10<=9) || (n%100>=12 && n%100<=14) ? 2 : 3);",
    "de": "nplurals=2; plural=(n != 1);",
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%\((\w+)\)0?\d*[sdf]|\{\w+\}")
IGNORED = (".venv", "var", "tests", "tools", "static", "node_modules", "docs")


def files(folder: Path = LOCALE) -> list[Path]:
    return sorted(folder.glob("*/LC_MESSAGES/*.po"))


def extract(root: Path) -> None:
    """makemessages below `root`, one catalogue a language, without locations."""
    command = [
        sys.executable,
        str(root / "manage.py"),
        "makemessages",
        "--no-obsolete",
        "--no-wrap",
        "--no-location",
    ]
    for code in CODES:
        (root / "locale" / code / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
        command += ["-l", code]
    for name in IGNORED:
        command += ["-i", name]
    environment = dict(os.environ, COP_DEMO="true", DJANGO_SETTINGS_MODULE="cop.settings")
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    for path in files(root / "locale"):
        tidy(path)


def tidy(path: Path) -> None:
    """A header without dates and names, the right plural rule, no fuzzy guesses."""
    catalogue = polib.pofile(str(path), wrapwidth=0)
    code = path.parent.parent.name
    catalogue.header = "The interface of CoP."
    catalogue.metadata_is_fuzzy = False
    catalogue.metadata = {
        "Project-Id-Version": "CoP",
        "Language": code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[code],
    }
    forms = int(PLURALS[code][9])
    for entry in catalogue:
        if entry.fuzzy:
            entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
            entry.previous_msgid = entry.previous_msgctxt = entry.previous_msgid_plural = None
            entry.msgstr = ""
            entry.msgstr_plural = dict.fromkeys(range(forms), "") if entry.msgid_plural else {}
        elif entry.msgid_plural:
            entry.msgstr_plural = {n: entry.msgstr_plural.get(n, "") for n in range(forms)}
    catalogue.sort(key=lambda entry: (entry.msgid, entry.msgctxt or ""))
    catalogue.save(str(path))


def wrong(entry: polib.POEntry) -> str:
    """What is wrong with an entry, "" when nothing is."""
    if entry.fuzzy:
        return "fuzzy"
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if not all(texts):
        return "missing"
    wanted = {m.group() for m in PLACEHOLDER.finditer(entry.msgid_plural or entry.msgid)}
    for text in texts:
        found = {m.group() for m in PLACEHOLDER.finditer(text)}
        extra = found - wanted
        lost = wanted - found if not entry.msgid_plural else {w for w in wanted - found if "count" not in w}
        if extra or lost:
            return f"placeholders differ: {sorted(extra | lost)}"
    if entry.msgid.startswith("\n") != texts[0].startswith("\n") or entry.msgid.endswith("\n") != texts[
        0
    ].endswith("\n"):
        return "line ends differ"
    return ""


def check() -> int:
    problems = []
    for path in files():
        for entry in polib.pofile(str(path)):
            if fault := wrong(entry):
                problems.append(f"{path.relative_to(ROOT)}: {fault}: {entry.msgid[:70]!r}")
    for code in CODES:
        if not (LOCALE / code / "LC_MESSAGES" / "django.po").exists():
            problems.append(f"locale/{code}: no catalogue")
    problems += stale()
    for problem in problems[:40]:
        print(problem)
    print(f"translations: {len(problems)} problems in {len(files())} catalogues")
    return 1 if problems else 0


def stale() -> list[str]:
    """Entries the source has and a catalogue lacks, or the other way round."""
    if not shutil.which("xgettext"):
        return ["xgettext is missing (package gettext): cannot compare with the source"]
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "cop"
        shutil.copytree(
            ROOT, copy, ignore=shutil.ignore_patterns(".git", *IGNORED, "__pycache__", "content", "files")
        )
        extract(copy)
        found = []
        for path in files(copy / "locale"):
            mine = LOCALE / path.relative_to(copy / "locale")
            fresh = {(e.msgctxt, e.msgid) for e in polib.pofile(str(path))}
            known = {(e.msgctxt, e.msgid) for e in polib.pofile(str(mine))} if mine.exists() else set()
            found += [
                f"{mine.relative_to(ROOT)}: not in the catalogue: {msgid[:70]!r}"
                for _, msgid in sorted(fresh - known, key=str)
            ]
            found += [
                f"{mine.relative_to(ROOT)}: no longer in the source: {msgid[:70]!r}"
                for _, msgid in sorted(known - fresh, key=str)
            ]
        return found


if __name__ == "__main__":
    verb = sys.argv[1] if len(sys.argv) > 1 else "check"
    if verb == "compile":
        compile_messages()
    elif verb == "update":
        extract(ROOT)
    else:
        sys.exit(check())
