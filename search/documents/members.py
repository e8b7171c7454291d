"""Members and organisations as the index knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cop.core.richtext import plain_text
from cop.core.slugs import slug_of
from cop.members.models import Member, Organisation
from search.documents.document import EVERYBODY, MEMBERS, Address, Document, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from django.db.models import QuerySet

    from search.documents.document import Key


def _member_rows() -> QuerySet[Member]:
    return Member.objects.filter(is_active=True).select_related("organisation").prefetch_related("themes")


def _member(member: Member) -> Document | None:
    if not member.display_name:
        return None
    organisation = member.organisation
    return Document(
        source="member",
        object_id=member.pk,
        kind="member",
        title=member.display_name,
        body=member.headline,
        language=member.name_language,
        languages=tuple(member.writes),
        themes=tuple(theme.key for theme in member.themes.all()),
        context=(organisation.name,) if organisation else (),
        country=member.country,
        author_id=member.pk,
        groups=(EVERYBODY,) if member.is_public else (MEMBERS,),
        written_at=member.joined_at,
        address=Address("members:member", {"member_id": member.pk}),
        facts={"organisation": organisation.name} if organisation else {},
        passed_on=(member.display_name, member.name_language, member.country),
    )


def _organisation_rows() -> QuerySet[Organisation]:
    return Organisation.objects.all()


def _organisation(organisation: Organisation) -> Document:
    language = organisation.about_language or (organisation.languages or [""])[0]
    return Document(
        source="organisation",
        object_id=organisation.pk,
        kind="organisation",
        title=organisation.name,
        body=plain_text(organisation.about_html),
        language=language,
        languages=tuple(dict.fromkeys([*([language] if language else []), *organisation.languages])),
        context=(organisation.city,) if organisation.city else (),
        country=organisation.country,
        groups=(EVERYBODY,),
        written_at=organisation.created_at,
        address=_address(organisation),
        facts={"subkind": organisation.kind, "city": organisation.city},
        passed_on=(organisation.name,),
    )


def _address(organisation: Organisation) -> Address:

    slug = slug_of(organisation.name, "organisation")
    return Address("members:organisation", {"organisation_id": organisation.pk, "slug": slug})


def _colleagues(ids: Sequence[int]) -> Iterable[Key]:
    """Members whose page names one of these organisations."""
    members = Member.objects.filter(organisation__in=ids).values_list("pk", flat=True)
    return (("member", pk) for pk in members)


def member_source(written_by: Callable[[Sequence[int]], Iterable[Key]]) -> Source:
    """Members; `written_by` names what shows their name."""
    return Source("member", _member_rows, _member, dependents=written_by)


ORGANISATION = Source("organisation", _organisation_rows, _organisation, dependents=_colleagues)
