"""NACE Rev. 2.1, the Union's classification of economic activities.

Source: Regulation (EU) 2023/137; codes and English names as in the MIT-licensed list of the
package `naceconverter`. Section names are translated with the interface; the names of divisions,
groups and classes are English and are marked as such wherever they are shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import Promise

REVISION = "2.1"
SECTIONS: dict[str, str | Promise] = {
    "A": _("Agriculture, forestry and fishing"),
    "B": _("Mining and quarrying"),
    "C": _("Manufacturing"),
    "D": _("Electricity, gas, steam and air conditioning supply"),
    "E": _("Water supply; sewerage, waste management and remediation"),
    "F": _("Construction"),
    "G": _("Wholesale and retail trade"),
    "H": _("Transportation and storage"),
    "I": _("Accommodation and food service"),
    "J": _("Publishing, broadcasting, and content production and distribution"),
    "K": _("Telecommunication, computing and other information services"),
    "L": _("Financial and insurance activities"),
    "M": _("Real estate activities"),
    "N": _("Professional, scientific and technical activities"),
    "O": _("Administrative and support services"),
    "P": _("Public administration and defence; compulsory social security"),
    "Q": _("Education"),
    "R": _("Human health and social work"),
    "S": _("Arts, sports and recreation"),
    "T": _("Other services"),
    "U": _("Households as employers or producing for own use"),
    "V": _("Extraterritorial organisations and bodies"),
}
DATA = Path(__file__).resolve().parent / "data" / "nace_2_1.tsv"


@dataclass(frozen=True)
class Activity:
    """A section ("Q"), division ("85"), group ("85.5") or class ("85.59"); `name` is English."""

    code: str
    parent: str
    name: str


@cache
def activities() -> dict[str, Activity]:
    """Every activity of the revision by its code, in the order of codes."""
    lines = DATA.read_text(encoding="utf-8").splitlines()
    return {row.code: row for row in (Activity(*line.split("\t")) for line in lines)}


def section_of(code: str) -> str:
    """The letter of the section `code` belongs to; "" for an unknown code."""
    known = activities()
    while code in known and known[code].parent:
        code = known[code].parent
    return code if code in known else ""


def section_name(code: str) -> str:
    """Name of the section of `code` in the reader's language; "" for an unknown code."""
    return str(SECTIONS.get(section_of(code), ""))


def activity_name(code: str) -> str:
    """English name of `code`; "" for an unknown code."""
    found = activities().get(code)
    return found.name if found else ""


def division_groups() -> list[tuple[str, list[Activity]]]:
    """(section's translated name, its divisions) for a chooser, in the order of the revision."""
    groups: dict[str, list[Activity]] = {letter: [] for letter in SECTIONS}
    for row in activities().values():
        if row.parent in groups:
            groups[row.parent].append(row)
    return [(f"{letter} · {SECTIONS[letter]}", rows) for letter, rows in groups.items()]


def validate_nace(code: str) -> None:
    """Raise ValidationError unless `code` is in NACE Rev. 2.1 (any level)."""
    if code not in activities():
        raise ValidationError(_("Choose a sector from the list."), code="nace")
