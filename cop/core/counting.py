"""The database cache as limits need it: no count is lost, no window starts anew, no address stands in it."""

from __future__ import annotations

import base64
import pickle

from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac


class CountingDatabaseCache(DatabaseCache):
    """Django's cache in the database, with an `incr` of its own.

    Django's reads and then sets: of two at once it may lose one, and it gives the key five new
    minutes. This one locks the row and leaves its end alone.
    """

    _table: str

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Add `delta` to the number under `key`; the new number. ValueError when there is none."""
        key = self.make_and_validate_key(key, version=version)
        connection = connections[router.db_for_write(self.cache_model_class)]
        table = connection.ops.quote_name(self._table)
        lock = " FOR UPDATE" if connection.features.has_select_for_update else ""  # SQLite: by the write
        now = connection.ops.adapt_datetimefield_value(timezone.now().replace(microsecond=0, tzinfo=None))
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute(
                f"SELECT value FROM {table} WHERE cache_key = %s AND expires >= %s{lock}",  # noqa: S608 - our own names
                [key, now],
            )
            row = cursor.fetchone()
            if row is None:
                raise ValueError(f"Key '{key}' not found")
            count = pickle.loads(base64.b64decode(row[0])) + delta  # noqa: S301 - what Django's cache wrote
            packed = base64.b64encode(pickle.dumps(count, self.pickle_protocol)).decode("ascii")
            cursor.execute(f"UPDATE {table} SET value = %s WHERE cache_key = %s", [packed, key])  # noqa: S608
        return count


def hashed_key(key: str, prefix: str, version: int) -> str:
    """A cache key nobody reads anything from: allauth puts addresses into its keys.

    Evenly spread, so that a full cache does not lose one kind of key first.
    """
    return salted_hmac("cop.core.counting", f"{prefix}:{version}:{key}", algorithm="sha256").hexdigest()
