"""Two people at one practice: nobody writes over, or decides on, a text they were not told of."""

import re

import pytest
from django.urls import reverse

from cop.members.models import EDITOR
from repository.models import Practice
from repository.services import edit_practice
from tests.factories.members import MemberFactory
from tests.factories.practices import draft, element, indicator, proposed, texts
from tests.repository.practices import typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client):
    author = MemberFactory()
    client.force_login(author)
    return author


def rewrite(practice, title):
    """Somebody else saves the practice meanwhile."""
    edit_practice(
        actor=MemberFactory(roles=[EDITOR]),
        practice=practice,
        revision=Practice.objects.get(pk=practice.pk).revision,
        texts=texts(title=title),
        indicators=[indicator()],
        elements=[element()],
    )


def revision_of(response):
    """The revision the form of this page will be sent with."""
    return int(re.search(r'name="revision" value="(\d+)"', response.text)[1])


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"save": "1", "indicator-1-baseline": "a lot"}, 422),
        ({"save": "1", "indicator-1-sample_size": "0"}, 422),
        ({"save": "1"} | {f"indicator-{number}-name": "One more" for number in range(2, 20)}, 422),
        ({"add_indicator": "1"}, 200),
        ({"remove_element_1": "1"}, 200),
    ],
)
def test_a_form_that_comes_back_still_stands_on_the_text_its_writer_opened(client, author, sent, status):
    practice = draft(author=author)
    address = reverse("practices:edit", args=[practice.pk])
    rewrite(practice, "Theirs")

    back = client.post(address, typed(revision="1", **sent))
    again = client.post(address, typed(save="1", revision=revision_of(back)))

    assert (back.status_code, revision_of(back), again.status_code) == (status, 1, 422)
    assert Practice.objects.get().title == "Theirs"


def test_a_form_sent_too_often_still_stands_on_the_text_its_writer_opened(client, author, settings):
    settings.RATE_LIMITS = True
    practice = draft(author=author)
    address = reverse("practices:edit", args=[practice.pk])
    rewrite(practice, "Theirs")
    response = None
    while response is None or response.status_code != 429:
        response = client.post(address, typed(save="1", revision="1", title=""))

    assert revision_of(response) == 1


def test_a_form_kept_through_a_sign_in_still_stands_on_the_text_its_writer_opened(client):
    practice = draft()
    address = reverse("practices:edit", args=[practice.pk])
    client.post(address, typed(save="1", revision="1", title="Mine", return_to=address))
    rewrite(practice, "Theirs")
    client.force_login(practice.author)

    back = client.get(address)

    assert 'value="Mine"' in back.text
    assert revision_of(back) == 1


def test_who_was_told_and_then_mistypes_may_still_save(client, author):
    practice = draft(author=author)
    address = reverse("practices:edit", args=[practice.pk])
    rewrite(practice, "Theirs")

    told = client.post(address, typed(save="1", revision="1"))
    mistyped = client.post(
        address, typed(save="1", revision=revision_of(told), **{"indicator-1-baseline": "a lot"})
    )
    saved = client.post(address, typed(save="1", revision=revision_of(mistyped), title="Mine"))

    assert "changed elsewhere" in told.text
    assert (revision_of(told), revision_of(mistyped), saved.status_code) == (2, 2, 302)
    assert Practice.objects.get().title == "Mine"


@pytest.mark.parametrize("sent", [{"reasons": " "}, {"reasons": "Well.", "language": "xx"}])
def test_a_decision_that_comes_back_still_stands_on_the_text_its_editor_read(client, sent):
    practice = proposed(revision=2)
    client.force_login(MemberFactory(roles=[EDITOR]))
    address = reverse("practices:decide", args=[practice.pk])

    back = client.post(address, {"accept": "1", "revision": "1", "language": "en"} | sent)
    shown = back.context["decision_form"]["revision"].value()
    again = client.post(address, {"accept": "1", "revision": shown, "reasons": "Well.", "language": "en"})

    assert (back.status_code, shown, again.status_code) == (422, "1", 422)
    assert "changed since you opened it" in again.text
    assert Practice.objects.get().status == "proposed"


def test_a_decision_sent_too_often_still_stands_on_the_text_its_editor_read(client, settings):
    settings.RATE_LIMITS = True
    practice = proposed(revision=2)
    client.force_login(MemberFactory(roles=[EDITOR]))
    address = reverse("practices:decide", args=[practice.pk])
    response = None
    while response is None or response.status_code != 429:
        response = client.post(address, {"accept": "1", "revision": "1", "reasons": "", "language": "en"})

    assert response.context["decision_form"]["revision"].value() == "1"


def test_a_decision_kept_through_a_sign_in_still_stands_on_the_text_its_editor_read(client):
    practice = proposed(revision=2)
    page = practice.get_absolute_url()
    sent = {"accept": "1", "revision": "1", "reasons": "Long ones", "language": "en", "return_to": page}
    client.post(reverse("practices:decide", args=[practice.pk]), sent)
    client.force_login(MemberFactory(roles=[EDITOR]))

    back = client.get(page)

    assert "Long ones" in back.text
    assert back.context["decision_form"]["revision"].value() == "1"
