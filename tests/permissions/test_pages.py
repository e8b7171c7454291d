"""Who may read editors' pages, documents and pictures: of every kind one, as it is and restricted."""

from __future__ import annotations

import pytest
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.test import Client
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, get_page_models

from cop.pages.fresh import Fresh
from cop.pages.models import (
    ArticlePage,
    CallPage,
    ContentPage,
    EventPage,
    HomePage,
    IndexPage,
    SectionPage,
)
from scenarios.models import ScenarioIndexPage, ScenarioPage
from tests.factories.pages import make_page
from tests.world import ADMINISTRATOR, EDITOR, GUEST, MEMBER, MODERATOR, POLICY

pytestmark = pytest.mark.django_db

KINDS = {
    "home": HomePage,
    "section": SectionPage,
    "content": ContentPage,
    "list": IndexPage,
    "article": ArticlePage,
    "event": EventPage,
    "call": CallPage,
    "list of scenarios": ScenarioIndexPage,
    "scenario": ScenarioPage,
}
# Names of wagtail's URLs that the tests below ask for, each by its real addresses.
ASKED = {
    "wagtail_serve",
    "wagtaildocs_serve",
    "wagtailcore_authenticate_with_password",
    "wagtaildocs_authenticate_with_password",
    "wagtailcore_login",
}
LOGIN, GROUPS, PASSWORD = (
    PageViewRestriction.LOGIN,
    PageViewRestriction.GROUPS,
    PageViewRestriction.PASSWORD,
)
# What a GET answers by restriction: 302 leads to the door, which is 403 to who has signed in.
READERS = {
    "": dict.fromkeys((GUEST, MEMBER, POLICY, EDITOR, MODERATOR, ADMINISTRATOR), 200),
    LOGIN: {GUEST: 302, MEMBER: 200, POLICY: 200, EDITOR: 200, MODERATOR: 200, ADMINISTRATOR: 200},
    GROUPS: {GUEST: 302, MEMBER: 302, POLICY: 200, EDITOR: 302, MODERATOR: 302, ADMINISTRATOR: 302},
}
ROLES = tuple(READERS[""])


@pytest.fixture(scope="module")
def pages(world, django_db_blocker) -> dict[str, Page]:
    """An English page of every kind."""
    with django_db_blocker.unblock():
        for slug, model in (("plain", ArticlePage), ("meeting", EventPage), ("partners", CallPage)):
            make_page(model, "en", slug)
        return {
            kind: model.objects.filter(locale__language_code="en", live=True).order_by("-pk").first()
            for kind, model in KINDS.items()
        }


@pytest.fixture(scope="module")
def documents(world, django_db_blocker) -> dict[str, Document]:
    """One document for each restriction, in a collection that has it."""
    found = {}
    with django_db_blocker.unblock():
        for restriction in READERS:
            collection = Collection.get_first_root_node()
            if restriction:
                collection = collection.add_child(instance=Collection(name=restriction))
                made = CollectionViewRestriction.objects.create(
                    collection=collection, restriction_type=restriction
                )
                made.groups.set(world.roles[POLICY].groups.all())
            found[restriction] = Document.objects.create(
                title="Plan", collection=collection, file=ContentFile(b"%PDF-1.4", name="plan.pdf")
            )
    return found


def browser(world, role: str) -> Client:
    client = Client(raise_request_exception=False)
    if role != GUEST:
        client.force_login(world.roles[role])
    return client


def forget() -> None:
    """Whatever is kept about pages; a rollback does not say so."""
    Fresh.forget_all()
    caches["pages"].clear()


def restrict(world, page: Page, restriction: str) -> None:
    if restriction:
        made = PageViewRestriction.objects.create(
            page=page, restriction_type=restriction, password="open" if restriction == PASSWORD else ""
        )
        made.groups.set(world.roles[POLICY].groups.all() if restriction == GROUPS else [])
    forget()


def test_there_is_no_kind_of_page_but_these():
    assert set(get_page_models()) - {Page} == set(KINDS.values())


@pytest.mark.parametrize("restriction", READERS)
@pytest.mark.parametrize("role", ROLES)
def test_every_kind_of_page_is_read_by_whom_it_is_for(world, pages, role, restriction):
    client = browser(world, role)

    found = {}
    for kind, page in pages.items():
        with transaction.atomic():
            restrict(world, page, restriction)
            found[kind] = (client.get(page.url).status_code, client.post(page.url).status_code)
            transaction.set_rollback(True)
    forget()

    assert found == dict.fromkeys(pages, (READERS[restriction][role], 405))


@pytest.mark.parametrize("role", [GUEST, MEMBER, EDITOR])
def test_a_page_that_is_not_published_is_nowhere(world, pages, role):
    with transaction.atomic():
        article = pages["article"]
        Page.objects.filter(pk=article.pk).update(live=False)
        forget()
        found = browser(world, role).get(article.url).status_code
        transaction.set_rollback(True)
    forget()

    assert found == 404


@pytest.mark.parametrize("role", [GUEST, MEMBER])
def test_a_page_with_a_password_asks_for_it_and_opens_once_it_is_said(world, pages, role):
    client, article = browser(world, role), pages["article"]

    with transaction.atomic():
        restrict(world, article, PASSWORD)
        restriction = PageViewRestriction.objects.get(page=article)
        door = f"/en/_util/authenticate_with_password/{restriction.pk}/{article.pk}/"
        shut = client.get(article.url)
        answers = [client.get(door), client.post(door, {"password": "guess", "return_url": article.url})]
        opened = client.post(door, {"password": "open", "return_url": article.url}, follow=True)
        transaction.set_rollback(True)
    forget()

    assert [answer.status_code for answer in (shut, *answers, opened)] == [200] * 4
    assert [article.lede in answer.text for answer in (shut, *answers, opened)] == [False] * 3 + [True]


@pytest.mark.parametrize("role", ROLES)
def test_a_document_is_for_whom_its_collection_is(world, documents, role):
    client = browser(world, role)

    found = {
        restriction: [getattr(client, verb)(document.url).status_code for verb in ("get", "post")]
        for restriction, document in documents.items()
    }

    assert found == {restriction: [READERS[restriction][role]] * 2 for restriction in documents}


def test_the_password_of_a_document_is_asked_for_nowhere_else(world, documents):
    restriction = CollectionViewRestriction.objects.get(restriction_type=LOGIN)
    client = browser(world, GUEST)

    with transaction.atomic():
        restriction.restriction_type, restriction.password = PASSWORD, "open"
        restriction.save()
        door, file = f"/documents/authenticate_with_password/{restriction.pk}/", documents[LOGIN].url
        guessed = client.post(door, {"password": "guess", "return_url": file})
        shut = client.get(file)
        client.post(door, {"password": "open", "return_url": file})
        opened = b"".join(client.get(file).streaming_content)
        transaction.set_rollback(True)

    assert (client.get("/documents/999999/plan.pdf", follow=True).status_code) == 404
    assert (guessed.status_code, shut.status_code, opened) == (200, 200, b"%PDF-1.4")
    assert b"%PDF" not in shut.content


@pytest.mark.parametrize(("role", "status"), [(GUEST, 302), (MEMBER, 403), (EDITOR, 403)])
def test_the_door_of_closed_pages_is_that_of_the_members(world, role, status):
    client = browser(world, role)

    assert [client.get("/en/_util/login/").status_code, client.post("/en/_util/login/").status_code] == [
        status,
        405,
    ]


@pytest.mark.parametrize(
    ("path", "status"),
    [("images/seen.png", 200), ("original_images/seen.png", 404), ("documents/seen.pdf", 404)],
)
@pytest.mark.parametrize("role", [GUEST, MEMBER, ADMINISTRATOR])
def test_of_the_media_only_pictures_are_served(world, role, path, status):
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(b"\x89PNG\r\n\x1a\n"))
    client = browser(world, role)

    found = [client.get(f"/media/{path}").status_code, client.post(f"/media/{path}").status_code]

    assert found == [status, 405]
