import pytest

from search import outbox
from search.engine import engine
from search.engine.base import Request
from search.query import parse


@pytest.fixture
def drain(db):
    """Do what the task worker does: bring the index up to date."""
    return outbox.drain


@pytest.fixture
def search_for(db):
    """Search as somebody with `groups` and `languages`; what was found, as the engine says it."""

    def search(text, *, groups=("all",), languages=("en",), **more):
        return engine().search(Request(parse(text), tuple(groups), tuple(languages), **more))

    return search
