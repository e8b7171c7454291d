"""Loads the demo community, part by part; each part is a module with `load(world)`."""

from __future__ import annotations

import importlib
import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from cop.demo.load.world import World
from cop.demo.models import DemoObject

if TYPE_CHECKING:
    from collections.abc import Iterator

logger = logging.getLogger(__name__)

# In this order: later parts refer to what earlier ones made.
PARTS = ("members", "forums", "resources", "practices", "rooms", "pages", "scenarios")


@contextmanager
def without_limits() -> Iterator[None]:
    """Lets one process write as fast as it can."""
    before = settings.RATE_LIMITS
    settings.RATE_LIMITS = False
    try:
        yield
    finally:
        settings.RATE_LIMITS = before


def is_loaded() -> bool:
    """True when the demo community stands in this database."""
    return DemoObject.objects.exists()


def load_everything(parts: tuple[str, ...] = PARTS) -> World:
    """Load all parts in one transaction: the demo community is there whole, or not at all."""
    world = World()
    with without_limits(), transaction.atomic():
        for part in parts:
            module = importlib.import_module(f"cop.demo.load.{part}")
            module.load(world)
            world.remember()
            logger.info("demo part loaded: %s", part)
    return world
