"""Every pattern of the URL resolver, named or not, the project's own or a package's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import URLPattern, get_resolver, reverse
from django.urls.converters import IntConverter

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Url:
    """One pattern: its name with its namespaces ("" without one), its route from the root on.

    `arguments`: name of each argument to whether it is a number.
    """

    name: str
    route: str
    arguments: dict[str, bool]

    def filled(self, number: int, word: str) -> str:
        """Its address with `number` and `word` for what it asks for."""
        return reverse(
            self.name,
            kwargs={name: number if is_number else word for name, is_number in self.arguments.items()},
        )


def every_url(
    patterns: list | None = None, route: str = "", space: str = "", above: dict[str, bool] | None = None
) -> Iterator[Url]:
    """All patterns in the order in which the resolver tries them."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        here = route + str(pattern.pattern)
        arguments = (above or {}) | _arguments(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield Url(space + pattern.name if pattern.name else "", here, arguments)
        else:
            inside = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from every_url(pattern.url_patterns, here, inside, arguments)


def _arguments(part: object) -> dict[str, bool]:
    """Those of one part of a route; what a regular expression takes counts as a number."""
    converters = part.converters
    return {
        name: isinstance(converters.get(name, IntConverter()), IntConverter) for name in part.regex.groupindex
    }
