"""The engine this site searches with."""

from search.engine.base import Engine
from search.engine.database import DatabaseEngine


def engine() -> DatabaseEngine:
    """The engine in use. A second one joins here, chosen by settings."""
    return DatabaseEngine()


__all__ = ["Engine", "engine"]
