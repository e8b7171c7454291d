import pytest

from tests.factories.members import MemberFactory


@pytest.fixture
def member(client):
    member = MemberFactory(reads=["en"], writes=["en", "it"])
    client.force_login(member)
    return member
