"""Every form with a text in it: where it stands, who writes in it, and what a browser sends of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from django.test import Client

from scenarios.models import ScenarioPage
from tests.test_permissions import TABLE, address_of
from tests.world import ADMINISTRATOR, GUEST, MEMBER, OWNER

if TYPE_CHECKING:
    from bs4 import Tag

SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
TEXTS = {
    "forums:topic_new": ("", "body"),
    "forums:reply": ("topic", "body"),
    "forums:edit": ("post", "body"),
    "resources:deposit": ("", "abstract"),
    "resources:edit": ("resource_draft", "abstract"),
    "resources:new_version": ("resource", "note"),
    "resources:withdraw": ("resource", "reason"),
    "practices:propose": ("", "what_was_done"),
    "practices:edit": ("practice_draft", "context"),
    "practices:withdraw": ("practice", "reasons"),
    "rooms:new": ("", "purpose"),
    "rooms:edit": ("room", "purpose"),
    "rooms:say": ("room", "text"),
    "rooms:outcome": ("past_room", "outcome"),
    "members:settings": ("", "headline"),
    "members:organisation_new": ("", "about"),
    "members:join": ("organisation", "note"),
}  # fmt: skip
TEXTS |= {
    "practices:decide": ("proposed_practice", "reasons"),
    "forums:moderate": ("topic", "reason"),
    "forums:remove": ("post", "reason"),
    "scenarios:discuss": ("scenario", "body"),
    "members:organisation_edit": ("organisation", "about"),
}
WRITERS = dict.fromkeys(TEXTS, OWNER) | {
    "members:join": MEMBER,  # the owner of things belongs to it already
    "practices:decide": ADMINISTRATOR,
    "forums:moderate": ADMINISTRATOR,
    "forums:remove": ADMINISTRATOR,
    "scenarios:discuss": ADMINISTRATOR,
    "members:organisation_edit": ADMINISTRATOR,
}


def signed_in(world, role: str) -> Client:
    client = Client(raise_request_exception=False)
    if role != GUEST:
        client.force_login(world.roles[role])
    return client


def where(name: str, thing: str, world) -> str:
    row = next(row for row in TABLE if row.name == name and row.thing == thing and row.post)
    return address_of(row, world)


def page_with_the_form(client: Client, name: str, action: str, world) -> str:
    """Where a member types what is sent to `action`."""
    stands_on = {
        "forums:reply": ("forums:topic", "topic"),
        "practices:withdraw": ("practices:practice", "practice"),
        "practices:decide": ("practices:practice", "proposed_practice"),
        "rooms:say": ("rooms:room", "room"),
        "members:join": ("members:organisation", "organisation"),
    }
    if name == "scenarios:rate":
        return ScenarioPage.objects.get().url
    if name not in stands_on:
        return action
    page, thing = stands_on[name]
    return address_of(next(row for row in TABLE if (row.name, row.thing) == (page, thing)), world)


def form_on(client: Client, page: str, action: str) -> Tag:
    """The form on `page` that is sent to `action`."""
    soup = BeautifulSoup(client.get(page).content, "html.parser")
    return next(
        form for form in soup.find_all("form", method="post") if (form.get("action") or page) == action
    )


def form_of(client: Client, page: str, action: str) -> dict[str, str]:
    """The hidden fields of the form on `page` that is sent to `action`."""
    hidden = form_on(client, page, action).select("input[type=hidden][name]")
    return {field["name"]: field.get("value", "") for field in hidden}


def form_full_of(text: str, form: Tag) -> dict[str, str]:
    """What a browser sends of `form` with `text` in every field for text, else what is offered first."""
    typed = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        name, kind = field["name"], field.get("type", field.name)
        if kind in ("text", "textarea", "search", "url", "number", "date"):
            typed[name] = text
        elif kind == "select":
            option = field.select_one("option[selected]") or field.select_one("option:not([value=''])")
            typed[name] = option["value"] if option else ""
        elif kind == "hidden" or (kind == "radio" and name not in typed) or field.has_attr("checked"):
            typed[name] = field.get("value", "on")
    return typed
