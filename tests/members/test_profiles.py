import pytest
from django.core.exceptions import PermissionDenied

from cop.members.models import ADMINISTRATOR, EDITOR, MODERATOR, REPRESENTATIVE
from cop.members.policies import can_edit_member, can_give_roles
from cop.members.services import edit_profile, ensure_roles, give_roles, introduce
from tests.factories.members import MemberFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def profile(**changes):
    return {
        "display_name": "Maître-ébéniste, Lyon",
        "headline": "",
        "country": "FR",
        "reads": ["fr"],
        "writes": ["fr"],
        "themes": [],
        "is_public": True,
        "interface": "fr",
        "appearance": "dark",
    } | changes


def test_a_language_one_writes_is_also_read_and_the_order_stays():
    member = introduce(
        member=MemberFactory(),
        reads=["it", "de", "it"],
        writes=["it", "en"],
        country="IT",
        themes=[],
        is_public=True,
    )

    member.refresh_from_db()
    assert (member.reads, member.writes) == (["it", "de", "en"], ["it", "en"])


def test_a_profile_keeps_its_folded_name_in_step():
    member = MemberFactory()

    edit_profile(actor=member, member=member, **profile(themes=[ThemeFactory(key="wood")]))

    member.refresh_from_db()
    assert (member.display_name, member.sort_name) == ("Maître-ébéniste, Lyon", "maitre-ebeniste, lyon")
    assert [theme.key for theme in member.themes.all()] == ["wood"]


def test_nobody_edits_somebody_else():
    member = MemberFactory(display_name="As it was")

    with pytest.raises(PermissionDenied):
        edit_profile(actor=MemberFactory(roles=["editor"]), member=member, **profile())

    member.refresh_from_db()
    assert member.display_name == "As it was"


@pytest.mark.parametrize(
    ("role", "own", "other"),
    [
        ("", True, False),
        ("editor", True, False),
        ("moderator", True, False),
        ("policy maker", True, False),
        ("representative", True, False),
        ("administrator", True, True),
    ],
)
def test_who_may_edit_a_profile(role, own, other):
    actor = MemberFactory(roles=[role] if role else [])

    assert (can_edit_member(actor, actor), can_edit_member(actor, MemberFactory())) == (own, other)


def test_who_was_switched_off_may_do_nothing():
    actor = MemberFactory(is_active=False, roles=["administrator"])

    assert (can_edit_member(actor, actor), can_give_roles(actor, MemberFactory())) == (False, False)


def test_roles_are_given_exactly_and_representatives_are_left_alone():
    member = MemberFactory(roles=[EDITOR, REPRESENTATIVE])

    give_roles(
        actor=MemberFactory(roles=[ADMINISTRATOR]), member=member, roles=[MODERATOR, "emperor", "editors"]
    )

    assert set(member.groups.values_list("name", flat=True)) == {MODERATOR, REPRESENTATIVE}


@pytest.mark.parametrize("role", ["editor", "moderator", "policy maker", "representative"])
def test_only_administrators_give_roles(role):
    member = MemberFactory()

    with pytest.raises(PermissionDenied):
        give_roles(actor=MemberFactory(roles=[role]), member=member, roles=["administrator"])

    assert list(member.groups.all()) == []


def test_nobody_gives_roles_to_themselves():
    administrator = MemberFactory(roles=[ADMINISTRATOR])

    with pytest.raises(PermissionDenied):
        give_roles(actor=administrator, member=administrator, roles=[])

    assert administrator.groups.filter(name=ADMINISTRATOR).exists()


def test_two_administrators_do_not_take_each_others_role():
    first, second = MemberFactory(roles=[ADMINISTRATOR]), MemberFactory(roles=[ADMINISTRATOR])
    assert can_give_roles(second, first)  # as loaded before the role was gone

    give_roles(actor=first, member=second, roles=[])
    with pytest.raises(PermissionDenied):
        give_roles(actor=second, member=first, roles=[])

    assert first.groups.filter(name=ADMINISTRATOR).exists()


@pytest.mark.parametrize(
    ("role", "desk"),
    [
        ("editor", True),
        ("administrator", True),
        ("moderator", False),
        ("policy maker", False),
        ("representative", False),
    ],
)
def test_editors_and_administrators_reach_the_desk(role, desk):
    ensure_roles()
    ensure_roles()

    assert MemberFactory(roles=[role]).has_perm("wagtailadmin.access_admin") == desk
