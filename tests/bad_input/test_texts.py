"""Every form with a script in it, or more than it takes."""

from html import unescape

import pytest
from django.urls import reverse

from tests.bad_input.forms import (
    SCRIPT,
    TEXTS,
    WRITERS,
    form_full_of,
    form_on,
    page_with_the_form,
    signed_in,
    where,
)
from tests.world import OWNER

pytestmark = pytest.mark.django_db
ONE_MEGABYTE = "Holz " * 200_000


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
