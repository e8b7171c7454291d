"""Languages of texts: BCP 47 tags, their names from CLDR, and a suggestion while writing.

Interface languages are `settings.LANGUAGES`. What members write may be in any language (R22):
the offered list is CLDR's languages of Europe and its neighbours; any well-formed tag that CLDR
knows is accepted.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat, StrIndex, Substr
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

try:
    import eldc as _eldc

    _eldc.init()
except ImportError:  # no wheel for this machine: no language is suggested
    _eldc = None

# The languages partners write: the Union's 24, Catalan and other regional and neighbouring ones.
OFFERED = [
    "en",
    "it",
    "pt",
    "el",
    "es",
    "ca",
    "fr",
    "pl",
    "de",
    "bg",
    "cs",
    "da",
    "et",
    "fi",
    "ga",
    "hr",
    "hu",
    "lt",
    "lv",
    "mt",
    "nl",
    "ro",
    "sk",
    "sl",
    "sv",
    "eu",
    "gl",
    "lb",
    "cy",
    "no",
    "is",
    "sq",
    "sr",
    "mk",
    "bs",
    "tr",
    "uk",
    "ru",
    "ar",
    "he",
]
RIGHT_TO_LEFT = {"ar", "he", "fa", "ur", "yi"}
TAG_MAX_LENGTH = 16  # what a column holds
_TAG = re.compile(
    r"(?P<spoken>[a-z]{2,3}(-[A-Z][a-z]{3})?(-(?P<region>[A-Z]{2}|\d{3}))?)"
    r"(?P<variants>(-([a-z\d]{5,8}|\d[a-z\d]{3}))*)"
)


@lru_cache(maxsize=4096)  # well-formed codes are more than a process should remember
def language_name(code: str, locale: str = "") -> str:
    """Name of `code` in `locale` (BCP 47; "" for the language's own name); the code if unknown."""
    found = _TAG.fullmatch(code)
    spoken = found["spoken"] if found else code
    try:
        reader = Locale.parse(locale or spoken, sep="-")
        name = Locale.parse(spoken, sep="-").get_display_name(reader)
    except (UnknownLocaleError, ValueError):
        return code
    if name and found and found["variants"]:
        variants = ", ".join(reader.variants.get(variant.upper(), variant) for variant in _variants(found))
        name = f"{name[:-1]}, {variants})" if name.endswith(")") else f"{name} ({variants})"
    return (name or code)[:1].upper() + (name or code)[1:] if not locale else (name or code)


def language_name_here(code: str) -> str:
    """Name of `code` in the reader's interface language."""
    return language_name(code, (get_language() or "en").split("-")[0])


def language_choices() -> list[tuple[str, str]]:
    """(tag, own name) of every offered language, interface languages first, in their order."""
    return [(code, language_name(code)) for code in OFFERED]


def is_language(code: str) -> bool:
    """True for a BCP 47 tag that CLDR knows (language, optional script, region and variants)."""
    found = _TAG.fullmatch(code or "")
    if not found or len(code) > TAG_MAX_LENGTH:
        return False
    try:
        Locale.parse(found["spoken"], sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    known, region = Locale("en"), found["region"]
    return (not region or region in known.territories) and all(
        variant.upper() in known.variants for variant in _variants(found)
    )


def _variants(found: re.Match[str]) -> list[str]:
    return found["variants"].split("-")[1:]


def validate_language(code: str) -> None:
    """Raise ValidationError unless `code` is a language tag CLDR knows."""
    if not is_language(code):
        raise ValidationError(_("Choose a language from the list."), code="language")


def base_language(code: str) -> str:
    """The language of `code` (BCP 47) without script, region and variants: "pt" for "pt-BR"."""
    return (code or "").split("-")[0].lower()


def base_languages(codes: Iterable[str]) -> list[str]:
    """The base codes of `codes`, each once, in their order."""
    return list(dict.fromkeys(base_language(code) for code in codes))


def in_languages(field: str, codes: Iterable[str]) -> Q:
    """Rows whose tag in `field` is one of `codes` or begins with it: "pt" finds "pt-BR" too."""
    codes = list(codes)
    wanted = Q(**{f"{field}__in": codes})
    for code in codes:
        wanted |= Q(**{f"{field}__startswith": f"{code}-"})
    return wanted


def base_of(field: str) -> Substr:
    """`base_language` of the tag in `field`, in SQL."""
    return Substr(F(field), 1, StrIndex(Concat(F(field), Value("-")), Value("-")) - 1)


def direction(code: str) -> str:
    """ "rtl" or "ltr" for a BCP 47 tag."""
    return "rtl" if code.split("-")[0] in RIGHT_TO_LEFT else "ltr"


def suggest_language(text: str) -> str:
    """The language `text` seems to be in ("" when unsure or too short); the writer decides."""
    if _eldc is None or len(text.split()) < 3:
        return ""
    found = str(_eldc.detect_mt(text[:2000]))  # "und" when unsure
    return found if found != "und" and is_language(found) else ""


def interface_language(code: str) -> str:
    """The nearest interface language to `code`; the default language when there is none."""
    base = (code or "").split("-")[0]
    return base if base in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class LanguageField(models.CharField):
    """A BCP 47 tag of a text's language."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", TAG_MAX_LENGTH)
        kwargs.setdefault("verbose_name", _("language"))
        super().__init__(*args, **kwargs)
        if validate_language not in self.validators:
            self.validators.append(validate_language)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("validators", None)
        return name, path, args, kwargs
