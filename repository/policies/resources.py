from __future__ import annotations

from typing import TYPE_CHECKING

from cop.members.policies import can_represent

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from cop.members.models import Member
    from repository.models import Resource


def can_deposit(user: Member | AnonymousUser) -> bool:
    """Any member."""
    return user.is_authenticated and user.is_active


def can_edit_resource(user: Member | AnonymousUser, resource: Resource) -> bool:
    """Who deposited it, editors, and once it is out a representative of its organisation."""
    if not (user.is_authenticated and user.is_active):
        return False
    if user.pk == resource.depositor_id or user.is_editor:
        return True
    organisation = resource.organisation
    return not resource.is_draft and organisation is not None and can_represent(user, organisation)


def can_withdraw(user: Member | AnonymousUser, resource: Resource) -> bool:
    """Whoever may edit it, while it is published."""
    return resource.is_published and can_edit_resource(user, resource)
