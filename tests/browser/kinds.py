"""Every kind of page of the site, and where one of it is found in the demo community."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import APIRequestContext

TOPIC = r"communication/topics/\d+-[\w-]+/"
RESOURCE = r"sharing/resources/\d+-[\w-]+/"
ROOM = r"collaboration/rooms/\d+-[\w-]+/"
PRACTICE = r"cooperation/practices/\d+-[\w-]+/"
SCENARIO = r"communication/scenarios/[\w-]+/"
MEMBER = r"members/\d+/"
ORGANISATION = r"members/organisations/\d+-[\w-]+/"


@dataclass(frozen=True)
class Kind:
    """A kind of page: `path` below the language, or the first link like `link` that stands there.

    `link` may end before a hyphen; `then` is added to the address found; `account` is who looks at
    it ("" for a stranger).
    """

    name: str
    path: str
    link: str = ""
    then: str = ""
    account: str = ""
    status: int = 200

    def address(self, asks: APIRequestContext, site: str, language: str) -> str:
        """Its address on this site, found as its reader would find it."""
        path = self.path if self.path.startswith("/") else f"/{language}/{self.path}"
        if self.link:
            page = asks.get(site + path).text().partition("<main")[2]
            found = re.search(rf'href="(/{language}/{self.link})[?#"-]', page)
            assert found, f"{path} has no link like {self.link}"
            path = found[1]
        return path + self.then


KINDS = [
    Kind("home", ""),
    Kind("communication", "communication/"),
    Kind("sharing", "sharing/"),
    Kind("collaboration", "collaboration/"),
    Kind("cooperation", "cooperation/"),
    Kind("text page", "accessibility/"),
    Kind("news", "news/"),
    Kind("article", "news/", r"news/[\w-]+/"),
    Kind("events", "communication/events/"),
    Kind("event", "communication/events/", r"communication/events/[\w-]+/"),
    Kind("calls", "cooperation/calls/"),
    Kind("call", "cooperation/calls/", r"cooperation/calls/[\w-]+/"),
    Kind("forums", "communication/forums/"),
    Kind("forum", "communication/forums/", r"communication/forums/[\w-]+/"),
    Kind("topics", "communication/topics/"),
    Kind("topic", "communication/topics/?state=solved", TOPIC),
    Kind("scenarios", "communication/scenarios/"),
    Kind("scenario", "communication/scenarios/", SCENARIO),
    Kind("toolbox", "sharing/resources/?language=it"),
    Kind("document", "sharing/resources/?type=document", RESOURCE),
    Kind("film", "sharing/resources/?type=video", RESOURCE),
    Kind("micro-training", "sharing/resources/?type=micro_training", RESOURCE),
    Kind("project", "sharing/resources/?type=project", RESOURCE),
    Kind("immersive material", "sharing/resources/?type=immersive", RESOURCE),
    Kind("rooms", "collaboration/rooms/"),
    Kind("running room", "collaboration/rooms/?phase=running", ROOM),
    Kind("closed room", "collaboration/rooms/?phase=past", ROOM),
    Kind("practices", "cooperation/practices/"),
    Kind("practice", "cooperation/practices/?result=positive", PRACTICE),
    Kind("negative practice", "cooperation/practices/?result=negative", PRACTICE),
    Kind("search", "search/"),
    Kind("results", "search/?q=legno"),
    Kind("no results", "search/?q=qwertzuiop"),
    Kind("members", "members/"),
    Kind("member", "members/", MEMBER),
    Kind("organisations", "members/organisations/"),
    Kind("organisation", "members/organisations/", ORGANISATION),
    Kind("sign in", "account/login/"),
    Kind("sign up", "account/signup/"),
    Kind("forgotten password", "account/password/reset/"),
    Kind("sent mail", "account/confirm-email/"),
    Kind("password forgotten", "account/password/reset/done/"),
    Kind("closed account", "account/inactive/"),
    Kind("not found", "there-is-nothing-here/", status=404),
    Kind("style guide: controls", "style-guide/"),
    Kind("style guide: lists", "style-guide/lists/"),
    Kind("style guide: figures", "style-guide/figures/"),
    Kind("style guide: live", "style-guide/live/"),
    Kind("style guide: forms", "style-guide/forms/"),
    Kind("style guide: talk", "style-guide/talk/"),
    Kind("style guide: toolbox", "style-guide/toolbox/"),
    Kind("style guide: front", "style-guide/front/"),
    Kind("style guide: section", "style-guide/section/"),
    Kind("style guide: article", "style-guide/article/"),
    Kind("style guide: member", "style-guide/member/"),
    Kind("style guide: room", "style-guide/room/"),
    Kind("style guide: too many attempts", "style-guide/429/"),
    Kind("style guide: broken", "style-guide/500/"),
    Kind("home of a member", "", account="trainer"),
    Kind("topic of a member", "communication/topics/", TOPIC, account="trainer"),
    Kind("new topic", "communication/topics/new/", account="trainer"),
    Kind("drafts", "communication/drafts/", account="trainer"),
    Kind("scenario to rate", "communication/scenarios/", SCENARIO, account="trainer"),
    Kind("deposit", "sharing/resources/deposit/", account="trainer"),
    Kind("own resources", "sharing/resources/mine/", account="trainer"),
    Kind("room of a member", "collaboration/rooms/?phase=running", ROOM, account="trainer"),
    Kind("new room", "collaboration/rooms/new/", account="trainer"),
    Kind("proposal", "cooperation/practices/propose/", account="trainer"),
    Kind("settings", "members/settings/", account="trainer"),
    Kind("welcome", "members/welcome/", account="trainer"),
    Kind("e-mail address", "account/email/", account="trainer"),
    Kind("password", "account/password/change/", account="trainer"),
    Kind("password once more", "account/reauthenticate/", account="trainer"),
    Kind("second key", "account/2fa/", account="trainer"),
    Kind("code from an app", "account/2fa/totp/activate/", account="trainer"),
    Kind("passkeys", "account/2fa/webauthn/", account="trainer"),
    Kind("new passkey", "account/2fa/webauthn/add/", account="trainer"),
    Kind("sign out", "account/logout/", account="trainer"),
    Kind("not allowed", "communication/topics/", r"communication/topics/\d+", "/moderate/", "trainer", 403),
    Kind("new organisation", "members/organisations/new/", account="trainer"),
    Kind("queue", "cooperation/practices/queue/", account="editor"),
    Kind("proposed practice", "cooperation/practices/queue/", PRACTICE, account="editor"),
    Kind("details of a resource", "sharing/resources/?type=micro_training", RESOURCE, "edit/", account="editor"),
    Kind("new version", "sharing/resources/?type=document", RESOURCE, "version/", account="editor"),
    Kind("edited practice", "cooperation/practices/queue/", r"cooperation/practices/\d+", "/edit/", "editor"),
    Kind("withdrawal", "sharing/resources/?type=document", RESOURCE, "withdraw/", "editor"),
    Kind("discussion", "communication/scenarios/", SCENARIO, "discuss/", "editor"),
    Kind("moderation", "communication/topics/", r"communication/topics/\d+", "/moderate/", "moderator"),
    Kind("edited post", "communication/topics/", r"communication/topics/\d+", "/posts/1/edit/", "moderator"),
    Kind("history", "communication/topics/", r"communication/topics/\d+", "/posts/1/history/", "moderator"),
    Kind("removal", "communication/topics/", r"communication/topics/\d+", "/posts/1/remove/", "moderator"),
    Kind("edited room", "collaboration/rooms/?phase=running", r"collaboration/rooms/\d+", "/edit/", "moderator"),
    Kind("people", "collaboration/rooms/?phase=running", r"collaboration/rooms/\d+", "/people/", "moderator"),
    Kind("outcome", "collaboration/rooms/?phase=past", r"collaboration/rooms/\d+", "/outcome/", "moderator"),
    Kind("edited organisation", "members/organisations/", r"members/organisations/\d+", "/edit/", "admin"),
    Kind("roles", "members/?name=falegnameria", MEMBER, "roles/", account="admin"),
]  # fmt: skip
