"""Countries as ISO 3166-1 alpha-2, their names from CLDR in the reader's language."""

import unicodedata
from functools import cache

from babel import Locale
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

# The Union, its candidates and the other countries that take part in its education programmes.
COUNTRIES = [
    "AT",
    "BE",
    "BG",
    "HR",
    "CY",
    "CZ",
    "DK",
    "EE",
    "FI",
    "FR",
    "DE",
    "GR",
    "HU",
    "IE",
    "IT",
    "LV",
    "LT",
    "LU",
    "MT",
    "NL",
    "PL",
    "PT",
    "RO",
    "SK",
    "SI",
    "ES",
    "SE",
    "IS",
    "LI",
    "NO",
    "CH",
    "GB",
    "TR",
    "MK",
    "RS",
    "ME",
    "AL",
    "BA",
    "XK",
    "MD",
    "UA",
    "GE",
    "AD",
]


UNDECOMPOSED = str.maketrans("łøđħı", "lodhi")  # letters that Unicode does not take apart


@cache
def _names(locale: str) -> dict[str, str]:
    territories = Locale.parse(locale, sep="-").territories
    return {code: territories.get(code, code) for code in COUNTRIES}


def country_name(code: str) -> str:
    """Name of `code` in the reader's language; the code itself when unknown, "" for ""."""
    return _names((get_language() or "en").split("-")[0]).get(code, code)


def country_choices() -> list[tuple[str, str]]:
    """(code, name) in the reader's language, sorted as that language's readers expect."""
    return sorted(((code, country_name(code)) for code in COUNTRIES), key=lambda pair: sort_key(pair[1]))


def sort_key(name: str) -> str:
    """A folded key that sorts names without regard to case and accents."""
    decomposed = unicodedata.normalize("NFKD", name.casefold()).translate(UNDECOMPOSED)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def validate_country(code: str) -> None:
    """Raise ValidationError unless `code` is a country the platform offers."""
    if code not in COUNTRIES:
        raise ValidationError(_("Choose a country from the list."), code="country")
