"""What editors and administrators find at the desk."""

import pytest
from django.contrib.auth.models import Group, Permission

from cop.members.services import ensure_roles
from cop.pages.services.rights import ensure_rights
from cop.vocabulary.models import Theme
from tests.factories.members import MemberFactory, ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "status"),
    [("editor", 200), ("administrator", 200), ("moderator", 302), ("policy maker", 302), ("", 302)],
)
def test_who_edits_themes(client, role, status):
    ensure_roles()
    theme = ThemeFactory()
    client.force_login(MemberFactory(roles=[role] if role else []))

    assert client.get(f"/cms/snippets/vocabulary/theme/edit/{theme.pk}/").status_code == status


def test_a_theme_is_named_in_every_language(client):
    ensure_roles()
    client.force_login(MemberFactory(roles=["editor"]))
    typed = {"key": "wood", "position": "10", "name_en": "Wood", "name_el": "Ξύλο"}

    client.post("/cms/snippets/vocabulary/theme/add/", typed)

    assert list(Theme.objects.values_list("key", "name_en", "name_el")) == [("wood", "Wood", "Ξύλο")]


@pytest.mark.parametrize("is_superuser", [False, True])
@pytest.mark.parametrize(
    "path",
    ["users/", "users/new/", "users/edit/{}/", "users/delete/{}/", "groups/", "groups/new/", "bulk/members/member/set_active_state/?id={}"],
)  # fmt: skip
def test_people_and_roles_are_not_changed_at_the_desk(client, site, path, is_superuser):
    member = MemberFactory()
    client.force_login(MemberFactory(roles=["administrator"], is_superuser=is_superuser))
    address = f"/cms/{path.format(member.pk)}"

    answers = [client.get(address, follow=True), client.post(address, follow=True)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert "/cms/users/" not in client.get("/cms/").content.decode()


def test_no_right_on_people_is_left_from_before(site):
    administrators = Group.objects.get(name="administrator")
    administrators.permissions.add(*Permission.objects.filter(content_type__app_label="members"))

    ensure_rights()

    assert not administrators.permissions.filter(content_type__app_label="members").exists()


def test_the_account_at_the_desk_is_that_of_the_platform(client, site):
    client.force_login(MemberFactory(roles=["editor"]))

    assert client.get("/cms/account/")["Location"] == "/en/members/settings/"
