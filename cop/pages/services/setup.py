"""From an empty database to a site with its pages in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import override
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import LocaleSynchronization

from cop.pages.models import ContentPage, HomePage, IndexPage, SectionPage
from cop.pages.services import texts
from cop.pages.services.rights import ensure_rights
from cop.pages.services.writing import add_page, key_of, rewrite_page, written_at_once
from scenarios.models import ScenarioIndexPage

if TYPE_CHECKING:
    from collections.abc import Callable

CONTENT_SLUGS = ("about", "privacy", "accessibility", "contact")
# kind of list: (slug, name of the page it hangs under)
INDEXES = {
    "articles": ("news", "home"),
    "events": ("events", "communication"),
    "calls": ("calls", "cooperation"),
}


def set_up_site() -> int:
    """Make what is missing: locales, site, home, sections, lists, the pages of the footer, rights.

    Idempotent; a page that exists is left as its editors want it. Returns how many pages it made.
    """
    locales = _ensure_locales()
    with written_at_once() as written:
        _remove_welcome_page()
        homes = {code: _ensure_tree(locale, written) for code, locale in locales.items()}
        _ensure_site(homes[settings.LANGUAGE_CODE])
    _ensure_synchronisation(locales)
    ensure_rights()
    return len(written)


def write_default_texts() -> None:
    """Give the pages that every site has their first words again (after a demonstration).

    A page somebody has edited at the desk is left as it is.
    """
    with written_at_once() as written:
        for code, _name in settings.LANGUAGES:
            with override(code):
                for name, words in _default_words().items():
                    page = Page.objects.filter(
                        locale__language_code=code, translation_key=key_of(name), latest_revision__isnull=True
                    ).first()
                    if page is not None:
                        specific = page.specific
                        rewrite_page(specific, **words())
                        written.append(specific)


def _default_words() -> dict[str, Callable[[], dict[str, Any]]]:
    words: dict[str, Callable[[], dict[str, Any]]] = {"home": texts.home_texts}
    for key in SectionPage.Key.values:
        words[key] = lambda key=key: texts.section_texts(key)  # type: ignore[misc]
    for slug in CONTENT_SLUGS:
        words[slug] = lambda slug=slug: texts.content_texts(slug)  # type: ignore[misc]
    for kind, (slug, _parent) in INDEXES.items():
        words[slug] = lambda kind=kind: texts.index_texts(kind)  # type: ignore[misc]
    words["scenarios"] = texts.scenarios_texts
    return words


def _ensure_locales() -> dict[str, Locale]:
    """Every interface language has its locale; the default language comes first."""
    codes = sorted(dict(settings.LANGUAGES), key=lambda code: code != settings.LANGUAGE_CODE)
    return {code: Locale.objects.get_or_create(language_code=code)[0] for code in codes}


def _remove_welcome_page() -> None:
    """Wagtail's migrations leave one at the place where a home page belongs."""
    for page in Page.objects.filter(depth=2, content_type__model="page"):
        page.delete()


def _ensure_tree(locale: Locale, written: list[Page]) -> HomePage:
    """One language's home page with what hangs under it; what was made is added to `written`."""
    code = locale.language_code
    there = {
        page.translation_key: page
        for page in Page.objects.filter(locale=locale, translation_key__in=map(key_of, _default_words()))
    }

    def ensure(name: str, parent: Page | None, model: type[Page], slug: str, **fields: Any) -> Page:
        page = there.get(key_of(name))
        if page is None:
            above = parent or Page.objects.get(depth=1)
            fields |= _default_words()[name]()
            page = add_page(above, model, name=name, locale=locale, slug=slug, **fields)
            written.append(page)
        return page

    with override(code):
        home = ensure("home", None, HomePage, "home" if code == settings.LANGUAGE_CODE else f"home-{code}")
        parents = {"home": home}
        for key in SectionPage.Key.values:
            parents[key] = ensure(key, home, SectionPage, key, key=key)
        for slug in CONTENT_SLUGS:
            ensure(slug, home, ContentPage, slug)
        for kind, (slug, parent) in INDEXES.items():
            ensure(slug, parents[parent], IndexPage, slug, kind=kind)
        ensure("scenarios", parents["communication"], ScenarioIndexPage, "scenarios")
    return home


def _ensure_site(home: Page) -> None:
    """The one site begins at `home` and stands at COP_SITE_URL."""
    address = urlsplit(settings.SITE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    wanted = {
        "hostname": address.hostname or "localhost",
        "port": port,
        "site_name": settings.SITE_NAME,
        "root_page_id": home.pk,
    }
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    if any(getattr(site, field) != value for field, value in wanted.items()):
        for field, value in wanted.items():
            setattr(site, field, value)
        site.save()
    Site.clear_site_root_paths_cache()


def _ensure_synchronisation(locales: dict[str, Locale]) -> None:
    """A page written in the default language appears, as an alias, in the languages without it."""
    first, *others = locales.values()
    LocaleSynchronization.objects.bulk_create(
        [LocaleSynchronization(locale=locale, sync_from=first) for locale in others], ignore_conflicts=True
    )
