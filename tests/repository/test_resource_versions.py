"""Versions at the services: what each takes along, what it fixes, and its licence and link."""

import importlib
import uuid

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from cop.core.errors import RuleError
from repository.models import ResourceVersion
from repository.services import change_resource, discard_version, publish_version, start_version
from tests.factories.repository import ResourceFactory, draft
from tests.repository.resources import PDF, deposit, publish_resource_of, put, refused

pytestmark = pytest.mark.django_db


def test_a_new_version_takes_the_files_along_and_leaves_the_old_one_as_it_was():
    resource = deposit()
    put(resource, "log.pdf")
    publish_resource_of(resource)

    version = start_version(member=resource.depositor, resource=resource)
    assert start_version(member=resource.depositor, resource=resource) == version
    put(resource, "log.pdf", PDF + b"2")
    token = uuid.uuid4()
    second = publish_version(member=resource.depositor, resource=resource, note="Better.", token=token)
    sent_again = publish_version(member=resource.depositor, resource=resource, note="Better.", token=token)

    assert (second, sent_again.pk) == (version, version.pk)
    first = resource.versions.get(number=1)
    assert [v.number for v in resource.versions.order_by("number")] == [1, 2]
    assert first.files.get().file != second.files.get().file


@pytest.mark.parametrize(
    ("name", "value"), [("licence", "CC0-1.0"), ("link", "https://example.org/moved"), ("link", "")]
)
def test_the_licence_and_the_link_of_a_published_version_stay_as_they_are(name, value):
    resource = deposit(link="https://example.org/first")
    put(resource, "log.pdf")
    publish_resource_of(resource)
    member = resource.depositor
    terms = {"licence": "CC-BY-4.0", "link": "https://example.org/first"}

    with pytest.raises(RuleError, match="Make a new version") as refusal:
        change_resource(member=member, resource=resource, title="New", **{**terms, name: value})
    change_resource(member=member, resource=resource, title="Other", **terms)

    resource.refresh_from_db()
    assert refusal.value.fields == [name]
    assert (resource.title, resource.licence, resource.link) == ("Other", *terms.values())


def test_a_new_version_may_have_another_licence_and_link_and_the_old_one_keeps_its_own():
    resource = deposit(link="https://example.org/first")
    publish_resource_of(resource)
    member = resource.depositor
    start_version(member=member, resource=resource)
    link = "https://example.org/second"

    publish_version(member=member, resource=resource, note="Moved.", licence="CC0-1.0", link=f" {link} ")
    start_version(member=member, resource=resource)
    publish_version(member=member, resource=resource, note="Corrected.")

    resource.refresh_from_db()
    assert (resource.licence, resource.link) == ("CC0-1.0", link)
    assert list(resource.versions.order_by("number").values_list("licence", "link")) == [
        ("CC-BY-4.0", "https://example.org/first"),
        ("CC0-1.0", link),
        ("CC0-1.0", link),
    ]


@pytest.mark.parametrize(
    ("terms", "wrong"),
    [
        ({"licence": "MIT"}, ["licence"]),
        ({"licence": ""}, ["licence"]),
        ({"link": "javascript:alert(1)"}, ["link"]),
        ({"licence": "all-rights-reserved"}, ["licence", "link"]),
    ],
)
def test_a_new_version_keeps_the_rules_of_its_licence_and_link(terms, wrong):
    resource = deposit()
    put(resource, "log.pdf")
    publish_resource_of(resource)
    member = resource.depositor
    start_version(member=member, resource=resource)

    assert refused(publish_version, member=member, resource=resource, note="Other.", **terms) == wrong

    resource.refresh_from_db()
    assert (resource.licence, resource.link) == ("CC-BY-4.0", "")
    assert resource.versions.filter(published_at__isnull=True).exists()


def test_versions_published_before_take_the_licence_and_the_link_of_their_resource():
    published, unfinished = ResourceFactory(licence="CC0-1.0"), draft()
    ResourceVersion.objects.filter(resource=published).update(licence="CC-BY-4.0", link="")
    migration = importlib.import_module("repository.migrations.0006_terms_of_versions")

    migration.copy_terms(apps, None)

    assert list(published.versions.values_list("licence", "link")) == [("CC0-1.0", published.link)]
    assert list(unfinished.versions.values_list("licence", "link")) == [("", "")]


def test_no_version_is_published_without_a_licence():
    resource = ResourceFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        resource.versions.update(licence="")


def test_a_new_version_says_what_changed_and_can_be_given_up():
    resource = deposit()
    put(resource, "log.pdf")
    publish_resource_of(resource)
    start_version(member=resource.depositor, resource=resource)

    assert refused(publish_version, member=resource.depositor, resource=resource, note=" ") == ["note"]

    discard_version(member=resource.depositor, resource=resource)
    assert resource.versions.count() == 1
    assert start_version(member=resource.depositor, resource=resource).number == 2
