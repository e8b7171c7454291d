"""Switching an account off, and on again. What its owner wrote stays as it is."""

from __future__ import annotations

from functools import partial

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from cop.core.policies import require
from cop.members.models import AccountAct, Member
from cop.members.policies import can_switch_account
from cop.members.services.locks import both_locked
from cop.members.signals import member_changed, member_switched_off


@transaction.atomic
def deactivate_member(*, actor: Member, member: Member, reason: str) -> Member:
    """Switch the account of `member` off; the act is recorded with its reason. Twice does no harm.

    Nobody signs in to it any more, the directory and the search forget it, and once this is
    committed its sessions and open sockets end. An administrator is always left: `actor`. Raises
    PermissionDenied unless `actor` is another member and an administrator.
    """
    actor, member = both_locked(actor, member)
    require(can_switch_account(actor, member))
    if not member.is_active:
        return member
    _switch(actor, member, AccountAct.Act.OFF, reason)
    transaction.on_commit(partial(_end_sessions, member.pk))
    transaction.on_commit(partial(member_switched_off.send_robust, sender=Member, member_id=member.pk))
    return member


@transaction.atomic
def reactivate_member(*, actor: Member, member: Member) -> Member:
    """Switch the account of `member` on again; they sign in anew. Twice does no harm.

    Raises PermissionDenied unless `actor` is another member and an administrator.
    """
    actor, member = both_locked(actor, member)
    require(can_switch_account(actor, member))
    if not member.is_active:
        _switch(actor, member, AccountAct.Act.ON)
    return member


def _switch(actor: Member, member: Member, act: str, reason: str = "") -> None:
    member.is_active = act == AccountAct.Act.ON
    member.save(update_fields=["is_active"])
    AccountAct.objects.create(act=act, member=member, administrator=actor, reason=reason)
    member_changed.send(sender=Member, member_id=member.pk)


def _end_sessions(member_id: int) -> None:
    """Forget where the member is signed in. The requests of an inactive member are a stranger's anyway."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(member_id):
            session.delete()
