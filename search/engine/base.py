"""What every search engine must do. The database engine is the embedded one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from django.utils.safestring import SafeString

    from search.documents import Document, Key
    from search.query import Query

FACETS = ("kind", "language", "theme", "country", "year")
PAGE_SIZE = 10  # results of a page in the reader's languages
OTHERS_SIZE = 5  # results in other languages below them
PAGES_MAX = 10


@dataclass(frozen=True)
class Request:
    """A search by somebody.

    `query` has its filters resolved to known values. `groups` are the tokens the viewer holds;
    `languages` (base codes) those they read. `choices` are values chosen in the facets, by facet.
    `part` is "" for the first page with both parts, or "yours" or "others" for page `page` of one.
    """

    query: Query
    groups: tuple[str, ...]
    languages: tuple[str, ...]
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    part: str = ""
    page: int = 1


@dataclass(frozen=True)
class Hit:
    """One result. `title_html` and `excerpt_html` are safe, with what matched in <mark>."""

    source: str
    object_id: int
    kind: str
    title: str
    title_html: SafeString
    excerpt_html: SafeString
    url: str
    language: str
    author: str
    author_language: str
    country: str
    written_at: dt.datetime | None
    facts: dict[str, Any]


@dataclass(frozen=True)
class Part:
    """A page of results in one group of languages, closest first; `count` is of all pages."""

    hits: list[Hit] = field(default_factory=list)
    count: int = 0


@dataclass(frozen=True)
class Results:
    """What was found. `facets` counts per facet and value, each under the choices of the others.

    `without_choices` is how many there would be with no value chosen in any facet.
    """

    yours: Part
    others: Part
    facets: dict[str, dict[str, int]]
    without_choices: int = 0

    @property
    def count(self) -> int:
        return self.yours.count + self.others.count


class Engine(Protocol):
    """An index of documents that never shows what the viewer's groups do not allow.

    It lags behind the database: what the outbox says may have been hidden since is not found.
    Generations are indexes beside each other: one is read, a rebuild fills the next.
    """

    def index(self, documents: Sequence[Document], *, generation: int) -> None:
        """Add `documents`, each in place of what stood under its key. Atomic, idempotent."""

    def delete(self, keys: Sequence[Key], *, generation: int) -> None:
        """Take away documents by (source, id), and all that is shown under them."""

    def drop(self, generation: int) -> None:
        """Take a whole generation away."""

    def fingerprints(self, source: str, *, generation: int) -> dict[int, str]:
        """What is indexed of one source: id and fingerprint. A damaged document has ""."""

    def known(self, keys: Sequence[Key], *, generation: int) -> dict[Key, tuple[str, str]]:
        """Of what is indexed under `keys`: its fingerprint, and that of what it passes on."""

    def search(self, request: Request) -> Results:
        """The results of one page, with facets."""

    def loosely(self, request: Request, *, limit: int) -> list[Hit]:
        """At most `limit` documents with some of the words, closest first."""

    def suggest(self, typed: str, request: Request, *, limit: int) -> list[Hit]:
        """At most `limit` things that have words beginning like those `typed`.

        Those with them in their title stand first, in the reader's languages, then in others; then
        texts in the reader's languages. Few letters are looked for in titles only.
        """

    def did_you_mean(self, request: Request, *, limit: int) -> list[str]:
        """Queries near to this one that find something for this viewer, best first."""
