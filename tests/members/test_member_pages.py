"""The page of a member: who finds it, what it shows, what a visit leaves, and roles given on it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cop.members import activity
from tests.factories.members import MemberFactory, represented

pytestmark = pytest.mark.django_db


def test_a_strangers_visit_writes_nothing_and_opens_no_session(client):
    member = MemberFactory()
    organisation = represented(member=member).organisation

    for url in ("/en/members/", member.get_absolute_url(), organisation.get_absolute_url()):
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        written = [q["sql"] for q in queries if q["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}]
        assert written == []
    assert "sessionid" not in client.cookies


def test_a_members_page_shows_what_other_apps_say_they_contributed(client, monkeypatch):
    from django.utils import timezone

    item = activity.ActivityItem("sharing", "Resource", "Dziennik", "/en/x/", timezone.now(), "pl")
    monkeypatch.setattr(activity, "_member_sources", [lambda member, viewer, most: [item]])

    html = client.get(MemberFactory().get_absolute_url()).content.decode()

    assert '<a class="title-link" href="/en/x/" lang="pl" dir="auto">Dziennik</a>' in html


@pytest.mark.parametrize("who", ["closed", "inactive", "nobody"])
def test_a_page_one_may_not_see_looks_like_none(client, who):
    member = MemberFactory(is_public=who != "closed", is_active=who != "inactive")
    url = member.get_absolute_url() if who != "nobody" else "/en/members/999999/"

    assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    ("role", "status"), [("", 404), ("editor", 404), ("moderator", 404), ("administrator", 302)]
)
def test_administrators_give_roles_on_a_members_page(client, role, status):
    member = MemberFactory()
    client.force_login(MemberFactory(roles=[role] if role else []))
    MemberFactory(roles=["moderator"])  # the group must stand

    response = client.post(reverse("members:roles", args=[member.pk]), {"roles": ["moderator"]})

    assert response.status_code == status
    assert list(member.groups.values_list("name", flat=True)) == (["moderator"] if status == 302 else [])
