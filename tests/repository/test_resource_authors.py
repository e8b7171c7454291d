"""How the authors of a resource are given to machines."""

import json

import pytest
from bs4 import BeautifulSoup

from tests.factories.members import OrganisationFactory
from tests.factories.repository import ResourceFactory
from tests.repository.resources import address

pytestmark = pytest.mark.django_db


def test_an_author_is_a_person_unless_it_is_the_organisation_of_the_resource(client):
    organisation = OrganisationFactory(name="Vinci School")
    resource = ResourceFactory(organisation=organisation, authors=["Vinci School", "Ada Rossi"])

    page = BeautifulSoup(client.get(address(resource)).text, "html.parser")

    facts = json.loads(page.select_one('script[type="application/ld+json"]').text)
    assert facts["author"] == [
        {"@type": "Organization", "name": "Vinci School"},
        {"@type": "Person", "name": "Ada Rossi"},
    ]
