"""Where an editors' page stands, and whether strangers may read it, without a query.

One site, one home page a language: a page's address follows from its `url_path` and locale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Locale, PageViewRestriction

from cop.pages.fresh import Fresh

if TYPE_CHECKING:
    from wagtail.models import Page

_locales: Fresh[[], dict[int, str]] = Fresh(
    lambda: dict(Locale.objects.values_list("pk", "language_code")), seconds=300
)
restricted_paths: Fresh[[], tuple[str, ...]] = Fresh(
    lambda: tuple(PageViewRestriction.objects.values_list("page__path", flat=True)), seconds=30
)


def language_of(page: Page) -> str:
    """The interface language `page` is written in."""
    codes = _locales()
    if page.locale_id not in codes:
        _locales.forget()
        codes = _locales()
    return codes[page.locale_id]


def active_locale_id() -> int:
    """The id of the locale of the language that is active; the default one's when there is none."""
    for code in (get_language() or "", settings.LANGUAGE_CODE):
        for _attempt in range(2):
            for pk, known in _locales().items():
                if known == code:
                    return pk
            _locales.forget()
    return 0


def address_of(page: Page) -> str:
    """The path of `page` on the site: /it/communication/events/ for example."""
    below_home = page.url_path.strip("/").partition("/")[2]
    return f"/{language_of(page)}/{below_home}/" if below_home else f"/{language_of(page)}/"


def is_restricted(path: str) -> bool:
    """True when an editor closed the page with this tree path, or one above it."""
    return path.startswith(restricted_paths())
