import pytest
from django.contrib.auth.models import Group

from cop.members.services import ensure_roles
from forums.models import Forum
from forums.signals import topic_outcomes
from search.models import IndexedDocument, OutboxRow
from search.outbox import drain
from search.services import rebuild
from tests.factories.forums import ForumFactory, PostFactory, TopicFactory
from tests.factories.members import MemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    ensure_roles()
    editor = MemberFactory(roles=["editor"])
    client.force_login(editor)
    return editor


def typed(forum, **changes):
    names = {
        f"name_{code}": f"Holz {code}" for code in ("en", "it", "pt", "el", "es", "ca", "fr", "pl", "de")
    }
    purposes = {key.replace("name", "purpose"): "" for key in names}
    return names | purposes | {"slug": forum.slug, "group": "", "position": "10"} | changes


def test_an_editor_names_a_forum_in_every_language(client, editor):
    forum = ForumFactory()

    page = client.get(f"/cms/snippets/forums/forum/edit/{forum.pk}/")
    client.post(f"/cms/snippets/forums/forum/edit/{forum.pk}/", typed(forum))

    forum.refresh_from_db()
    assert page.status_code == 200
    assert (forum.name_de, forum.name_el, forum.position) == ("Holz de", "Holz el", 10)


def test_new_readers_of_a_forum_are_the_only_ones_to_find_its_texts(client, editor):
    topic = TopicFactory(title="About shellac")
    PostFactory(topic=topic, number=2, body="Use varnish.")
    closed = Group.objects.get(name="editor")
    searched = lambda word: client.get("/en/search/", {"q": word}).text  # noqa: E731
    find = lambda: [word for word in ("shellac", "varnish") if f"/topics/{topic.pk}-" in searched(word)]  # noqa: E731
    rebuild()
    client.logout()
    found_before = find()
    client.force_login(editor)
    url = f"/cms/snippets/forums/forum/edit/{topic.forum_id}/"

    client.post(url, typed(topic.forum))
    after_a_name = list(OutboxRow.objects.all())
    client.post(url, typed(topic.forum, group=str(closed.pk)))
    after_a_group = list(OutboxRow.objects.values_list("source", "object_id", "hides"))
    drain()
    found_by_editor = find()
    client.logout()

    assert (after_a_name, after_a_group) == ([], [("topic", topic.pk, True)])
    assert Forum.objects.get(pk=topic.forum_id).group == closed
    assert IndexedDocument.objects.filter(source__in=["topic", "post"]).count() == 2
    assert (found_before, found_by_editor, find()) == (["shellac", "varnish"], ["shellac", "varnish"], [])


def test_members_do_not_reach_the_desk_of_forums(client):
    client.force_login(MemberFactory())
    forum = ForumFactory()

    assert client.get(f"/cms/snippets/forums/forum/edit/{forum.pk}/").status_code == 302


def test_what_came_of_a_topic_is_shown_with_it(client):
    topic = TopicFactory()
    came_of_it = lambda topic, user, **kwargs: [  # noqa: E731
        {
            "section": "collaboration",
            "kind": "Room",
            "title": "Ninety minutes on moisture",
            "language": "en",
            "url": f"/en/collaboration/rooms/{topic.pk}/",
            "note": "",
        }
    ]
    topic_outcomes.connect(came_of_it)

    page = client.get(topic.get_absolute_url()).content.decode()

    topic_outcomes.disconnect(came_of_it)
    assert ("Ninety minutes on moisture" in page, "You are here" in page) == (True, True)
