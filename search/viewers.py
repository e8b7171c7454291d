"""Who looks: the tokens a viewer holds, of which a document asks for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language

from cop.core.languages import base_language, base_languages
from rooms.querysets import IN_ROOM
from search.documents import EVERYBODY, MEMBERS, MODERATORS

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from cop.members.models import Member


def groups_of(user: Member | AnonymousUser) -> tuple[str, ...]:
    """Tokens of `user`: everybody's, the members', their own, their groups' and rooms'.

    No query for a stranger, up to three for a member.
    """
    if not user.is_authenticated or not user.is_active:
        return (EVERYBODY,)
    tokens = [EVERYBODY, MEMBERS, f"member-{user.pk}"]
    tokens += [f"group-{pk}" for pk in user.groups.values_list("pk", flat=True)]
    invited = user.room_memberships.filter(room__is_open=False, state__in=IN_ROOM)
    tokens += [f"room-{pk}" for pk in invited.values_list("room_id", flat=True)]
    if user.is_moderator:
        tokens.append(MODERATORS)
    return tuple(tokens)


def languages_of(user: Member | AnonymousUser) -> tuple[str, ...]:
    """Base codes of the languages `user` reads, most preferred first; the interface's for others."""
    return tuple(base_languages(getattr(user, "reads", []))) or (base_language(get_language() or "en"),)
