"""The directory of members and organisations: who is in it, its filters, and what it costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.members import MemberFactory, OrganisationFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def names(response):
    return [row.display_name for row in response.context["page"]]


def test_strangers_find_only_members_who_let_them(client):
    MemberFactory(display_name="Open")
    MemberFactory(display_name="Closed", is_public=False)
    MemberFactory(display_name="Gone", is_active=False)

    seen = names(client.get("/en/members/"))
    client.force_login(MemberFactory(display_name="Reader"))

    assert seen == ["Open"]
    assert names(client.get("/en/members/")) == ["Closed", "Open", "Reader"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("name=STOLARZ", ["Stolarz, Łódź"]),
        ("name=lodz", ["Stolarz, Łódź"]),
        ("name=Εκπαιδευτης", ["Εκπαιδευτής, Πάτρα"]),
        ("language=pl", ["Stolarz, Łódź"]),
        ("country=GR", ["Εκπαιδευτής, Πάτρα"]),
        ("theme=wood", ["Stolarz, Łódź"]),
        ("theme=wood&country=GR", []),
        ("language=xx&theme=nothing&country=ZZ", ["Stolarz, Łódź", "Εκπαιδευτής, Πάτρα"]),
        ("after=made-up", ["Stolarz, Łódź", "Εκπαιδευτής, Πάτρα"]),
    ],
)
def test_filters_of_the_directory(client, query, found):
    wood = ThemeFactory(key="wood")
    MemberFactory(display_name="Stolarz, Łódź", country="PL", reads=["pl-PL", "en"]).themes.add(wood)
    MemberFactory(display_name="Εκπαιδευτής, Πάτρα", country="GR", reads=["el"])

    assert names(client.get(f"/en/members/?{query}")) == found


def test_organisations_are_filtered_by_kind_and_language(client):
    OrganisationFactory(name="School", languages=["it"])
    OrganisationFactory(name="Firm", kind="company", languages=["el-CY", "en"])

    response = client.get("/en/members/organisations/?kind=company&language=el")

    assert [row.name for row in response.context["page"]] == ["Firm"]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("path", "guest", "member"), [("members/", 3, 5), ("members/organisations/", 1, 3)])
def test_the_directory_costs_the_same_however_many_there_are(client, rows, path, guest, member):
    for _row in range(rows):
        organisation = OrganisationFactory()
        MemberFactory(organisation=organisation).themes.add(ThemeFactory())

    with CaptureQueriesContext(connection) as strangers:
        client.get(f"/en/{path}")
    client.force_login(MemberFactory())
    with CaptureQueriesContext(connection) as members:
        client.get(f"/en/{path}")

    footer = 2  # what editors maintain below every page
    assert len(strangers) <= guest + footer
    assert len(members) <= member + footer + 1  # roles, for the account menu
