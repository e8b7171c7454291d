"""News of this app. `…_changed` is sent inside the transaction, for rows that must exist with it."""

from repository.signals.practices import practice_changed
from repository.signals.resources import resource_changed, resource_origins

__all__ = ["practice_changed", "resource_changed", "resource_origins"]
