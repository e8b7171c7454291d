"""What holds for every template, whichever page shows it."""

import re
from pathlib import Path

from django.conf import settings

TEMPLATES = sorted(Path(settings.BASE_DIR, "templates").rglob("*.html"))
POSTING = re.compile(r"<form(?=[^>]*method=\"post\")[^>]*>")


def test_mistakes_are_named_by_us_and_not_by_the_browser_in_its_own_language():
    silent = [
        f"{path.name}: {form[:80]}"
        for path in TEMPLATES
        for form in POSTING.findall(path.read_text(encoding="utf-8"))
        if "novalidate" not in form
    ]

    assert silent == []
