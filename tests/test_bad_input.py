"""Bad input through the front door, everywhere at once: a clear answer, and nothing lost.

What one form does with its own fields (empty, a script in each, wrong dates, a form sent twice, two
editors of one text, files that are not what they say, a search of operators only) is tested beside
its app. Here is what must hold for all of them: every URL and every form.
"""

from __future__ import annotations

import io
import zipfile
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.forms import BaseForm
from django.test import Client
from django.urls import reverse

from forums.models import Post, Topic
from repository.forms import PracticeForms
from repository.models import Practice, Resource, StoredFile
from rooms.models import Message, Room
from scenarios.models import Rating, ScenarioPage
from tests.test_permissions import TABLE, address_of
from tests.world import ADMINISTRATOR, GUEST, MEMBER, OWNER

if TYPE_CHECKING:
    from bs4 import Tag

pytestmark = pytest.mark.django_db

SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
GARBAGE = {
    "script": SCRIPT,
    "null": "a\x00b",
    "operators": "\"' -- OR * AND NOT ) ( : ^ ~ % _ \\",
    "negative": "-1",
    "huge": "9" * 40,
    "long": "ü" * 300,  # in every parameter: some 60 KB, which is all that a server reads
    "digits that are no digits": "٣²",
}
PARAMETERS = (
    "q", "language", "lang", "theme", "kind", "type", "state", "status", "phase", "result", "conclusion", "country",
    "role", "tag", "year", "eqf", "licence", "order", "sort", "name", "page", "part", "post", "quote", "before",
    "after", "forum", "topic", "resource", "title", "next", "inline",
)  # fmt: skip
ONE_MEGABYTE = "Holz " * 200_000
PASSWORD = "quattro parole senza legame"


def opened(world, role: str) -> list[str]:
    """Addresses of every page that `role` may open."""
    return [address_of(row, world) for row in TABLE if row.get and row.get[role] == 200]


def signed_in(world, role: str) -> Client:
    client = Client(raise_request_exception=False)
    if role != GUEST:
        client.force_login(world.roles[role])
    return client


# --- Addresses --------------------------------------------------------------------------------


@pytest.mark.parametrize("garbage", GARBAGE.values(), ids=GARBAGE)
@pytest.mark.parametrize("role", [GUEST, ADMINISTRATOR])
def test_no_page_stumbles_over_what_is_typed_into_its_address(world, role, garbage):
    client = signed_in(world, role)

    stumbled = {}
    for path in opened(world, role):
        response = client.get(f"{path}?{urlencode(dict.fromkeys(PARAMETERS, garbage))}")
        if response.status_code >= 400:
            stumbled[path] = response.status_code
        elif any(markup in response.getvalue() for markup in (b"<script>alert", b"<img src=x")):
            stumbled[path] = "script"

    assert stumbled == {}


@pytest.mark.parametrize("role", [GUEST, ADMINISTRATOR])
@pytest.mark.parametrize("verb", ["get", "post"])
def test_numbers_too_large_for_any_database_are_not_found(world, role, verb):
    client = signed_in(world, role)

    answers = {}
    for row in TABLE:
        numbers = [name for name, value in world.address.get(row.thing, {}).items() if isinstance(value, int)]
        if numbers and getattr(row, verb):
            address = address_of(row, world, **dict.fromkeys(numbers, 777_777_777))
            absurd = address.replace("777777777", "9" * 30)
            answers[row.name] = getattr(client, verb)(absurd).status_code

    assert {name: status for name, status in answers.items() if status not in (302, 404, 405)} == {}


@pytest.mark.parametrize(
    "path",
    ["/xx/", "/xx/communication/forums/", "/EN/", "/en-XX/", "/e/", "/zh-hans/", "/../etc/passwd", "/en//"],
)
def test_a_language_nobody_speaks_here_is_a_page_not_found(world, client, path):
    response = client.get(path, follow=True)

    assert response.status_code == 404
    assert b"<h1>" in response.content


@pytest.mark.parametrize("code", ["xx", "en-XX-YY-ZZ", "../..", "a" * 500, "\x00", "<script>", "*", ";;;q=x"])
def test_a_browser_that_asks_for_an_absurd_language_gets_a_page(world, client, code):
    client.cookies["django_language"] = code.replace(";", "").replace("\x00", "")

    home = client.get("/", headers={"accept-language": code})
    page = client.get("/en/communication/forums/", headers={"accept-language": code})

    assert (home.status_code, home["Location"]) == (302, "/en/")
    assert page.status_code == 200


# --- Forms: what is typed into each -----------------------------------------------------------

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


def where(name: str, thing: str, world) -> str:
    row = next(row for row in TABLE if row.name == name and row.thing == thing and row.post)
    return address_of(row, world)


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


@pytest.mark.parametrize("name", TEXTS)
def test_a_script_in_every_field_is_shown_as_text(world, name):
    thing, field = TEXTS[name]
    client = signed_in(world, WRITERS[name])
    client.raise_request_exception = True
    action = where(name, thing, world)
    typed = form_full_of(SCRIPT, form_on(client, page_with_the_form(client, name, action, world), action))

    response = client.post(action, typed, follow=True)

    page = response.content.decode()
    assert typed[field] == SCRIPT
    assert response.status_code in (200, 422)
    assert "<script>alert" not in page
    assert "<img src=x" not in page


@pytest.mark.parametrize("name", TEXTS)
def test_a_script_in_what_is_chosen_from_a_list_is_refused_as_text(world, name):
    """The fields a browser lets nobody type into: languages, ids, keys, dates, tokens."""
    thing, field = TEXTS[name]
    client = signed_in(world, WRITERS[name])
    client.raise_request_exception = True
    action = where(name, thing, world)
    form = form_on(client, page_with_the_form(client, name, action, world), action)
    typed = {control["name"]: SCRIPT for control in form.select("[name]")} | {field: "Words that must stay."}
    typed.pop("return_to", None)

    response = client.post(action, typed, follow=True)

    page = response.content.decode()
    assert response.status_code in (200, 422)
    assert "<script>alert" not in page
    assert "<img src=x" not in page


@pytest.mark.parametrize("name", TEXTS)
def test_a_megabyte_is_refused_and_comes_back(world, name):
    thing, field = TEXTS[name]
    client = signed_in(world, WRITERS[name])
    client.raise_request_exception = True

    response = client.post(where(name, thing, world), {field: ONE_MEGABYTE, "language": "en"})

    assert response.status_code == 422
    assert ONE_MEGABYTE.strip() in unescape(response.content.decode())


def test_more_than_the_server_reads_is_a_clear_refusal(world):
    client = signed_in(world, OWNER)

    response = client.post(reverse("forums:topic_new"), {"body": "x" * 6 * 1024 * 1024})

    assert response.status_code in (400, 413)
    assert b"<h1>" in response.content


DRAFTED = ("forums:topic_new", "forums:reply", "forums:edit")


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_typed_while_the_session_ends_is_there_again_after_signing_in(world, name):
    """POST as a stranger, sign in through the door, and look at the form one is led to.

    A text of a forum is a draft from then on: it is there when the page is loaded once more.
    """
    thing, field = TEXTS[name]
    member = with_password(world.roles[WRITERS[name]])
    words = f"Everything I had typed {uuid4().hex}"
    action = where(name, thing, world)
    stranger = Client()
    page = page_with_the_form(signed_in_as(member), name, action, world)
    hidden = form_of(signed_in_as(member), page, action)

    sent = stranger.post(action, hidden | {field: words, "language": "en", "title": "Words of mine"})
    door = sent["Location"]
    entered = stranger.post(door, {"login": member.email, "password": PASSWORD})
    shown = stranger.get(entered["Location"], follow=True)

    assert (sent.status_code, entered.status_code, shown.status_code) == (302, 302, 200)
    assert words in unescape(shown.content.decode())
    if name in DRAFTED:
        assert words in unescape(stranger.get(entered["Location"], follow=True).content.decode())


def signed_in_as(member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def with_password(shared):
    """The same member with a password, as a new object: other tests go on with the one of the world."""
    member = type(shared).objects.get(pk=shared.pk)
    member.set_password(PASSWORD)
    member.save(update_fields=["password"])
    EmailAddress.objects.get_or_create(user=member, email=member.email, verified=True, primary=True)
    return member


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


LANGUAGES = dict.fromkeys(
    [
        "forums:topic_new", "forums:reply", "forums:edit", "resources:deposit", "resources:edit",
        "practices:propose", "practices:edit", "practices:decide", "practices:withdraw",
        "rooms:new", "rooms:edit", "rooms:say", "rooms:outcome",
    ],
    "language",
) | {"members:organisation_new": "about_language", "members:organisation_edit": "about_language", "members:settings": "language_6"}  # fmt: skip
NO_LANGUAGES = ["xx-", "<b>", "english", "\x00", "x" * 300, "en' OR 1=1"]


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_language_that_is_none_is_refused_with_the_text_kept(world, name):
    thing, field = TEXTS[name]
    client = signed_in(world, WRITERS[name])
    action, language = where(name, thing, world), LANGUAGES[name]
    form = form_on(client, page_with_the_form(client, name, action, world), action)
    typed = form_full_of("2030", form) | {field: "Words that must stay.", "door": "open"}
    before = count_of_everything()

    answers = {}
    for code in NO_LANGUAGES:
        response = client.post(action, typed | {language: code})
        kept = "Words that must stay." in response.content.decode()
        answers[code] = (response.status_code, kept, language in refused_fields(response))

    assert answers == dict.fromkeys(NO_LANGUAGES, (422, True, True))
    assert count_of_everything() == before


def test_every_form_that_asks_for_a_language_is_tried_with_none(world):
    asking = set()
    for name, (thing, _field) in TEXTS.items():
        client, action = signed_in(world, WRITERS[name]), where(name, thing, world)
        form = form_on(client, page_with_the_form(client, name, action, world), action)
        if form.select_one("[name=language], [name=about_language], [name=language_6]"):
            asking.add(name)

    assert asking == set(LANGUAGES)


def refused_fields(response) -> set[str]:
    """Names of the fields with an error, in any form on the page."""
    shown = [value for context in response.context for value in context.flatten().values()]
    shown += [form.texts for form in shown if isinstance(form, PracticeForms)]
    return {name for form in shown if isinstance(form, BaseForm) for name in form.errors}


def count_of_everything() -> dict[str, int]:
    return {
        model.__name__: model.objects.count() for model in (Topic, Post, Resource, Practice, Room, Message)
    }


# --- Forms: things of others ------------------------------------------------------------------


def test_things_of_others_in_hidden_fields_lead_nowhere(world):
    """Ids of what this member may not see: a topic of a closed forum, a draft, a room, a forum."""
    client = signed_in(world, "member")
    closed_topic, closed_forum = world.address["closed_topic"], world.address["closed_forum"]
    draft = world.address["resource_draft"]["resource_id"]
    hidden_title = Topic.objects.get(pk=closed_topic["topic_id"]).title
    draft_title = Resource.objects.get(pk=draft).title

    room_form = client.get(reverse("rooms:new"), {"topic": closed_topic["topic_id"]}).content.decode()
    proposal = client.get(reverse("practices:propose"), {"resource": draft}).content.decode()
    into_closed = client.post(
        reverse("forums:topic_new"),
        {"forum": closed_forum["slug"], "kind": "question", "title": "Let me in, I said", "body": "Words.", "language": "en"},
    )  # fmt: skip

    assert hidden_title not in room_form
    assert draft_title not in proposal
    assert into_closed.status_code == 422


def test_an_organisation_one_does_not_belong_to_cannot_be_spoken_for(world):
    client = signed_in(world, "member")
    organisation = world.address["organisation"]["organisation_id"]

    proposed = client.post(
        reverse("practices:propose"),
        {"title": "Words of a stranger", "language": "en", "organisation": organisation, "token": uuid4()},
    )

    assert proposed.status_code == 422
    assert Practice.objects.filter(title="Words of a stranger").count() == 0


# --- Files ------------------------------------------------------------------------------------


def bomb() -> bytes:
    """A ZIP of 60 KB that unpacks to 60 MB."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.txt", b"0" * 60_000_000)
    return packed.getvalue()


BAD_FILES = {
    "renamed executable": ("plan.pdf", b"MZ\x90\x00" + b"\x00" * 200),
    "script called a picture": ("picture.png", b"<script>alert(1)</script>"),
    "page": ("page.html", b"<html><script>alert(1)</script></html>"),
    "drawing with script": ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
    "empty": ("empty.pdf", b""),
    "broken picture": ("photo.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40),
    "bomb": ("kit.zip", bomb()),
    "too large": ("large.txt", b"words " * 40_000),
}


@pytest.mark.parametrize("bad", BAD_FILES.values(), ids=BAD_FILES)
@pytest.mark.parametrize(
    ("name", "thing", "field"),
    [
        ("resources:deposit", "", "files"),
        ("resources:edit", "resource_draft", "files"),
        ("resources:new_version", "resource", "files"),
    ],
)
def test_a_bad_file_is_refused_by_name_with_everything_typed(world, settings, name, thing, field, bad):
    settings.UPLOAD_MAX_BYTES = 100_000
    client = signed_in(world, OWNER)
    file_name, content = bad
    words = "Everything typed beside the file."
    text_field = TEXTS[name][1]

    response = client.post(
        where(name, thing, world),
        {
            field: SimpleUploadedFile(file_name, content),
            text_field: words,
            "token": uuid4(),
            "title": "Sheet",
            "language": "en",
            "type": "document",
            "licence": "CC-BY-4.0",
        },
    )

    page = unescape(response.content.decode())
    assert response.status_code == 422
    assert words in page
    assert file_name in page
    assert StoredFile.objects.filter(size_bytes=len(content)).count() == 0


@pytest.mark.parametrize("bad", BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_logo_is_refused_and_the_page_stays(world, bad):
    client = signed_in(world, ADMINISTRATOR)
    file_name, content = bad

    response = client.post(
        where("members:organisation_logo", "organisation", world),
        {"logo": SimpleUploadedFile(file_name, content)},
    )

    assert response.status_code == 422
    assert b"<h1" in response.content


# --- Forms: sent once more --------------------------------------------------------------------


def test_the_back_button_and_a_second_send_change_nothing_the_second_time(world):
    """One after the other, a reply, a message and a rating, each form sent twice as it stood."""
    client = signed_in(world, OWNER)
    for name, thing, answers in (
        ("forums:reply", "topic", {"body": "Once and no more", "language": "en"}),
        ("rooms:say", "room", {"text": "Once and no more", "language": "en"}),
        ("scenarios:rate", "scenario", {"likelihood": "4", "desirability": "2"}),
    ):
        action = where(name, thing, world)
        typed = form_of(client, page_with_the_form(client, name, action, world), action) | answers

        with transaction.atomic():
            first, second = client.post(action, typed), client.post(action, typed)
            count = (
                Post.objects.filter(body="Once and no more").count()
                + Message.objects.filter(text="Once and no more").count()
                + Rating.objects.filter(likelihood=4, desirability=2).count()
            )
            transaction.set_rollback(True)

        assert (first.status_code, second["Location"], count) == (302, first["Location"], 1)
