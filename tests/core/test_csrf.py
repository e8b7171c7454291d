"""A form that came without its token gives back what was typed."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_form_without_its_token_gives_back_everything_typed_but_secrets():
    typed = {f"gesture-{number}": f"Step {number}" for number in range(7)}
    typed |= {
        "title": "Oak",
        "body": "Two sentences on\nhow to plane it.",
        "empty": "",
        "tags": ["dry", "wet"],
    }
    secret = {"password1": "a password of mine", "code": "123456", "csrfmiddlewaretoken": "t" * 64}

    answer = Client(enforce_csrf_checks=True).post("/en/account/login/", typed | secret)

    assert answer.status_code == 403
    given_back = [text.get_text() for text in BeautifulSoup(answer.content, "html.parser").select("pre")]
    assert given_back == [
        *(f"Step {number}" for number in range(7)), "Oak", "Two sentences on\nhow to plane it.", "dry", "wet",
    ]  # fmt: skip
    for text in secret.values():
        assert text not in answer.content.decode()
