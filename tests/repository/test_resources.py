"""Depositing, publishing and what happens to a resource afterwards, at the services."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from repository.models import MaterialLanguage, Resource
from repository.services import (
    ResourceWithdrawnError,
    VersionFixedError,
    change_resource,
    delete_draft,
    deposit_resource,
    publish_resource,
    remove_file,
    start_version,
    withdraw_resource,
)
from repository.signals import resource_changed
from tests.factories.members import MemberFactory, OrganisationFactory, ThemeFactory
from tests.factories.repository import ResourceFactory, draft
from tests.repository.resources import WHOLE, deposit, put, refused

pytestmark = pytest.mark.django_db


def test_a_deposit_is_a_draft_with_one_open_version_and_the_depositors_place():
    organisation = OrganisationFactory(name="Wood school")
    member = MemberFactory(organisation=organisation, country="IT", writes=["it"])

    resource = deposit_resource(
        depositor=member, type="document", title="  Registro \n umidità ", abstract="**Sì**"
    )

    resource.refresh_from_db()
    assert (resource.status, resource.title, resource.title_key) == (
        "draft",
        "Registro umidità",
        "registro umidita",
    )
    assert (resource.language, resource.languages, resource.country) == ("it", ["it"], "IT")
    assert (resource.organisation, resource.authors) == (organisation, ["Wood school"])
    assert (resource.abstract_html, resource.summary) == ("<p><strong>Sì</strong></p>", "Sì")
    assert list(resource.versions.values_list("number", "published_at")) == [(1, None)]
    assert list(MaterialLanguage.objects.values_list("language", flat=True)) == ["it"]


def test_the_same_form_twice_is_one_draft_and_nobody_elses_token_works():
    member, token = MemberFactory(), uuid.uuid4()

    first = deposit_resource(depositor=member, token=token, **WHOLE)
    second = deposit_resource(depositor=member, token=token, **WHOLE)

    assert (first, Resource.objects.count()) == (second, 1)
    with pytest.raises(PermissionDenied):
        deposit_resource(depositor=MemberFactory(), token=token, **WHOLE)


def test_the_same_form_twice_at_once_is_one_draft(monkeypatch):
    member, token = MemberFactory(), uuid.uuid4()
    first = deposit_resource(depositor=member, token=token, **WHOLE)
    look, missed = Resource.objects.filter, []

    def too_early(**fields):
        found = look(**fields)
        if fields == {"token": token} and not missed:
            missed.append(token)
            return found.none()
        return found

    monkeypatch.setattr(Resource.objects, "filter", too_early)

    second = deposit_resource(depositor=member, token=token, **WHOLE)

    assert (missed, second, look().count()) == ([token], first, 1)


def test_publishing_fixes_the_version_and_says_so_once_inside_the_transaction():
    heard = []
    resource = deposit()
    put(resource, "log.pdf")

    def listen(**kwargs):
        heard.append((kwargs["resource_id"], transaction.get_connection().in_atomic_block))

    resource_changed.connect(listen)
    try:
        published = publish_resource(member=resource.depositor, resource=resource)
        again = publish_resource(member=resource.depositor, resource=resource)
    finally:
        resource_changed.disconnect(listen)

    assert heard == [(resource.pk, True)]
    assert (published.status, published.format, again.published_at) == (
        "published",
        "PDF",
        published.published_at,
    )
    with pytest.raises(VersionFixedError):
        put(resource, "other.pdf")
    with pytest.raises(VersionFixedError):
        remove_file(member=resource.depositor, version_file=resource.versions.get().files.get())


def test_script_in_every_field_is_text():
    evil = "<script>alert(1)</script>"

    resource = deposit(title=evil, abstract=evil, link="https://example.org")
    change_resource(member=resource.depositor, resource=resource, tags=[evil], authors=[evil])

    resource.refresh_from_db()
    assert "<script" not in resource.abstract_html
    assert (resource.title, resource.authors) == (evil, [evil])


def test_themes_tags_and_languages_are_replaced_as_a_whole():
    resource = deposit(languages=["en", "it"])
    theme = ThemeFactory()

    change_resource(
        member=resource.depositor, resource=resource, themes=[theme], tags=[" #Wood ", "wood", "", "log"],
        languages=["it", "el"],
    )  # fmt: skip

    assert list(resource.themes.all()) == [theme]
    assert sorted(tag.name.lower() for tag in resource.tags.all()) == ["log", "wood"]
    assert sorted(resource.material_languages.values_list("language", flat=True)) == ["el", "it"]


@pytest.mark.parametrize(("languages", "then"), [(["en"], ["it"]), (["en", "el"], ["en", "el"])])
def test_material_in_the_language_of_its_description_follows_it(languages, then):
    resource = deposit(languages=languages)

    change_resource(member=resource.depositor, resource=resource, language="it")

    resource.refresh_from_db()
    assert resource.languages == then
    assert sorted(resource.material_languages.values_list("language", flat=True)) == sorted(then)


def test_withdrawing_needs_a_reason_and_ends_all_changes():
    resource = ResourceFactory()
    member = resource.depositor

    assert refused(withdraw_resource, member=member, resource=resource, reason="  ") == ["reason"]
    withdrawn = withdraw_resource(member=member, resource=resource, reason="Out of date.")

    assert (withdrawn.status, withdrawn.withdrawn_reason) == ("withdrawn", "Out of date.")
    with pytest.raises(ResourceWithdrawnError):
        change_resource(member=member, resource=resource, title="New")
    with pytest.raises(PermissionDenied):
        start_version(member=member, resource=resource)


def test_only_a_draft_can_be_thrown_away():
    unfinished, published = draft(), ResourceFactory()

    delete_draft(member=unfinished.depositor, resource=unfinished)

    with pytest.raises(PermissionDenied):
        delete_draft(member=published.depositor, resource=published)
    assert list(Resource.objects.all()) == [published]


def test_in_languages_finds_the_material_not_the_record():
    resource = deposit(language="it", languages=["el", "en"])

    assert list(Resource.objects.in_languages(["el", "pt"])) == [resource]
    assert list(Resource.objects.in_languages(["it"])) == []
