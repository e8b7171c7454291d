"""What the parts of the demo loader share: the texts, the clock, and what was made so far."""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from cop.demo.models import DemoObject

if TYPE_CHECKING:
    from django.db.models import Model

CONTENT = Path(__file__).resolve().parent.parent / "content"
FILES = Path(__file__).resolve().parent.parent / "files"


class World:
    """The demo community while it is being loaded.

    The dicts map a key of the content files to the object made from it. Times are relative to
    `now`, so that the community is alive whenever it is loaded.
    """

    def __init__(self) -> None:
        self.now = timezone.now()
        self.members: dict[str, Any] = {}
        self.organisations: dict[str, Any] = {}
        self.themes: dict[str, Any] = {}
        self.forums: dict[str, Any] = {}
        self.topics: dict[str, Any] = {}
        self.resources: dict[str, Any] = {}
        self.practices: dict[str, Any] = {}
        self.rooms: dict[str, Any] = {}
        self._made: list[Model] = []

    def read(self, name: str) -> dict[str, Any]:
        """The parsed content file `name`.toml."""
        return tomllib.loads((CONTENT / f"{name}.toml").read_text(encoding="utf-8"))

    def file(self, name: str) -> Path:
        """The path of a demo file, such as a PDF or a picture."""
        return FILES / name

    def ago(self, days: float) -> dt.datetime:
        """The moment `days` before now (negative: ahead)."""
        return self.now - dt.timedelta(days=days)

    def made(self, *objects: Model) -> None:
        """Note that the loader made these, so that `remove_demo` takes them away."""
        self._made.extend(objects)

    def remember(self) -> None:
        """Write down what was made since the last call."""
        types = self._content_types
        rows = [
            DemoObject(content_type=types.get_for_model(thing, for_concrete_model=True), object_id=thing.pk)
            for thing in self._made
        ]
        DemoObject.objects.bulk_create(rows, ignore_conflicts=True)
        self._made.clear()

    @cached_property
    def _content_types(self) -> Any:
        return ContentType.objects
