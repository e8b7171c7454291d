"""Who may open the editors' desk: of all it has, strangers and members without a desk role nothing.

What editors and administrators find there is asked for at representative addresses.
"""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import Client

from cop.pages.models import ArticlePage, IndexPage
from tests.factories.pages import make_page
from tests.permissions.urls import every_url
from tests.world import ADMINISTRATOR, EDITOR, GUEST, MEMBER, MODERATOR, OWNER, POLICY, REPRESENTATIVE

pytestmark = pytest.mark.django_db

DESK = "cms/"
DOOR = "/cms/login/?next="

# Desk addresses that are not behind its door: the statuses of a GET and of a POST, to all without a
# role there, after the redirect that gives an address its language. Reason first.
OPEN = {
    # the drawings and words of its pages, the same for all
    "wagtailadmin_sprite": (200, 200),
    "wagtailadmin_javascript_catalog": (200, 405),
    # hidden by an address of ours in front of it: cop/urls.py
    "wagtailadmin_login": (403, 405),
    "wagtailadmin_account": (200, 200),
    # switched off: WAGTAIL_PASSWORD_RESET_ENABLED
    "wagtailadmin_password_reset": (404, 404),
    "wagtailadmin_password_reset_done": (404, 404),
    "wagtailadmin_password_reset_confirm": (404, 404),
    "wagtailadmin_password_reset_complete": (404, 404),
}
NOWHERE = ("wagtailusers_users:", "wagtailusers_groups:")  # people and roles have pages of their own

# Beneath the desk without a name: route to an address, and what a GET answers a guest, a member, an
# editor and an administrator at last.
UNNAMED = {
    "cms/login/": ("/cms/login/", (200, 403, 403, 403)),
    "cms/account/": ("/cms/account/", (200, 200, 200, 200)),
    "^cms/(?:users|groups|bulk/members)/": ("/cms/bulk/members/member/delete/?id=1", (404, 404, 404, 404)),
    "cms/pages/<int:page_id>/privacy/": ("/cms/pages/{article}/privacy/", (200, 403, 200, 200)),
    "cms/test404/": ("/cms/test404/", (200, 403, 200, 200)),  # what its 404 looks like
    "cms/^.*/$": ("/cms/no/such/thing/", (200, 403, 404, 404)),
}

# What a GET answers an editor and an administrator; 302 leads back to the start of the desk.
ADDRESSES = {
    "": (200, 200),
    "pages/": (200, 200),
    "pages/{index}/": (200, 200),
    "pages/add/pages/articlepage/{index}/": (200, 200),
    "pages/{article}/edit/": (200, 200),
    "pages/{article}/move/": (200, 200),
    "pages/{article}/unpublish/": (200, 200),
    "pages/{article}/delete/": (200, 200),
    "pages/{article}/history/": (200, 200),
    "localize/submit/page/{article}/": (200, 200),
    "api/main/pages/": (200, 200),
    "images/": (200, 200),
    "images/add/": (200, 200),
    "documents/": (200, 200),
    "documents/add/": (200, 200),
    "snippets/vocabulary/theme/add/": (200, 200),
    "snippets/forums/forum/add/": (200, 200),
    "snippets/pages/funding/add/": (200, 200),
    "redirects/add/": (200, 200),
    "reports/site-history/": (200, 200),
    "workflows/add/": (302, 302),
    "collections/add/": (302, 302),
    "locales/new/": (302, 200),
    "sites/new/": (302, 200),
    "users/new/": (404, 404),
    "groups/new/": (404, 404),
}


@pytest.fixture(scope="module")
def numbers(world, django_db_blocker):
    """Ids of one article and of the list it is in."""
    with django_db_blocker.unblock():
        article = make_page(ArticlePage, "en", "at-the-desk")
        return {"article": article.pk, "index": IndexPage.objects.get(pk=article.get_parent().pk).pk}


def browser(world, role: str) -> Client:
    client = Client(raise_request_exception=False)
    if role != GUEST:
        client.force_login(world.roles[role])
    return client


def ask(client: Client, verb: str, address: str) -> int | str:
    """The status at last; the door's address when it led there first."""
    with transaction.atomic():
        answer = getattr(client, verb)(address)
        if answer.status_code == 302 and answer["Location"].startswith(DOOR):
            answer_at_last: int | str = DOOR
        elif answer.status_code == 302 and answer["Location"] == "/cms/":
            answer_at_last = 302
        elif answer.status_code == 302:
            answer_at_last = client.get(answer["Location"], follow=True).status_code
        else:
            answer_at_last = answer.status_code
        transaction.set_rollback(True)
    return answer_at_last


@pytest.mark.parametrize("role", [GUEST, MODERATOR])
def test_the_whole_desk_is_shut_to_who_has_no_role_there(world, numbers, role):
    client = browser(world, role)

    found, expected = {}, {}
    for url in every_url():
        if url.route.startswith(DESK) and url.name:
            statuses = (404, 404) if url.name.startswith(NOWHERE) else OPEN.get(url.name, (DOOR, DOOR))
            address = url.filled(numbers["article"], "one")
            for verb, status in zip(("get", "post"), statuses, strict=True):
                expected[f"{verb} {url.name}"] = 200 if role == GUEST and status == 403 else status
                found[f"{verb} {url.name}"] = ask(client, verb, address)

    assert found == expected
    assert len(found) > 400


@pytest.mark.parametrize("role", [MEMBER, OWNER, REPRESENTATIVE, POLICY])
def test_other_members_are_sent_to_the_door_as_well(world, numbers, role):
    client = browser(world, role)

    found = {path: ask(client, "get", f"/cms/{path.format(**numbers)}") for path in ADDRESSES}

    assert found == {path: 404 if statuses == (404, 404) else DOOR for path, statuses in ADDRESSES.items()}


@pytest.mark.parametrize("role", [EDITOR, ADMINISTRATOR])
def test_the_desk_offers_a_role_what_it_is_for(world, numbers, role):
    client = browser(world, role)

    found = {path: ask(client, "get", f"/cms/{path.format(**numbers)}") for path in ADDRESSES}

    assert found == {path: statuses[role == ADMINISTRATOR] for path, statuses in ADDRESSES.items()}


@pytest.mark.parametrize("path", ["sites/new/", "locales/new/"])
def test_editors_cannot_send_the_forms_of_administrators_either(world, path):
    found = [ask(browser(world, role), "post", f"/cms/{path}") for role in (EDITOR, ADMINISTRATOR)]

    assert found == [302, 200]


@pytest.mark.parametrize("place", range(4), ids=[GUEST, MEMBER, EDITOR, ADMINISTRATOR])
def test_addresses_of_the_desk_without_a_name(world, numbers, place):
    client = browser(world, (GUEST, MEMBER, EDITOR, ADMINISTRATOR)[place])

    found = {}
    for route, (address, _statuses) in UNNAMED.items():
        with transaction.atomic():
            found[route] = client.get(address.format(**numbers), follow=True).status_code
            transaction.set_rollback(True)

    assert found == {route: statuses[place] for route, (_address, statuses) in UNNAMED.items()}
