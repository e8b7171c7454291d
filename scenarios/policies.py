"""Who may rate, and who may open the discussion."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from cop.members.models import Member


def can_rate(user: Member | AnonymousUser) -> bool:
    """Every active member."""
    return bool(user.is_authenticated and user.is_active)


def can_open_discussion(user: Member | AnonymousUser) -> bool:
    """Editors: a scenario has one discussion, and they choose where it stands."""
    return bool(user.is_authenticated and user.is_editor)
