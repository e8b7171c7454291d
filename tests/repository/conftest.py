import pytest

from tests.factories.members import MemberFactory


@pytest.fixture
def member(client):
    found = MemberFactory(country="IT", writes=["en"])
    client.force_login(found)
    return found
