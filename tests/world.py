"""One of everything, in every state that decides who may see it, and a member of every role.

For tests that go through all URLs of the project's own apps. Nothing of the demo is needed.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from types import SimpleNamespace
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.utils.text import slugify

from cop.demo.models import DemoMail
from cop.pages.fresh import Fresh
from cop.pages.models import SectionPage
from cop.pages.services.setup import set_up_site
from repository.models import StoredFile, VersionFile
from scenarios.models import ScenarioIndexPage
from tests.factories.forums import DraftFactory, ForumFactory, PostFactory, TopicFactory
from tests.factories.members import MemberFactory, MembershipFactory, OrganisationFactory
from tests.factories.practices import PracticeFactory, proposed
from tests.factories.practices import draft as practice_draft
from tests.factories.repository import ResourceFactory
from tests.factories.repository import draft as resource_draft
from tests.factories.rooms import RoomFactory
from tests.factories.scenarios import ScenarioFactory

if TYPE_CHECKING:
    from collections.abc import Iterator

SHA256_OF_HELLO = hashlib.sha256(b"hello").hexdigest()
ROLES = GUEST, MEMBER, OWNER, REPRESENTATIVE, POLICY, EDITOR, MODERATOR, ADMINISTRATOR = (
    "guest", "member", "owner", "representative", "policy maker", "editor", "moderator", "administrator",
)  # fmt: skip


@contextmanager
def standing(languages: list[tuple[str, str]]) -> Iterator[SimpleNamespace]:
    """A world with editors' pages in `languages`; all of it is taken away at the end."""
    with transaction.atomic():
        Fresh.forget_all()
        before, settings.LANGUAGES = settings.LANGUAGES, languages
        try:
            set_up_site()
        finally:
            settings.LANGUAGES = before
        yield build_world()
        transaction.set_rollback(True)
    Fresh.forget_all()


def people(organisation) -> dict[str, object]:
    """One member of each role; the representative speaks for `organisation`."""
    found = {role: MemberFactory(roles=[role]) for role in (POLICY, EDITOR, MODERATOR, ADMINISTRATOR)}
    found |= {MEMBER: MemberFactory(), OWNER: MemberFactory(), REPRESENTATIVE: MemberFactory()}
    MembershipFactory(
        member=found[REPRESENTATIVE], organisation=organisation, state="accepted", is_representative=True
    )
    return found


def build_world() -> SimpleNamespace:
    """`roles`: role to member. `address`: name of a thing to the arguments of its URLs. `words`: titles."""
    organisation = OrganisationFactory()
    roles = people(organisation)
    owner, group = roles[OWNER], roles[POLICY].groups.get()
    topic = TopicFactory(author=owner)
    answer = PostFactory(topic=topic, number=2, author=MemberFactory())
    type(topic).objects.filter(pk=topic.pk).update(post_count=2, last_number=2)
    solved = TopicFactory(author=owner, solved_at=topic.created_at)
    closed = TopicFactory(forum=ForumFactory(group=group))
    mine = {"depositor": owner, "organisation": organisation}
    resource, unpublished = ResourceFactory(**mine), resource_draft(**mine)
    open_room, past_room = RoomFactory(host=owner), RoomFactory(host=owner, past=True)
    closed_room = RoomFactory(host=owner, is_open=False)
    practice = {"author": owner, "organisation": organisation}
    accepted, waiting, begun = PracticeFactory(**practice), proposed(**practice), practice_draft(**practice)
    scenario = scenario_in_the_tree()
    mail = DemoMail.objects.create(sender="cop", recipients="a@example.org", subject="Welcome", body="Hello")
    address = {
        "mail": {"mail_id": mail.pk},
        "public_member": {"member_id": MemberFactory().pk},
        "private_member": {"member_id": MemberFactory(is_public=False).pk},
        "inactive_member": {"member_id": MemberFactory(is_active=False).pk},
        "organisation": {"organisation_id": organisation.pk, "slug": slugify(organisation.name)},
        "membership_of_the_owner": {
            "membership_id": MembershipFactory(member=owner, organisation=organisation, state="accepted").pk
        },
        "request": {"membership_id": MembershipFactory(organisation=organisation).pk},
        "forum": {"slug": topic.forum.slug},
        "closed_forum": {"slug": closed.forum.slug},
        "topic": {"topic_id": topic.pk, "slug": topic.slug},
        "solved_topic": {"topic_id": solved.pk},
        "closed_topic": {"topic_id": closed.pk, "slug": closed.slug},
        "post": {"topic_id": topic.pk, "number": 1},
        "answer": {"topic_id": topic.pk, "number": answer.number},
        "closed_post": {"topic_id": closed.pk, "number": 1},
        "post_by_id": {"post_id": topic.posts.get(number=1).pk},
        "closed_post_by_id": {"post_id": closed.posts.get(number=1).pk},
        "draft": {"draft_id": DraftFactory(member=owner).pk},
        "scenario": {"slug": scenario.slug},
        "resource": resource.address,
        "resource_draft": unpublished.address,
        "file": file_of(resource),
        "draft_file": file_of(unpublished),
        "room": {"room_id": open_room.pk, "slug": open_room.slug},
        "closed_room": {"room_id": closed_room.pk, "slug": closed_room.slug},
        "past_room": {"room_id": past_room.pk},
        "practice": {"practice_id": accepted.pk, "slug": accepted.slug},
        "proposed_practice": {"practice_id": waiting.pk, "slug": waiting.slug},
        "practice_draft": {"practice_id": begun.pk, "slug": begun.slug},
    }
    return SimpleNamespace(roles=roles, address=address)


def file_of(resource) -> dict[str, object]:
    """The address of a small file in the first version of `resource`."""
    version = resource.versions.get()
    stored, _made = StoredFile.objects.get_or_create(
        sha256=SHA256_OF_HELLO, defaults={"size_bytes": 5, "media_type": "text/plain"}
    )
    storage = storages["files"]
    if not storage.exists(stored.path):
        storage.save(stored.path, ContentFile(b"hello"))
    placed = VersionFile.objects.create(version=version, file=stored, name="hello.txt")
    return resource.address | {"number": version.number, "file_id": placed.pk, "name": placed.name}


def scenario_in_the_tree():
    """A scenario below the communication page."""
    if not ScenarioIndexPage.objects.exists():
        section = SectionPage.objects.get(key="communication", locale__language_code="en")
        index = ScenarioIndexPage(title="Scenarios", slug="scenarios", locale=section.locale)
        section.add_child(instance=index)
    return ScenarioFactory()
