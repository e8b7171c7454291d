"""What the documents tell people to type is there, and so is every file they name."""

import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

ROOT = Path(settings.BASE_DIR)
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("docs/*.md"))]
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
QUOTED = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
NAMED = re.compile(
    r"(?<![\w./*-])(?:[\w.*-]+/)*(?:[\w.*-]+/|[\w*-]+\.(?:py|sh|md|toml|txt|html|css|js|po))(?![\w./*-])"
)
OF_A_SITE = {"files/", "media/"}  # folders of COP_DATA_DIR, which docs/running.md tells to back up


def quoted(document: Path) -> str:
    return "\n".join(QUOTED.findall(document.read_text(encoding="utf-8")))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_a_document_names_exists(document):
    text = quoted(document)

    assert set(re.findall(r"manage\.py (\w+)", text)) - set(get_commands()) == set()
    assert set(re.findall(r"\bmake ([a-z-]+)", text)) - TARGETS == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_a_document_names_exists(document):
    """From the root, or below the folder its table speaks of (`settings.py` of `cop/`)."""
    named = set(NAMED.findall(quoted(document))) - OF_A_SITE
    absent = [name for name in sorted(named) if not any((*ROOT.glob(name), *ROOT.glob(f"*/{name}")))]

    assert absent == []


def test_make_help_says_what_each_target_is_for():
    said = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert {line.split()[1] for line in said.splitlines()} == TARGETS
    assert "Every test, browser included" in said
