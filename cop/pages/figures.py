"""The numbers the front page shows: computed from the database, each true, at most five minutes old."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q
from django.utils import timezone

from cop.core.countries import country_name, sort_key
from cop.members.models import Member
from cop.pages.fresh import Fresh
from forums.models import Post, Topic

FRESH_FOR = 300  # seconds
A_YEAR = dt.timedelta(days=365)

# A map without a map server: where each country's tile stands, (column, row) from the north-west.
TILES = {
    "IS": (0, 0), "NO": (4, 0), "SE": (5, 0), "FI": (6, 0),
    "EE": (6, 1),
    "IE": (0, 2), "GB": (1, 2), "DK": (4, 2), "LV": (6, 2),
    "NL": (3, 3), "DE": (4, 3), "PL": (5, 3), "LT": (6, 3), "UA": (7, 3),
    "BE": (2, 4), "LU": (3, 4), "CZ": (4, 4), "SK": (5, 4), "MD": (7, 4),
    "FR": (2, 5), "CH": (3, 5), "AT": (4, 5), "HU": (5, 5), "RO": (6, 5), "GE": (8, 5),
    "PT": (0, 6), "ES": (1, 6), "IT": (3, 6), "SI": (4, 6), "HR": (5, 6), "RS": (6, 6), "BG": (7, 6),
    "AD": (1, 5), "LI": (3, 7), "BA": (5, 7), "ME": (6, 7), "MK": (7, 7),
    "MT": (3, 8), "AL": (5, 8), "GR": (6, 8), "XK": (4, 7), "TR": (7, 8), "CY": (8, 8),
}  # fmt: skip
TILE_STEP, TILE_SIZE = 34, 31  # in the drawing's own units


@dataclass(frozen=True)
class Figures:
    """Members and their countries; questions of the last year and how many were answered;
    languages (BCP 47) somebody wrote in publicly in the last year, most written first."""

    member_count: int
    countries: dict[str, int]
    question_count: int
    answered_count: int
    languages: tuple[str, ...]

    @property
    def country_count(self) -> int:
        return len(self.countries)

    @property
    def answered_share(self) -> int | None:
        """Per cent of the questions that have an answer; None without questions."""
        return round(100 * self.answered_count / self.question_count) if self.question_count else None


@dataclass(frozen=True)
class Tile:
    """One country on the map of members; `strength` is "", "few", "many" or "most"."""

    code: str
    count: int
    x: int
    y: int
    strength: str

    @property
    def middle(self) -> int:
        return self.x + TILE_SIZE // 2

    @property
    def code_y(self) -> int:
        """Base line of the code, which stands above the count or alone in the middle."""
        return self.y + (15 if self.count else 20)

    @property
    def count_y(self) -> int:
        return self.y + 26


def _count() -> Figures:
    since = timezone.now() - A_YEAR
    stranger = AnonymousUser()
    per_country = Member.objects.filter(is_active=True).values_list("country").annotate(count=Count("pk"))
    by_country = dict(per_country.order_by())
    questions = Topic.objects.visible_to(stranger).filter(kind="question", created_at__gte=since)
    replied = Q(post_count__gt=1) | Q(has_opening=False)
    asked = questions.aggregate(
        count=Count("pk"), answered=Count("pk", filter=replied | Q(solved_at__isnull=False))
    )
    written = (
        Post.objects.visible_to(stranger)
        .filter(created_at__gte=since, is_deleted=False)
        .values_list("language")
        .annotate(count=Count("pk"))
        .order_by("-count", "language")
    )
    return Figures(
        member_count=sum(by_country.values()),
        countries={code: count for code, count in by_country.items() if code},
        question_count=asked["count"],
        answered_count=asked["answered"],
        languages=tuple(language for language, _count in written if language),
    )


figures: Fresh[[], Figures] = Fresh(_count, seconds=FRESH_FOR)


def tiles(countries: dict[str, int]) -> list[Tile]:
    """The map of members: a tile for each country, its strength by thirds of the greatest count."""
    most = max(countries.values(), default=0)
    return [
        Tile(code, count, 2 + column * TILE_STEP, 2 + row * TILE_STEP, _strength(count, most))
        for code, (column, row) in TILES.items()
        for count in [countries.get(code, 0)]
    ]


def country_table(countries: dict[str, int]) -> list[tuple[str, int]]:
    """(name in the reader's language, members), most members first, then by name."""
    named = [(country_name(code), count) for code, count in countries.items()]
    return sorted(named, key=lambda row: (-row[1], sort_key(row[0])))


def _strength(count: int, most: int) -> str:
    if not count:
        return ""
    if most > 2 and count > most * 2 / 3:
        return "most"
    return "many" if most > 1 and count > most / 3 else "few"
