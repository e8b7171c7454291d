"""Too many changes in a row: the forms and buttons of members say when to try again."""

import pytest
from django.urls import reverse

from cop.members.models import Membership
from tests.factories.members import MemberFactory, MembershipFactory

pytestmark = pytest.mark.django_db


def test_too_many_changes_in_a_row_say_when_to_try_again_and_keep_the_form(client, settings, monkeypatch):
    from cop.core import ratelimit

    settings.RATE_LIMITS = True
    monkeypatch.setitem(ratelimit.LIMITS, "profile", (0, 600))
    client.force_login(MemberFactory())
    typed = {"display_name": "Kept", "interface": "en", "language_1": "it", "reads_1": "on"}

    client.post("/en/members/settings/", typed)
    response = client.post("/en/members/settings/", typed)

    assert response.status_code == 429
    assert 'value="Kept"' in response.content.decode()
    assert "Try again in" in response.content.decode()


@pytest.mark.parametrize(
    ("act", "name", "typed"),
    [
        ("join", "members:leave", {}),
        ("edit", "members:answer", {}),
        ("upload", "members:organisation_logo", {"remove": "1"}),
        ("profile", "members:roles", {"roles": ["moderator"]}),
        ("profile", "members:account", {"reason": "Sells drills."}),
    ],
)
def test_every_button_of_members_has_a_limit(client, settings, monkeypatch, act, name, typed):
    from cop.core import ratelimit

    settings.RATE_LIMITS = True
    monkeypatch.setitem(ratelimit.LIMITS, act, (0, 600))
    member = MemberFactory(roles=["administrator"])
    ratelimit.count_act(act, f"member:{member.pk}")
    own = MembershipFactory(member=member)
    asking = MembershipFactory(organisation=own.organisation)
    MemberFactory(roles=["moderator"])  # the group must stand
    address = {
        "members:leave": [own.pk],
        "members:answer": [asking.pk, "accept"],
        "members:organisation_logo": [own.organisation_id],
        "members:roles": [asking.member_id],
        "members:account": [asking.member_id],
    }[name]
    client.force_login(member)

    response = client.post(reverse(name, args=address), typed)

    assert response.status_code == 429
    assert "Try again in" in response.content.decode()
    assert Membership.objects.filter(state="requested").count() == 2
    assert not asking.member.groups.exists()
