"""Who may open and do what: every URL of the project's own apps, for every role and both verbs.

What packages bring (accounts, desk, documents, pages) and sockets are in tests/permissions/, with the
test that nothing is left out. Statuses: 200 shown, 302 done or (guests) asked to sign in, 422 the empty form came back, which is as
far as somebody gets who may do it, 403 not theirs to do, 404 not theirs to know of, 405 no such verb.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.permissions.urls import every_url
from tests.world import (
    ADMINISTRATOR,
    EDITOR,
    GUEST,
    MODERATOR,
    OWNER,
    POLICY,
    REPRESENTATIVE,
    ROLES,
)  # fmt: skip

if TYPE_CHECKING:
    from types import SimpleNamespace

pytestmark = pytest.mark.django_db

EDITORS = {EDITOR, ADMINISTRATOR}
MODERATORS = {MODERATOR, ADMINISTRATOR}
REPRESENTING = {REPRESENTATIVE, ADMINISTRATOR}
RESPONSIBLE = {OWNER, REPRESENTATIVE, EDITOR, ADMINISTRATOR}

MESSAGE = {"text": "Hello", "language": "en", "client_id": "3c5e0f1e-95e3-4c34-93f2-5f1f0f0c5f10"}

Statuses = dict[str, int]


def everybody(status: int) -> Statuses:
    """The same for all, strangers included."""
    return dict.fromkeys(ROLES, status)


def members(status: int, guest: int = 302) -> Statuses:
    """The same for all who have signed in."""
    return everybody(status) | {GUEST: guest}


def only(roles: set[str], status: int, others: int, guest: int = 302) -> Statuses:
    """`status` for some roles, `others` for the other members."""
    return members(others, guest) | dict.fromkeys(roles, status)


@dataclass
class Row:
    """One URL of one thing: what a GET and a POST, mostly of an empty form, answer, by role.

    A verb that the row leaves out is one that the view refuses: 405 for all, only that guests are
    asked to sign in first where the other verb asks them.
    """

    name: str
    thing: str = ""  # which thing of the world its address is made from; "" when it needs none
    get: Statuses | None = None
    post: Statuses | None = None
    extra: dict[str, object] = field(default_factory=dict)
    typed: dict[str, object] = field(default_factory=dict)  # where an empty form is refused too early

    @property
    def asks(self) -> list[tuple[str, Statuses]]:
        stated = self.get or self.post or {}
        refused = members(405) if stated[GUEST] == 302 else everybody(405)
        return [("get", self.get or refused), ("post", self.post or refused)]


TABLE: list[Row] = [
    # The roof
    Row("sitemap", get=everybody(200), post=everybody(200)),
    Row(
        "django.contrib.sitemaps.views.sitemap",
        get=everybody(200),
        post=everybody(200),
        extra={"section": "topics"},
    ),
    Row("robots", get=everybody(200)),
    Row("picture", get=everybody(404), extra={"path": "nothing.png"}),
    Row("style_guide", get=everybody(200)),
    Row("style_guide_part", get=everybody(200), extra={"part": "lists"}),
    Row("healthz", get=everybody(200)),
    Row("readyz", get=everybody(200)),
    Row("home", get=everybody(200)),
    Row("communication", get=everybody(200)),
    Row("sharing", get=everybody(200)),
    Row("collaboration", get=everybody(200)),
    Row("cooperation", get=everybody(200)),
    Row("demo:empty", get=everybody(200)),
    Row("demo:mails", get=everybody(200)),
    Row("demo:mail", "mail", get=everybody(200)),
    Row("search:search", get=everybody(200)),
    Row("search:suggest", get=everybody(200)),
    # Members
    Row("members:directory", get=everybody(200)),
    Row("members:organisations", get=everybody(200)),
    Row("members:welcome", get=members(200), post=members(422)),
    Row("members:settings", get=members(200), post=members(422)),
    Row("members:member", "public_member", get=everybody(200)),
    Row("members:member", "private_member", get=members(200, guest=404)),
    Row("members:member", "inactive_member", get=only({ADMINISTRATOR}, 200, 404, guest=404)),
    Row(
        "members:account",
        "public_member",
        get=only({ADMINISTRATOR}, 200, 404),
        post=only({ADMINISTRATOR}, 422, 404),
    ),
    Row(
        "members:account",
        "inactive_member",
        get=only({ADMINISTRATOR}, 200, 404),
        post=only({ADMINISTRATOR}, 422, 404),
    ),
    Row("members:switch_on", "inactive_member", get=members(405), post=only({ADMINISTRATOR}, 302, 404)),
    Row(
        "members:roles",
        "public_member",
        get=only({ADMINISTRATOR}, 200, 404),
        post=only({ADMINISTRATOR}, 302, 404),
    ),
    Row("members:organisation", "organisation", get=everybody(200)),
    Row("members:organisation_new", get=members(200), post=members(422)),
    Row(
        "members:organisation_edit",
        "organisation",
        get=only(REPRESENTING, 200, 404),
        post=only(REPRESENTING, 422, 404),
    ),
    Row("members:organisation_logo", "organisation", get=members(405), post=only(REPRESENTING, 422, 404)),
    Row("members:logo", "organisation", get=everybody(404), extra={"name": "none"}),
    Row("members:join", "organisation", get=members(405), post=members(302)),
    Row("members:leave", "membership_of_the_owner", get=members(405), post=only({OWNER}, 302, 404)),
    Row("members:answer", "request", post=only(REPRESENTING, 302, 404), extra={"verb": "accept"}),
    Row("members:answer", "request", post=only(REPRESENTING, 302, 404), extra={"verb": "decline"}),
    Row(
        "members:answer",
        "membership_of_the_owner",
        post=only(REPRESENTING, 302, 404),
        extra={"verb": "represent"},
    ),
    # Communication
    Row("forums:forum_list", get=everybody(200)),
    Row("forums:topics", get=everybody(200)),
    Row("forums:topics_feed", get=everybody(200)),
    Row("forums:forum_feed", "forum", get=everybody(200)),
    Row("forums:forum_feed", "closed_forum", get=everybody(404)),
    Row("forums:forum", "forum", get=everybody(200)),
    Row("forums:forum", "closed_forum", get=only({POLICY} | MODERATORS, 200, 404, guest=404)),
    Row("forums:topic_new", get=members(200), post=members(422)),
    Row("forums:topic", "topic", get=everybody(200)),
    Row("forums:topic", "closed_topic", get=only({POLICY} | MODERATORS, 200, 404, guest=404)),
    Row("forums:topic_short", "topic", get=everybody(302), post=everybody(405)),
    Row("forums:topic_short", "closed_topic", get=only({POLICY} | MODERATORS, 302, 404, guest=404)),
    Row("forums:reply", "topic", get=members(302), post=members(422)),
    Row(
        "forums:reply",
        "closed_topic",
        get=only({POLICY} | MODERATORS, 302, 404),
        post=only({POLICY} | MODERATORS, 422, 404),
    ),
    Row("forums:solve", "topic", get=members(405), post=only({OWNER}, 302, 403)),
    Row("forums:solve", "closed_topic", post=only({POLICY} | MODERATORS, 403, 404)),
    Row("forums:reopen", "solved_topic", get=members(405), post=only({OWNER}, 302, 403)),
    Row("forums:moderate", "topic", get=only(MODERATORS, 200, 403), post=only(MODERATORS, 422, 403)),
    Row("forums:accept", "answer", get=members(405), post=only({OWNER}, 302, 403)),
    Row(
        "forums:edit",
        "post",
        get=only({OWNER} | MODERATORS, 200, 403),
        post=only({OWNER} | MODERATORS, 422, 403),
    ),
    Row("forums:edit", "answer", get=only(MODERATORS, 200, 403), post=only(MODERATORS, 422, 403)),
    Row(
        "forums:edit",
        "closed_post",
        get=only(MODERATORS, 200, 404) | {POLICY: 403},
        post=only(MODERATORS, 422, 404) | {POLICY: 403},
    ),
    Row("forums:history", "post", get=only({OWNER} | MODERATORS, 200, 200)),
    Row("forums:history", "closed_post", get=only({POLICY} | MODERATORS, 200, 404)),
    Row(
        "forums:remove",
        "post",
        get=only({OWNER} | MODERATORS, 200, 403),
        post=only({OWNER}, 302, 403) | dict.fromkeys(MODERATORS, 422),  # who must give a reason
    ),
    Row("forums:edit_short", "post_by_id", get=members(302)),
    Row("forums:edit_short", "closed_post_by_id", get=only({POLICY} | MODERATORS, 302, 404)),
    Row("forums:drafts", get=members(200), post=members(422)),
    Row("forums:discard_draft", "draft", get=members(405), post=only({OWNER}, 302, 404)),
    Row("scenarios:rate", "scenario", get=members(302), post=members(422)),
    Row("scenarios:discuss", "scenario", get=only(EDITORS, 200, 404), post=only(EDITORS, 422, 404)),
    # Sharing
    Row("resources:toolbox", get=everybody(200)),
    Row("resources:feed", get=everybody(200)),
    Row("resources:deposit", get=members(200), post=members(422)),
    Row("resources:mine", get=members(200)),
    Row("resources:resource", "resource", get=everybody(200)),
    Row("resources:resource", "resource_draft", get=only({OWNER} | EDITORS, 200, 404, guest=404)),
    Row("resources:citation", "resource", get=everybody(200)),
    Row("resources:citation", "resource_draft", get=only({OWNER} | EDITORS, 200, 404, guest=404)),
    Row("resources:edit", "resource", get=only(RESPONSIBLE, 200, 404), post=only(RESPONSIBLE, 422, 404)),
    Row(
        "resources:edit",
        "resource_draft",
        get=only({OWNER} | EDITORS, 200, 404),
        post=only({OWNER} | EDITORS, 422, 404),
    ),
    Row(
        "resources:new_version", "resource", get=only(RESPONSIBLE, 200, 404), post=only(RESPONSIBLE, 422, 404)
    ),
    Row("resources:withdraw", "resource", get=only(RESPONSIBLE, 200, 404), post=only(RESPONSIBLE, 422, 404)),
    Row(
        "resources:delete",
        "resource_draft",
        get=only({OWNER} | EDITORS, 200, 404),
        post=only({OWNER} | EDITORS, 302, 404),
    ),
    Row("resources:delete", "resource", get=only(RESPONSIBLE, 302, 404), post=only(RESPONSIBLE, 302, 404)),
    Row("resources:file", "file", get=everybody(200)),
    Row("resources:file", "draft_file", get=only({OWNER} | EDITORS, 200, 404, guest=404)),
    # Collaboration
    Row("rooms:rooms", get=everybody(200)),
    Row("rooms:feed", get=everybody(200)),
    Row("rooms:new", get=members(200), post=members(422)),
    Row("rooms:room", "room", get=everybody(200)),
    Row("rooms:room", "closed_room", get=only({OWNER} | MODERATORS, 200, 404, guest=404)),
    Row("rooms:say", "room", get=everybody(405), post=only({OWNER}, 302, 403), typed=MESSAGE),
    Row(
        "rooms:say",
        "closed_room",
        get=everybody(405),
        post=only({OWNER}, 302, 404) | dict.fromkeys(MODERATORS, 403),
        typed=MESSAGE,
    ),
    Row("rooms:join", "room", get=everybody(405), post=members(302)),
    Row(
        "rooms:join",
        "closed_room",
        get=everybody(405),
        post=only({OWNER}, 302, 404) | dict.fromkeys(MODERATORS, 403),
    ),
    Row("rooms:leave", "room", get=everybody(405), post=only({OWNER}, 403, 302)),
    Row(
        "rooms:edit",
        "room",
        get=only({OWNER} | MODERATORS, 200, 403),
        post=only({OWNER} | MODERATORS, 422, 403),
    ),
    Row(
        "rooms:edit",
        "closed_room",
        get=only({OWNER} | MODERATORS, 200, 404),
        post=only({OWNER} | MODERATORS, 422, 404),
    ),
    Row("rooms:close", "room", get=everybody(405), post=only({OWNER} | MODERATORS, 302, 403)),
    Row("rooms:people", "room", get=only({OWNER} | MODERATORS, 200, 403)),
    Row("rooms:people", "closed_room", get=only({OWNER} | MODERATORS, 200, 404)),
    Row("rooms:invite", "room", get=everybody(405), post=only({OWNER} | MODERATORS, 404, 403)),
    Row("rooms:remove", "room", get=everybody(405), post=only({OWNER} | MODERATORS, 404, 403)),
    Row(
        "rooms:outcome",
        "past_room",
        get=only({OWNER} | MODERATORS, 200, 403),
        post=only({OWNER} | MODERATORS, 422, 403),
    ),
    # Cooperation
    Row("practices:practices", get=everybody(200)),
    Row("practices:feed", get=everybody(200)),
    Row("practices:practice", "practice", get=everybody(200)),
    Row("practices:practice", "proposed_practice", get=only(RESPONSIBLE, 200, 404, guest=404)),
    Row("practices:practice", "practice_draft", get=only({OWNER} | EDITORS, 200, 404, guest=404)),
    Row("practices:propose", get=members(200), post=members(422)),
    Row("practices:queue", get=only(EDITORS, 200, 404)),
    Row("practices:edit", "practice", get=only(EDITORS, 200, 404), post=only(EDITORS, 422, 404)),
    Row("practices:edit", "proposed_practice", get=only(EDITORS, 200, 404), post=only(EDITORS, 422, 404)),
    Row(
        "practices:edit",
        "practice_draft",
        get=only({OWNER} | EDITORS, 200, 404),
        post=only({OWNER} | EDITORS, 422, 404),
    ),
    Row("practices:decide", "proposed_practice", get=members(405), post=only(EDITORS, 422, 404)),
    Row("practices:decide", "practice", post=only(EDITORS, 422, 404)),
    Row("practices:withdraw", "practice", get=members(405), post=only({OWNER} | EDITORS, 422, 404)),
    Row("practices:withdraw", "proposed_practice", post=only({OWNER} | EDITORS, 422, 404)),
    Row("practices:discard", "practice_draft", get=members(405), post=only({OWNER}, 302, 404)),
]


ARGUMENTS = {url.name: url.arguments for url in every_url()}


def test_a_get_where_only_forms_go_is_answered_with_a_page(world):
    client = Client()
    client.force_login(world.roles[OWNER])
    address = address_of(next(row for row in TABLE if row.name == "rooms:say"), world)

    page = client.get(address.replace("/en/", "/de/", 1))
    fragment = client.get(address, headers={"HX-Request": "true"})

    assert [(answer.status_code, answer["Allow"]) for answer in (page, fragment)] == [(405, "POST")] * 2
    assert '<html lang="de"' in page.content.decode()
    assert 'href="/de/"' in page.content.decode().split("<main")[1]
    assert fragment.content == b""


def address_of(row: Row, world: SimpleNamespace, **other: object) -> str:
    """The address of a row: of what its thing offers, the arguments that the URL asks for."""
    offered = (world.address[row.thing] if row.thing else {}) | row.extra | other
    return reverse(row.name, kwargs={name: offered[name] for name in ARGUMENTS[row.name]})


@pytest.mark.parametrize("role", ROLES)
def test_every_url_answers_a_role_as_the_table_says(world, role):
    client = Client(raise_request_exception=False)
    if role != GUEST:
        client.force_login(world.roles[role])

    found, expected = {}, {}
    for row in TABLE:
        for verb, statuses in row.asks:
            asked = f"{verb.upper()} {row.name} {row.thing} {' '.join(map(str, row.extra.values()))}".strip()
            expected[asked] = statuses[role]
            with transaction.atomic():
                found[asked] = getattr(client, verb)(address_of(row, world), row.typed).status_code
                transaction.set_rollback(True)

    assert found == expected
