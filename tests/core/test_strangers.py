import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory

from cop.core.strangers import kept_for_strangers


def asked(state=("a",), path="/en/x/", status=200, made=None, **more):
    """The answer, and how many times the page has been made so far."""
    made = [] if made is None else made

    def make():
        made.append(1)
        return HttpResponse(f"made {len(made)}", status=status)

    request = RequestFactory().get(path, headers=more.get("headers"))
    request.COOKIES.update(more.get("cookies", {}))
    request.user = more.get("user", AnonymousUser())
    return kept_for_strangers(request, lambda: state, make).content.decode()


def test_a_stranger_gets_the_page_that_was_made_for_another():
    made = []

    assert asked(made=made) == asked(made=made) == "made 1"


@pytest.mark.parametrize(
    "other",
    [
        {"state": ("b",)},
        {"path": "/en/x/?page=2"},
        {"cookies": {"sessionid": "s"}},
        {"cookies": {"messages": "m"}},
        {"headers": {"HX-Request": "true"}},
    ],
)
def test_another_state_address_or_reader_gets_a_page_of_their_own(other):
    made = []
    asked(made=made)

    assert asked(made=made, **other) == "made 2"


def test_what_is_not_a_whole_page_is_not_kept():
    made = []
    asked(made=made, status=404)

    assert asked(made=made) == "made 2"
