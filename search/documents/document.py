"""What the index knows of one thing, whatever it is."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Sequence

    from django.db.models import Model, QuerySet

Key = tuple[str, int]  # what a document was made from: source and id
BODY_MAX_LENGTH = 60_000  # characters of a text that are indexed

# Who may find a document: tokens, one of which the viewer must hold (search.viewers).
EVERYBODY, MEMBERS, MODERATORS = "all", "members", "moderators"


@dataclass(frozen=True)
class Address:
    """Where a result leads: a named URL made in the reader's language, or a fixed path."""

    name: str = ""
    kwargs: dict[str, Any] = field(default_factory=dict)
    query: str = ""
    fragment: str = ""
    path: str = ""

    def url(self) -> str:
        """The URL for the reader's interface language."""
        url = self.path or reverse(self.name, kwargs=self.kwargs)
        url += f"?{self.query}" if self.query else ""
        return f"{url}#{self.fragment}" if self.fragment else url


@dataclass(frozen=True)
class Document:
    """One thing that can be found.

    `source` and `object_id` say what it was made from, `kind` what the reader calls it, `thread`
    what it is shown under (a post under its topic). `context` are more words to find it by, which
    are not shown as its text; `also_by` are names that `by:` finds and nobody is shown as its author.
    `groups` are the tokens of those who may find it; without one
    nobody does. A title that is not its own (a post's) weighs no more than context. `facts` are
    small things a result shows (JSON). `passed_on` is what other documents repeat of this one: when
    it changes, they are indexed again.
    """

    source: str
    object_id: int
    kind: str
    title: str
    written_at: dt.datetime | None
    address: Address
    groups: tuple[str, ...]
    thread: str = ""
    body: str = ""
    language: str = ""
    languages: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    country: str = ""
    author: str = ""
    also_by: str = ""
    author_id: int | None = None
    author_language: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    has_own_title: bool = True
    passed_on: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.thread:
            object.__setattr__(self, "thread", f"{self.source}-{self.object_id}")
        if not self.languages and self.language:
            object.__setattr__(self, "languages", (self.language,))

    @property
    def key(self) -> Key:
        """What it was made from: ("post", 12)."""
        return (self.source, self.object_id)

    @property
    def year(self) -> int | None:
        """Where the site is, as a result shows its date."""
        return timezone.localtime(self.written_at).year if self.written_at else None

    @property
    def fingerprint(self) -> str:
        """Changes when anything the index holds of it changes."""
        return _digest([dataclasses.asdict(self), self.year])

    @property
    def passed_on_fingerprint(self) -> str:
        """Changes when `passed_on` changes."""
        return _digest(self.passed_on)


def _digest(content: Any) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()[:40]


@dataclass(frozen=True)
class Source:
    """A kind of object the index is made from, or that others in it depend on.

    `rows` gives every object that somebody may find, with all its document needs; `document`
    makes one (None: nobody may find it). `also` names what is always indexed with these objects,
    `dependents` what repeats something of them, `written_by` what these members wrote. Where
    `readers_follow`, who may find these is who may find their dependents.
    """

    name: str
    rows: Callable[[], QuerySet]
    document: Callable[[Any], Document | None]
    also: Callable[[Sequence[int]], Iterable[Key]] | None = None
    dependents: Callable[[Sequence[int]], Iterable[Key]] | None = None
    written_by: Callable[[Sequence[int]], Iterable[int]] | None = None
    readers_follow: bool = False

    def ids(self) -> Iterable[int]:
        """Ids of everything that may be found, in order."""
        return self.rows().order_by("pk").values_list("pk", flat=True)

    def documents(self, ids: Sequence[int]) -> list[Document]:
        """Documents of those of `ids` that somebody may find."""
        rows: Iterable[Model] = self.rows().filter(pk__in=ids)
        made = (self.document(row) for row in rows)
        return [document for document in made if document is not None]
