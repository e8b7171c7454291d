"""Values kept in this process for a while, so that pages cost no query for them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Value = TypeVar("Value")


class Fresh(Generic[Value]):
    """Calls `compute` at most once in `seconds` and remembers what it said.

    For what is the same for every reader. Each process keeps its own; another process is at
    most `seconds` behind.
    """

    _all: ClassVar[list[Fresh[Any]]] = []

    def __init__(self, compute: Callable[[], Value], *, seconds: float) -> None:
        self._compute = compute
        self._seconds = seconds
        self._kept: tuple[float, Value] | None = None
        self._all.append(self)

    def __call__(self) -> Value:
        kept = self._kept
        if kept is None or time.monotonic() - kept[0] > self._seconds:
            kept = self._kept = (time.monotonic(), self._compute())
        return kept[1]

    def forget(self) -> None:
        """Compute again at the next call."""
        self._kept = None

    @classmethod
    def forget_all(cls) -> None:
        """Forget every kept value (tests, and after loading a whole community)."""
        for fresh in cls._all:
            fresh.forget()
