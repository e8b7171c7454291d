import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command

from cop.demo.load import load_everything
from cop.demo.load.members import ACCOUNTS, PASSWORD
from cop.demo.remove import remove_everything
from cop.members.models import Member, Membership, Organisation
from cop.vocabulary import nace, nuts
from cop.vocabulary.models import Theme
from tests.factories.members import MemberFactory

pytestmark = pytest.mark.django_db


def test_the_six_accounts_can_sign_in_and_nobody_else_of_the_demo(client):
    world = load_everything(("members",))

    open_to = {
        key
        for key, member in world.members.items()
        if Member.objects.get(pk=member.pk).check_password(PASSWORD)
    }
    client.post("/en/account/login/", {"login": "editor@cop.example", "password": PASSWORD})

    assert open_to == set(ACCOUNTS)
    assert int(client.session["_auth_user_id"]) == world.members["editor"].pk
    assert EmailAddress.objects.filter(verified=True, primary=True).count() == Member.objects.count()


def test_every_organisation_of_the_demo_has_codes_that_hold():
    load_everything(("members",))

    for organisation in Organisation.objects.all():
        nace.validate_nace(organisation.nace)
        nuts.validate_nuts(organisation.nuts, organisation.country)
    assert Membership.objects.filter(is_representative=True).exists()


def test_removing_the_demo_leaves_nobody_behind():
    load_everything(("members",))

    remove_everything()

    assert [model.objects.count() for model in (Member, Organisation, Theme, EmailAddress)] == [0, 0, 0, 0]


def test_the_demo_is_not_loaded_among_real_people():
    MemberFactory(is_demo=False)

    with pytest.raises(CommandError, match="real members"):
        call_command("load_demo")

    assert Member.objects.count() == 1


def test_a_demo_that_somebody_joined_stays_as_it_is():
    load_everything(("members",))
    MemberFactory(is_demo=False)
    before = Member.objects.count()

    call_command("load_demo", verbosity=0)

    assert Member.objects.count() == before
