"""The form of a new version: what each file is, what stays, and what happens when it is refused."""

import uuid

import pytest
from bs4 import BeautifulSoup

from cop.core.ratelimit import LIMITS
from repository.services import publish_version, start_version
from tests.repository.resources import (
    PDF,
    address,
    deposit,
    publish_resource_of,
    put,
    upload,
    with_file,
)

pytestmark = pytest.mark.django_db
ZIP = b"PK\5\6" + b"\0" * 18


@pytest.fixture
def package(member):
    """A published trainer package with its manual."""
    resource = deposit(depositor=member, type="trainer_package", exchange_activity="A week in Vinci.")
    put(resource, "manual.pdf")
    return publish_resource_of(resource)


def sent(resource, **fields):
    return {"token": str(uuid.uuid4()), "note": "Better.", "licence": resource.licence, **fields}


def offered(response):
    """What the page offers to take along: name to (ticked, role)."""
    page = BeautifulSoup(response.text, "html.parser")
    boxes = {box["value"]: box.has_attr("checked") for box in page.select('input[name="keep"]')}
    roles = {
        select["name"].removeprefix("role-"): select.select_one("option[selected]")["value"]
        for select in page.select('select[name^="role-"]')
    }
    return {name: (ticked, roles[name]) for name, ticked in boxes.items()}


def last_files(resource):
    version = resource.versions.published().order_by("-number").first()
    return version.number, dict(version.files.values_list("name", "role"))


def test_a_manual_nobody_could_guess_is_marked_in_the_new_version(client, package):
    path = address(package, "new_version")
    guessed = client.post(path, sent(package, listed="manual.pdf", files=[upload("manual-2.zip", ZIP)]))
    marked = client.post(
        path, sent(package, listed="manual-2.zip", keep="manual-2.zip", **{"role-manual-2.zip": "manual"})
    )

    assert (guessed.status_code, offered(guessed)) == (422, {"manual-2.zip": (True, "main")})
    assert marked["Location"] == address(package)
    assert last_files(package) == (2, {"manual-2.zip": "manual"})


def test_of_two_files_that_could_be_the_manual_the_member_says_which(client, package):
    path, files = address(package, "new_version"), ["exercises.pdf", "handbook-2.pdf"]
    guessed = client.post(
        path, sent(package, listed="manual.pdf", files=[upload(name, PDF + name.encode()) for name in files])
    )
    roles = {"role-exercises.pdf": "main", "role-handbook-2.pdf": "manual"}
    marked = client.post(path, sent(package, listed=files, keep=files, **roles))

    assert guessed.status_code == 422
    assert "Several files could be the manual." in guessed.text
    assert offered(guessed) == {"exercises.pdf": (True, "manual"), "handbook-2.pdf": (True, "main")}
    assert marked["Location"] == address(package)
    assert last_files(package) == (2, {"exercises.pdf": "main", "handbook-2.pdf": "manual"})


def test_a_role_is_offered_before_anything_was_sent_and_the_old_version_keeps_its_own(client, package):
    path = address(package, "new_version")

    first = client.get(path)
    client.post(
        path,
        sent(package, listed="manual.pdf", keep="manual.pdf", files=[upload("new.pdf", PDF + b"2")])
        | {"role-manual.pdf": "main"},
    )

    assert offered(first) == {"manual.pdf": (True, "manual")}
    assert last_files(package) == (2, {"manual.pdf": "main", "new.pdf": "manual"})
    assert package.versions.get(number=1).files.get().role == "manual"


def test_what_was_chosen_survives_too_many_at_once(client, package, settings, monkeypatch):
    settings.RATE_LIMITS = True
    monkeypatch.setitem(LIMITS, "deposit", (0, 3600))
    path = address(package, "new_version")
    client.post(path, sent(package, note=""))

    refused = client.post(path, sent(package, listed="manual.pdf", **{"role-manual.pdf": "main"}))

    assert (refused.status_code, offered(refused)) == (429, {"manual.pdf": (False, "main")})


def test_what_was_chosen_survives_a_session_that_ended(client, member, package):
    path = address(package, "new_version")
    client.logout()
    client.post(path, sent(package, listed="manual.pdf", **{"role-manual.pdf": "main"}))
    typed_before = client.session["kept_form"]
    client.force_login(member)
    session = client.session
    session["kept_form"] = typed_before
    session.save()

    assert offered(client.get(path)) == {"manual.pdf": (False, "main")}


@pytest.mark.parametrize("files", [[], ["log.pdf"]])
def test_what_another_editor_publishes_meanwhile_refuses_the_form_and_keeps_the_note(
    client, member, monkeypatch, files
):
    resource = with_file(member)

    def begun_and_published_by_another(**kwargs):
        version = start_version(**kwargs)
        publish_version(member=member, resource=resource, note="First.")
        return version

    monkeypatch.setattr("repository.services.start_version", begun_and_published_by_another)

    response = client.post(address(resource, "new_version"), sent(resource, listed=files))

    assert response.status_code == 422
    assert "This version is published and stays as it is." in response.text
    assert response.context["form"]["note"].value() == "Better."
    assert last_files(resource) == (2, {"log.pdf": "main"})


def test_what_a_film_needs_in_words_is_asked_for_beside_the_files_and_leads_to_the_details(client, member):
    resource = with_file(member)
    film = upload("a.mp4", b"\0\0\0\x18ftypisom\0\0\2\0isommp42" + b"\0" * 20)

    page = client.post(address(resource, "new_version"), sent(resource, files=[film]))

    found = BeautifulSoup(page.text, "html.parser").select_one('section[aria-labelledby="part-files"]')
    assert page.context["form"].errors.keys() == {"files"}
    assert "or say why the video needs none" in found.text
    assert found.select_one(f'a[href="{address(resource, "edit")}"]')
