"""Titles in plain letters, for addresses."""

from __future__ import annotations

from anyascii import anyascii
from django.utils.text import slugify


def slug_of(title: str, otherwise: str, length: int = 60) -> str:
    """Whole words of `title` in Latin letters, at most `length` characters; `otherwise` when none is left."""
    words = slugify(anyascii(title))
    if len(words) > length:
        words = words[: length + 1].rpartition("-")[0] or words[:length]
    return words or otherwise
