"""Languages of texts: BCP 47 tags, their names from CLDR, and a suggestion while writing.

Interface languages are `settings.LANGUAGES`. What members write may be in any language (R22):
the offered list is CLDR's languages of Europe and its neighbours; any well-formed tag that CLDR
knows is accepted.
"""

import re
from functools import cache

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
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
_TAG = re.compile(r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$")


@cache
def language_name(code: str, locale: str = "") -> str:
    """Name of `code` in `locale` (BCP 47; "" for the language's own name); the code if unknown."""
    try:
        known = Locale.parse(code, sep="-")
        name = known.get_display_name((locale or code).replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return code
    return (name or code)[:1].upper() + (name or code)[1:] if not locale else (name or code)


def language_name_here(code: str) -> str:
    """Name of `code` in the reader's interface language."""
    return language_name(code, (get_language() or "en").split("-")[0])


def language_choices() -> list[tuple[str, str]]:
    """(tag, own name) of every offered language, interface languages first, in their order."""
    return [(code, language_name(code)) for code in OFFERED]


def is_language(code: str) -> bool:
    """True for a BCP 47 tag that CLDR knows (language, optional script and region)."""
    if not _TAG.match(code or ""):
        return False
    try:
        return bool(Locale.parse(code, sep="-"))
    except (UnknownLocaleError, ValueError):
        return False


def validate_language(code: str) -> None:
    """Raise ValidationError unless `code` is a language tag CLDR knows."""
    if not is_language(code):
        raise ValidationError(_("Choose a language from the list."), code="language")


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
        kwargs.setdefault("max_length", 16)
        kwargs.setdefault("verbose_name", _("language"))
        super().__init__(*args, **kwargs)
        if validate_language not in self.validators:
            self.validators.append(validate_language)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("validators", None)
        return name, path, args, kwargs
