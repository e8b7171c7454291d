"""NUTS 2024, the Union's regions, and the statistical regions of its neighbours.

Source: Commission Delegated Regulation (EU) 2023/674; codes and names as Eurostat publishes them
(reuse permitted with attribution). Names are in the languages of the regions. The United
Kingdom, Moldova, Georgia and Andorra have no codes in this edition.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

EDITION = "2024"
DATA = Path(__file__).resolve().parent / "data" / "nuts_2024.tsv"
PREFIXES = {"GR": "EL"}  # where NUTS differs from ISO 3166-1


@cache
def regions() -> dict[str, str]:
    """Name of every region by its code (levels 1 to 3), in the order of codes."""
    lines = DATA.read_text(encoding="utf-8").splitlines()
    return {line.partition("\t")[0]: line.partition("\t")[2] for line in lines}


def prefix_of(country: str) -> str:
    """How the codes of a country's regions begin: `IT`, but `EL` for Greece (ISO `GR`)."""
    return PREFIXES.get(country, country)


def region_name(code: str) -> str:
    """Name of the region, in its own language; "" for an unknown code."""
    return regions().get(code, "")


def regions_of(country: str, *, level: int = 2) -> list[tuple[str, str]]:
    """(code, name) of the regions of a level in `country` (ISO), in the order of codes."""
    return [
        pair for pair in regions().items() if pair[0][:2] == prefix_of(country) and len(pair[0]) == level + 2
    ]


def validate_nuts(code: str, country: str) -> None:
    """Raise ValidationError unless `code` is a region of `country` (ISO 3166-1) in NUTS 2024."""
    if code not in regions():
        raise ValidationError(
            _("%(code)s is not a region of NUTS 2024. A code looks like ITH1 or PT11A."),
            code="nuts",
            params={"code": code},
        )
    if code[:2] != prefix_of(country):
        raise ValidationError(
            _("%(code)s lies in another country than the organisation."), code="nuts", params={"code": code}
        )
