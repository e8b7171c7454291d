"""Values kept in this process for a while, so that pages cost no query for them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, ClassVar, Generic, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Value = TypeVar("Value")
Arguments = ParamSpec("Arguments")


class Fresh(Generic[Arguments, Value]):
    """Calls `compute` at most once in `seconds` for the same arguments, and remembers what it said.

    For what is the same for every reader, with few different arguments (a language, a number).
    Each process keeps its own; another process is at most `seconds` behind.
    """

    _all: ClassVar[list[Fresh[Any, Any]]] = []

    def __init__(self, compute: Callable[Arguments, Value], *, seconds: float) -> None:
        self._compute = compute
        self._seconds = seconds
        self._kept: dict[Any, tuple[float, Value]] = {}
        self._all.append(self)

    def __call__(self, *args: Arguments.args, **kwargs: Arguments.kwargs) -> Value:
        key = (args, tuple(sorted(kwargs.items())))
        kept = self._kept.get(key)
        if kept is None or time.monotonic() - kept[0] > self._seconds:
            kept = self._kept[key] = (time.monotonic(), self._compute(*args, **kwargs))
        return kept[1]

    def forget(self) -> None:
        """Compute again at the next call."""
        self._kept.clear()

    @classmethod
    def forget_all(cls) -> None:
        """Forget every kept value (tests, and after loading a whole community)."""
        for fresh in cls._all:
            fresh.forget()
