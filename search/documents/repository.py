"""Resources and good practices as the index knows them: those that are out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cop.core.richtext import plain_text
from repository.models import Practice, Resource
from search.documents.document import EVERYBODY, Address, Document, Source

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from cop.members.models import Member, Organisation


def _resource_rows() -> QuerySet[Resource]:
    rows = Resource.objects.published().select_related("organisation", "depositor")
    return rows.prefetch_related("themes", "tags", "gestures")


def _resource(resource: Resource) -> Document:
    gestures = [gesture.text for gesture in resource.gestures.all()]
    texts = [
        plain_text(resource.abstract_html),
        *gestures,
        resource.exchange_activity,
        resource.text_alternative,
    ]
    return Document(
        source="resource",
        object_id=resource.pk,
        kind="resource",
        title=resource.title,
        body="\n".join(text for text in texts if text),
        language=resource.language,
        languages=tuple(dict.fromkeys([resource.language, *resource.languages])),
        themes=tuple(theme.key for theme in resource.themes.all()),
        context=_context(resource.organisation, *_tags(resource), *resource.authors, resource.programme),
        country=resource.country,
        groups=(EVERYBODY,),
        written_at=resource.published_at or resource.created_at,
        address=Address("resources:resource", resource.address),
        facts={
            "subkind": resource.type,
            "minutes": resource.minutes,
            "eqf": resource.eqf or None,
            "languages": len(resource.languages),
        },
        **_author(resource.depositor, also=resource.authors),
    )


def _practice_rows() -> QuerySet[Practice]:
    rows = Practice.objects.accepted().select_related("organisation", "author")
    return rows.prefetch_related("themes", "tags", "indicators", "elements")


def _practice(practice: Practice) -> Document:
    texts = [
        plain_text(html)
        for html in (
            practice.summary_html,
            practice.context_html,
            practice.what_was_done_html,
            practice.conclusion_html,
        )
    ]
    texts += [indicator.name for indicator in practice.indicators.all()]
    texts += [f"{element.name} {element.conditions}" for element in practice.elements.all()]
    return Document(
        source="practice",
        object_id=practice.pk,
        kind="practice",
        title=practice.title,
        body="\n".join(text for text in texts if text.strip()),
        language=practice.language,
        themes=tuple(theme.key for theme in practice.themes.all()),
        context=_context(practice.organisation, *_tags(practice)),
        country=practice.country,
        groups=(EVERYBODY,),
        written_at=practice.published_at or practice.created_at,
        address=Address("practices:practice", practice.address),
        facts={"subkind": "practice", "result": practice.direction},
        **_author(practice.author),
    )


def _tags(thing: Resource | Practice) -> list[str]:
    return [tag.name for tag in thing.tags.all()]


def _context(organisation: Organisation | None, *texts: str) -> tuple[str, ...]:
    return tuple(text for text in ([organisation.name] if organisation else []) + list(texts) if text)


def _author(member: Member | None, also: list[str] | None = None) -> dict[str, Any]:
    """Who is shown as author; for a resource those it names, else who deposited it: `by:` finds both."""
    if also:
        named = {"author": ", ".join(also)}
        return named | {"author_id": member.pk, "also_by": member.display_name} if member else named
    if member is None:
        return {}
    return {
        "author": member.display_name,
        "author_id": member.pk,
        "author_language": member.name_language,
    }


RESOURCE = Source(
    "resource",
    _resource_rows,
    _resource,
    written_by=lambda ids: Resource.objects.filter(depositor__in=ids).values_list("pk", flat=True),
)
PRACTICE = Source(
    "practice",
    _practice_rows,
    _practice,
    written_by=lambda ids: Practice.objects.filter(author__in=ids).values_list("pk", flat=True),
)
