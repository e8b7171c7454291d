"""Dates and times as the reader's language writes them in a sentence, from CLDR.

Django's month names are capitals in some languages and in the wrong case in others.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from babel.dates import format_date, format_interval, format_skeleton, format_time, format_timedelta
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

Moment = dt.datetime | dt.date
EUROPEAN = {"en": "en_GB"}  # 18 November 2026, 17:00


def long_day(moment: Moment) -> str:
    """ "18 novembre 2026", "18 de novembro de 2026", "18 listopada 2026"."""
    return _long_day(local(moment), _here())


def day_of_month(moment: Moment) -> str:
    """ "18 novembre", "18. November"."""
    return format_skeleton("MMMMd", local(moment), locale=_here())


def short_month(moment: Moment) -> str:
    """ "Nov", "nov", "Νοέ": a month alone, above or below a day's number."""
    return format_date(local(moment), "LLL", locale=_here()).rstrip(".")


def month(moment: Moment) -> str:
    """ "ottobre 2023"."""
    return format_skeleton("yMMMM", local(moment), locale=_here())


def months(first: dt.date, last: dt.date) -> str:
    """ "octubre de 2023 – septiembre de 2026"."""
    return format_interval(first, last, "yMMMM", locale=_here())


def clock(moment: dt.datetime) -> str:
    """ "17:00", "5:00 μ.μ."."""
    return _clock(local(moment), _here())


def day_and_time(moment: dt.datetime) -> str:
    """ "18 novembre 2026, 17:00"."""
    return f"{long_day(moment)}, {clock(moment)}"


def distance(moment: dt.datetime) -> str:
    """ "2 hours ago", "in 3 days"; Django leaves days in English in some languages."""
    away = moment - timezone.now()
    return format_timedelta(away, granularity="minute", threshold=1, add_direction=True, locale=_here())


def local(moment: Moment) -> Moment:
    """Where the reader is; a date is the same everywhere."""
    if isinstance(moment, dt.datetime) and timezone.is_aware(moment):
        return timezone.localtime(moment)
    return moment


def _here() -> str:
    """The reader's language, as babel names it."""
    code = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    return EUROPEAN.get(code, code)


@lru_cache(maxsize=4096)
def _long_day(moment: Moment, locale: str) -> str:
    return format_date(moment, "long", locale=locale)


@lru_cache(maxsize=4096)
def _clock(moment: dt.datetime, locale: str) -> str:
    return format_time(moment, "short", locale=locale)
