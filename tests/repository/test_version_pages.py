"""New versions of a resource and what they leave as it was."""

import re
import uuid

import pytest
from bs4 import BeautifulSoup

from repository.models import Resource, VersionFile
from repository.services import (
    withdraw_resource,
)
from tests.factories.members import MembershipFactory, OrganisationFactory
from tests.factories.repository import ResourceFactory
from tests.repository.resources import PDF, address, details, file_address, upload, with_file

pytestmark = pytest.mark.django_db


def test_a_new_version_is_published_and_the_old_one_stays(client, member):
    resource = with_file(member)
    path = address(resource, "new_version")
    fields = {"token": str(uuid.uuid4()), "listed": "log.pdf", "licence": resource.licence}

    unsaid = client.post(path, {**fields, "note": "", "files": [upload("new.pdf", PDF + b"2")]})
    sent = {**fields, "note": "New species.", "listed": ["log.pdf", "new.pdf"], "keep": "new.pdf"}
    said, again = client.post(path, sent), client.post(path, sent)

    assert unsaid.status_code == 422
    assert "new.pdf" in unsaid.content.decode()
    assert (said["Location"], again["Location"]) == (address(resource), address(resource))
    versions = resource.versions.order_by("number")
    assert [[file.name for file in version.files.all()] for version in versions] == [["log.pdf"], ["new.pdf"]]
    page = client.get(address(resource)).content.decode()
    assert "log.pdf" in page
    assert "New species." in page


def test_a_new_version_may_change_the_licence_and_the_link_and_the_old_ones_stay_on_the_page(client, member):
    resource = ResourceFactory(depositor=member, link="https://example.org/first")
    path = address(resource, "new_version")
    sent = {"token": str(uuid.uuid4()), "licence": "CC0-1.0", "link": "https://example.org/second"}

    form = client.get(path).context["form"]
    unsaid = client.post(path, sent).text
    said = client.post(path, {**sent, "note": "Moved."})

    assert (form["link"].value(), form["licence"].value()) == (resource.link, "CC-BY-4.0")
    assert 'value="https://example.org/second"' in unsaid
    assert re.search('value="CC0-1.0" checked', unsaid)
    assert said["Location"] == address(resource)
    rows = BeautifulSoup(client.get(address(resource)).text, "html.parser").select("tbody tr")
    new, old = [[link["href"] for link in row.select("a")] for row in rows]
    assert new == ["https://example.org/second"]
    assert old == ["https://example.org/first", "https://creativecommons.org/licenses/by/4.0/"]
    assert "CC BY 4.0" in rows[1].text


def test_the_old_links_of_a_withdrawn_resource_are_gone_with_its_files(client):
    resource = ResourceFactory(link="https://example.org/first")
    withdraw_resource(member=resource.depositor, resource=resource, reason="Prices of 2023.")

    assert resource.link not in client.get(address(resource)).text


def test_what_a_new_version_would_say_survives_a_session_that_ended(client, member):
    resource = with_file(member)
    client.logout()
    client.post(address(resource, "new_version"), {"note": "Moved.", "licence": "CC0-1.0"})
    typed_before = client.session["kept_form"]
    client.force_login(member)
    session = client.session
    session["kept_form"] = typed_before
    session.save()

    form = client.get(address(resource, "new_version")).context["form"]

    assert (form["note"].value(), form["licence"].value(), form["link"].value()) == ("Moved.", "CC0-1.0", "")


def test_the_details_of_what_is_published_show_the_licence_and_the_link_and_lead_to_a_new_version(
    client, member
):
    resource = ResourceFactory(depositor=member)
    new_version = address(resource, "new_version")

    page = client.get(address(resource, "edit"))
    client.post(address(resource, "edit"), details(resource, title="Better", licence="CC0-1.0", link=""))

    resource.refresh_from_db()
    assert not {"licence", "link"} & set(page.context["form"].fields)
    assert "The files, the link and the licence of a published version stay as they are." in page.text
    side = BeautifulSoup(page.text, "html.parser").select_one("aside.side")
    assert [fact.text for fact in side.select("dd")] == ["https://example.org/sheet", "CC BY 4.0"]
    assert side.select_one(f'a[href="{new_version}"]')
    assert (resource.title, resource.licence, resource.link) == (
        "Better",
        "CC-BY-4.0",
        "https://example.org/sheet",
    )


def test_an_open_version_is_not_shown_to_others(client, member):
    resource = with_file(member)
    client.post(
        address(resource, "new_version"), {"token": str(uuid.uuid4()), "files": [upload("secret.pdf", PDF)]}
    )
    client.logout()

    assert "secret.pdf" not in client.get(address(resource)).content.decode()
    placed = VersionFile.objects.get(name="secret.pdf")
    assert client.get(file_address(placed)).status_code == 404


def test_a_representative_fetches_what_they_put_into_an_open_version(client, member):
    organisation = OrganisationFactory()
    MembershipFactory(member=member, organisation=organisation, state="accepted", is_representative=True)
    resource = with_file()
    Resource.objects.filter(pk=resource.pk).update(organisation=organisation)
    client.post(
        address(resource, "new_version"), {"token": str(uuid.uuid4()), "files": [upload("next.pdf", PDF)]}
    )

    assert client.get(file_address(VersionFile.objects.get(name="next.pdf"))).status_code == 200
