import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from cop.core.errors import RuleError
from cop.members.models import Organisation
from scenarios.models import Rating
from scenarios.services import distribution, group_of, rate_scenario, rating_of
from tests.factories.members import MemberFactory, OrganisationFactory
from tests.factories.scenarios import ScenarioFactory

pytestmark = pytest.mark.django_db


def rate(scenario, group, likelihood, desirability=3):
    return Rating.objects.create(
        scenario_key=scenario.translation_key, member=MemberFactory(), group=group,
        likelihood=likelihood, desirability=desirability,
    )  # fmt: skip


def test_a_rating_is_changed_not_added():
    scenario, member = ScenarioFactory(), MemberFactory()

    rate_scenario(member=member, scenario=scenario, likelihood=2, desirability=5)
    rate_scenario(member=member, scenario=scenario, likelihood=4, desirability=1)

    assert list(Rating.objects.values_list("member", "likelihood", "desirability")) == [(member.pk, 4, 1)]


def test_strangers_may_not_rate():
    with pytest.raises(PermissionDenied):
        rate_scenario(member=AnonymousUser(), scenario=ScenarioFactory(), likelihood=2, desirability=2)

    assert not Rating.objects.exists()


@pytest.mark.parametrize(
    ("likelihood", "desirability", "fields"),
    [(0, 3, ["likelihood"]), (3, 6, ["desirability"]), (9, -1, ["likelihood", "desirability"])],
)
def test_each_value_outside_one_to_five_is_named(likelihood, desirability, fields):
    with pytest.raises(RuleError) as refusal:
        rate_scenario(
            member=MemberFactory(),
            scenario=ScenarioFactory(),
            likelihood=likelihood,
            desirability=desirability,
        )

    assert refusal.value.fields == fields


@pytest.mark.parametrize(
    ("kind", "roles", "group"),
    [
        (None, [], "others"),
        (Organisation.Kind.VET_PROVIDER, [], "providers"),
        (Organisation.Kind.COMPANY, [], "companies"),
        (Organisation.Kind.NETWORK, [], "associations"),
        (Organisation.Kind.COMPANY, ["policy maker"], "authorities"),
    ],
)
def test_members_rate_as_the_people_they_are(kind, roles, group):
    organisation = OrganisationFactory(kind=kind) if kind else None

    assert group_of(MemberFactory(organisation=organisation, roles=roles)) == group


def test_the_distribution_counts_each_group_and_everybody():
    scenario = ScenarioFactory()
    for likelihood in (1, 2, 2):
        rate(scenario, "providers", likelihood)
    for likelihood in (4, 5, 5):
        rate(scenario, "companies", likelihood)

    groups = distribution(scenario.translation_key)

    counts = {group.label: [bar.count for bar in group.likelihood] for group in groups}
    assert counts == {
        "Everybody": [1, 2, 0, 1, 2], "Trainers and VET providers": [1, 2, 0, 0, 0], "Companies": [0, 0, 0, 1, 2],
    }  # fmt: skip
    assert [group.likelihood_median for group in groups] == [2, 2, 5]


@pytest.mark.parametrize(
    ("raters", "shown"),
    [
        ({"providers": 3}, {"Trainers and VET providers": 3}),
        ({"providers": 3, "authorities": 1}, {}),
        ({"others": 4}, {}),
        ({"providers": 2, "authorities": 1}, {}),
        ({"providers": 3, "authorities": 2, "companies": 1}, {"Trainers and VET providers": 3, "Others": 3}),
        ({"providers": 5, "companies": 3, "authorities": 2}, {"Trainers and VET providers": 5, "Others": 5}),
        ({"providers": 3, "companies": 4, "others": 1}, {"Companies": 4, "Others": 4}),
    ],
)
def test_no_subtraction_gives_away_a_group_too_small_to_stay_anonymous(raters, shown):
    scenario = ScenarioFactory()
    for group, count in raters.items():
        for _ in range(count):
            rate(scenario, group, 3)

    groups = {group.label: group.count for group in distribution(scenario.translation_key)}

    assert groups == {"Everybody": sum(raters.values()), **shown}


def test_a_scenario_nobody_rated_has_no_distribution():
    assert distribution(uuid.uuid4()) == []


def test_nobody_sees_the_rating_of_another():
    scenario, member, other = ScenarioFactory(), MemberFactory(), MemberFactory()
    rating = rate_scenario(member=member, scenario=scenario, likelihood=2, desirability=2)

    seen = [
        rating_of(reader=reader, scenario_key=scenario.translation_key)
        for reader in (member, other, AnonymousUser())
    ]

    assert seen == [rating, None, None]
