"""Editors' pages as the index knows them: published ones that everybody may read.

An alias repeats a page of another language where a translation is missing: only the page itself
is indexed, in its own language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from cop.core.richtext import plain_text
from scenarios.models import ScenarioPage
from search.documents.document import EVERYBODY, Address, Document, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from search.documents.document import Key


def _page_rows() -> models.QuerySet[Page]:
    rows = (
        Page.objects.live().public().filter(alias_of__isnull=True).not_exact_type(Page).not_type(ScenarioPage)
    )
    return rows.select_related("locale").specific()


def _scenario_rows() -> models.QuerySet[ScenarioPage]:
    rows = ScenarioPage.objects.live().public().filter(alias_of__isnull=True)
    return rows.select_related("locale", "author")


def _page(page: Page) -> Document | None:
    return _document(page, source="page", kind="page", body=_text(page), subkind=page._meta.model_name)


def _scenario(page: ScenarioPage) -> Document | None:
    author = page.author
    return _document(
        page,
        source="scenario",
        kind="scenario",
        body=f"{page.lede}\n{_text(page)}",
        subkind="scenario",
        themes=tuple(theme.key for theme in page.themes.all()),
        author=author.display_name if author else "",
        author_id=author.pk if author else None,
        author_language=author.name_language if author else "",
        facts={"horizon": page.horizon},
    )


def _document(
    page: Page, *, subkind: str, facts: dict[str, Any] | None = None, **more: Any
) -> Document | None:
    url = page.get_url()
    if not url:
        return None
    return Document(
        object_id=page.pk,
        thread=str(page.translation_key),  # a page and its translations are one result
        title=page.title,
        language=page.locale.language_code,
        groups=(EVERYBODY,),
        written_at=page.first_published_at,
        address=Address(path=url),
        facts={"subkind": subkind} | (facts or {}),
        passed_on=(url,),
        **more,
    )


def _text(page: Page) -> str:
    """The words of a page: its rich text and its blocks, and the texts its own type adds."""
    texts: list[str] = []
    own = [field for field in page._meta.get_fields() if field.model is not Page]
    for field in own:
        value = getattr(page, field.name, None) if isinstance(field, models.Field) else None
        if isinstance(field, StreamField):
            texts += [plain_text(str(text)) for text in field.get_searchable_content(value)]
        elif isinstance(field, RichTextField):
            texts.append(plain_text(value or ""))
        elif isinstance(field, models.TextField) and value:
            texts.append(str(value))
    return "\n".join(text for text in texts if text)


def _below(ids: Sequence[int]) -> Iterable[Key]:
    """Pages under these: their addresses begin with theirs."""
    for page in Page.objects.filter(pk__in=ids):
        for below in page.get_descendants().only("pk", "content_type_id"):
            yield (source_of(below), below.pk)


def source_of(page: Page) -> str:
    """Which source a page belongs to."""
    return "scenario" if page.specific_class is ScenarioPage else "page"


PAGE = Source("page", _page_rows, _page, dependents=_below)
SCENARIO = Source(
    "scenario",
    _scenario_rows,
    _scenario,
    written_by=lambda ids: ScenarioPage.objects.filter(author__in=ids).values_list("pk", flat=True),
)
