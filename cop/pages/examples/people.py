"""Members, organisations and themes of the style guide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cop.members.models import Member, Organisation
from cop.vocabulary.models import Theme

if TYPE_CHECKING:
    from django.db.models import Model

FIRST = 2_000_000_000  # keys that no table has reached: what is pressed in the guide finds nothing


def with_related(thing: Any, **related: list[Any]) -> Any:
    """`thing` as if its relations had been fetched before, so that showing it asks no database."""
    thing._prefetched_objects_cache = dict(related)
    return thing


def theme() -> Theme:
    return Theme(pk=FIRST, key="wood", name="Wood and furniture")


def organisation() -> Organisation:
    return Organisation(
        pk=FIRST, name="Szkoła stolarska, Gdańsk", kind="vet_provider", country="PL", languages=["pl"]
    )


def members() -> list[Member]:
    """Four, one of each colour; the second keeps the page from strangers."""
    known: list[Model] = [theme(), Theme(pk=FIRST + 1, key="green", name="Green skills")]
    people = [
        Member(
            pk=FIRST,
            display_name="Ελένη, εκπαιδεύτρια επιπλοποιίας",
            headline="Διδάσκω επιπλοποιία στη Θεσσαλονίκη",
            country="GR",
            reads=["el", "en", "it"],
            writes=["el"],
        ),
        Member(
            pk=FIRST + 1,
            display_name="Marek Kowal",
            country="PL",
            organisation=organisation(),
            reads=["pl", "en"],
            writes=["pl"],
            is_public=False,
        ),
        Member(pk=FIRST + 2, display_name="Sofia Oliveira", country="PT", reads=["pt"], writes=["pt"]),
        Member(pk=FIRST + 3, display_name="Luca Rossi", country="IT", reads=["it", "de"], writes=["it"]),
    ]
    return [with_related(person, themes=known) for person in people]
