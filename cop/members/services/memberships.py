"""Joining an organisation, speaking for it, leaving it."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from cop.core.errors import DomainError
from cop.core.policies import require
from cop.members.models import Member, Membership, Organisation
from cop.members.policies import can_answer_request, can_leave, can_represent
from cop.members.services.roles import keep_representative_role
from cop.members.signals import member_changed, organisation_changed


class LastRepresentativeError(DomainError):
    """The last representative would go while others stay."""

    message = _("You are the only representative. Make another member a representative before you leave.")


@transaction.atomic
def request_to_join(*, member: Member, organisation: Organisation, note: str) -> Membership:
    """Ask the representatives of `organisation` to accept `member`; the membership.

    Each representative gets a mail, by a task. Asking again while a request waits, or as one of
    its people, changes nothing.
    """
    from cop.members.tasks import tell_representative  # noqa: PLC0415 - the task calls this module

    require(member.is_active)
    membership, created = Membership.objects.get_or_create(
        member=member, organisation=organisation, defaults={"note": note}
    )
    if created:
        represented_by = organisation.memberships.filter(is_representative=True, member__is_active=True)
        for representative_id in represented_by.order_by("pk").values_list("member_id", flat=True):
            tell_representative.enqueue(membership.pk, representative_id)
    return membership


def mail_request(*, membership: Membership, representative: Member) -> None:
    """Write to `representative`, in their language, who asks to join and where they answer."""
    organisation = membership.organisation
    with translation.override(representative.language):
        site = settings.SITE_URL.rstrip("/")
        context = {
            "site_name": settings.SITE_NAME,
            "site_url": site,
            "member": representative,
            "membership": membership,
            "address": f"{site}{organisation.get_absolute_url()}#requests",
        }
        text = render_to_string("members/email/request.txt", context)
        subject = str(_("Somebody asks to join your organisation"))
        send_mail(subject, text, None, [representative.email])


@transaction.atomic
def accept_request(*, actor: Member, membership: Membership) -> Membership:
    """Make the asking member one of the organisation's people. Accepting twice does no harm.

    It becomes the organisation shown with their name unless they already have one. Raises
    PermissionDenied unless `actor` represents the organisation or is an administrator.
    """
    membership = _locked(membership)
    require(can_answer_request(actor, membership))
    membership.state = Membership.State.ACCEPTED
    membership.save(update_fields=["state"])
    Member.objects.filter(pk=membership.member_id, organisation=None).update(
        organisation=membership.organisation
    )
    _announce(membership)
    return membership


@transaction.atomic
def decline_request(*, actor: Member, membership: Membership) -> None:
    """Take a waiting request away. One that was accepted meanwhile stays."""
    membership = _locked(membership)
    require(can_answer_request(actor, membership))
    if membership.state == Membership.State.REQUESTED:
        membership.delete()


@transaction.atomic
def make_representative(*, actor: Member, membership: Membership) -> Membership:
    """Let one of the organisation's people speak for it.

    Raises PermissionDenied unless `actor` represents it or is an administrator, and for somebody
    who has only asked to join.
    """
    membership = _locked(membership)
    require(can_represent(actor, membership.organisation))
    require(membership.state == Membership.State.ACCEPTED)
    membership.is_representative = True
    membership.save(update_fields=["is_representative"])
    keep_representative_role(membership.member)
    _announce(membership)
    return membership


@transaction.atomic
def leave_organisation(*, member: Member, membership: Membership) -> None:
    """End a belonging, or take a request back.

    Raises LastRepresentativeError when nobody could speak for those who stay.
    """
    organisation = Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    membership = _locked(membership)
    require(can_leave(member, membership))
    others = organisation.memberships.filter(state=Membership.State.ACCEPTED).exclude(pk=membership.pk)
    if (
        membership.is_representative
        and others.exists()
        and not others.filter(is_representative=True).exists()
    ):
        raise LastRepresentativeError
    membership.delete()
    if member.organisation_id == organisation.pk:
        next_one = member.memberships.filter(state=Membership.State.ACCEPTED).order_by("pk").first()
        member.organisation_id = next_one.organisation_id if next_one else None
        member.save(update_fields=["organisation"])
    keep_representative_role(member)
    member_changed.send(sender=Member, member_id=member.pk)
    organisation_changed.send(sender=Organisation, organisation_id=organisation.pk)


def _locked(membership: Membership) -> Membership:
    rows = Membership.objects.select_for_update(of=("self",)).select_related("organisation", "member")
    return rows.get(pk=membership.pk)


def _announce(membership: Membership) -> None:
    member_changed.send(sender=Member, member_id=membership.member_id)
    organisation_changed.send(sender=Organisation, organisation_id=membership.organisation_id)
