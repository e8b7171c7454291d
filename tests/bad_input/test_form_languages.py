"""Every form that asks for a language, with one that is none."""

import pytest
from django.forms import BaseForm

from forums.models import Post, Topic
from repository.forms import PracticeForms
from repository.models import Practice, Resource
from rooms.models import Message, Room
from tests.bad_input.forms import TEXTS, WRITERS, form_full_of, form_on, page_with_the_form, signed_in, where

pytestmark = pytest.mark.django_db

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
