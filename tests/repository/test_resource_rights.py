"""Who may see, change, publish, fill, withdraw and throw away a resource, and for whom one deposits."""

import io

import pytest
from django.core.exceptions import PermissionDenied

from repository.models import Resource
from repository.policies import can_deposit, can_edit_resource, can_withdraw
from repository.services import add_file, change_resource, delete_draft, publish_resource, set_roles
from tests.factories.members import MemberFactory, MembershipFactory, OrganisationFactory
from tests.factories.repository import ResourceFactory, draft
from tests.repository.resources import PDF, deposit, refused

pytestmark = pytest.mark.django_db


def test_nobody_deposits_for_an_organisation_they_do_not_belong_to():
    resource = deposit()
    foreign = OrganisationFactory()

    fields = refused(change_resource, member=resource.depositor, resource=resource, organisation=foreign)

    assert fields == ["organisation"]
    MembershipFactory(member=resource.depositor, organisation=foreign, state="accepted")
    assert (
        change_resource(member=resource.depositor, resource=resource, organisation=foreign).organisation
        == foreign
    )


def people(resource):
    represents = MemberFactory()
    MembershipFactory(
        member=represents, organisation=resource.organisation, state="accepted", is_representative=True
    )
    return {
        "depositor": resource.depositor,
        "representative": represents,
        "editor": MemberFactory(roles=["editor"]),
        "moderator": MemberFactory(roles=["moderator"]),
        "member": MemberFactory(),
    }


@pytest.mark.parametrize(
    ("status", "editing", "withdrawing"),
    [
        ("draft", {"depositor", "editor"}, set()),
        ("published", {"depositor", "editor", "representative"}, {"depositor", "editor", "representative"}),
        ("withdrawn", {"depositor", "editor", "representative"}, set()),
    ],
)
def test_who_may_edit_and_withdraw(status, editing, withdrawing):
    resource = ResourceFactory(organisation=OrganisationFactory(), status=status, withdrawn_reason="Old.")
    roles = people(resource)

    assert {name for name, who in roles.items() if can_edit_resource(who, resource)} == editing
    assert {name for name, who in roles.items() if can_withdraw(who, resource)} == withdrawing
    assert {name for name, who in roles.items() if can_deposit(who)} == set(roles)


@pytest.mark.parametrize(
    ("status", "seeing"),
    [
        ("draft", {"depositor", "editor"}),
        ("published", {"depositor", "editor", "representative", "moderator", "member", "guest"}),
        ("withdrawn", {"depositor", "editor", "representative", "moderator", "member", "guest"}),
    ],
)
def test_who_sees_what(status, seeing):
    from django.contrib.auth.models import AnonymousUser

    resource = ResourceFactory(organisation=OrganisationFactory(), status=status, withdrawn_reason="Old.")
    roles = {**people(resource), "guest": AnonymousUser()}

    assert {name for name, who in roles.items() if Resource.objects.visible_to(who).exists()} == seeing


def test_others_cannot_change_publish_or_fill_a_draft():
    resource, other = draft(), MemberFactory()

    for call in (
        lambda: change_resource(member=other, resource=resource, title="Mine"),
        lambda: publish_resource(member=other, resource=resource),
        lambda: add_file(member=other, resource=resource, file=io.BytesIO(PDF), name="a.pdf"),
        lambda: set_roles(member=other, resource=resource, roles={}),
        lambda: delete_draft(member=other, resource=resource),
    ):
        with pytest.raises(PermissionDenied):
            call()
