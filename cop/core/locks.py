"""One at a time: for a rule that no row or constraint can hold alone."""

from __future__ import annotations

import zlib

from django.db import connection


def lock_name(name: str) -> None:
    """Wait until nobody else holds `name`, and hold it until the transaction ends.

    PostgreSQL keeps the lock, by a number made of the name; SQLite has one writer at a time anyway.
    Take it before rows are locked, so that two who want both do not wait for each other.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [zlib.crc32(name.encode())])
