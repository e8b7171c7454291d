"""Pages made by commands, not by hand: many at once, without two tasks for each."""

from __future__ import annotations

import uuid
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import transaction
from django.db.models.signals import post_save
from django.utils import timezone
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.signals import page_published

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wagtail.models import Locale

PageType = TypeVar("PageType", bound=Page)
NAMESPACE = uuid.UUID("6f0f7d1e-2f0c-4f3e-9a55-5d0c0a5e1c0b")


def key_of(name: str) -> uuid.UUID:
    """The translation key of the page `name`, the same in every installation and language."""
    return uuid.uuid5(NAMESPACE, name)


@contextmanager
def written_at_once() -> Iterator[list[Page]]:
    """Collects pages written inside; indexes them for the desk's search when it is done.

    Wagtail queues two tasks for every save; a few hundred pages would keep the worker busy for
    minutes after an installation. All or nothing: one transaction.
    """
    written: list[Page] = []
    models = [model for model in get_indexed_models() if issubclass(model, Page)]
    for model in models:
        post_save.disconnect(post_save_signal_handler, sender=model)
    try:
        with disable_reference_index_auto_update(), transaction.atomic():
            yield written
            by_model: dict[type[Page], list[Page]] = {}
            for page in written:
                by_model.setdefault(type(page), []).append(page)
            backend = get_search_backend()
            for model, pages in by_model.items():
                backend.add_bulk(model, pages)
            for page in written:
                page_published.send(sender=type(page), instance=page, revision=None)
    finally:
        for model in models:
            post_save.connect(post_save_signal_handler, sender=model)


def add_page(
    parent: Page, model: type[PageType], *, name: str, locale: Locale, slug: str, **fields: Any
) -> PageType:
    """A published page of `model` below `parent`.

    `name` makes its translation key: pages of one name are translations of each other.
    """
    now = timezone.now()
    page = model(
        translation_key=key_of(name),
        locale=locale,
        slug=slug,
        live=True,
        first_published_at=now,
        last_published_at=now,
        **fields,
    )
    parent.add_child(instance=page)
    return page


def rewrite_page(page: Page, **fields: Any) -> None:
    """New words for a page that exists; nothing but these fields is touched."""
    for field, value in fields.items():
        setattr(page, field, value)
    if "title" in fields:
        page.draft_title = page.title
    page.last_published_at = timezone.now()
    page.latest_revision = page.live_revision = None  # an older draft must not bring back old words
    page.has_unpublished_changes = False
    page.save(
        clean=False,  # the address stays, and words need no query to be checked
        update_fields=[
            *fields,
            "draft_title",
            "last_published_at",
            "latest_revision",
            "live_revision",
            "has_unpublished_changes",
        ],
    )
