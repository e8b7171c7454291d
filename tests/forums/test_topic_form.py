"""The form of a new topic: what it opens, refuses and keeps."""

import pytest
from django.contrib.auth.models import Group

from forums.models import Draft, Topic
from tests.factories.forums import DraftFactory, ForumFactory
from tests.factories.members import ThemeFactory
from tests.forums.writing import errors, last_read_number, topic_form

pytestmark = pytest.mark.django_db


def test_a_topic_is_opened_and_its_draft_ends(client, member):
    forum, theme = ForumFactory(), ThemeFactory()
    DraftFactory(member=member, key=f"forum:{forum.slug}")

    response = client.post("/en/communication/topics/new/", topic_form(forum, themes=[theme.pk]))

    topic = Topic.objects.get()
    assert response["Location"] == topic.get_absolute_url()
    assert (topic.author, topic.language, sorted(topic.tags.names())) == (member, "it", ["ash", "oak"])
    assert (list(topic.themes.all()), list(Draft.objects.all())) == ([theme], [])
    assert last_read_number(member, topic) == 1


@pytest.mark.parametrize(("began_in", "left"), [("wood", ["forum:"]), ("", ["forum:wood"])])
def test_only_the_draft_a_topic_was_begun_with_ends(client, member, began_in, left):
    forum = ForumFactory(slug="wood")
    for key in ("forum:", "forum:wood"):
        DraftFactory(member=member, key=key)

    client.post("/en/communication/topics/new/", topic_form(forum, began_in=began_in))

    assert list(Draft.objects.values_list("key", flat=True)) == left


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": "Short"}, "title"),
        ({"title": "x" * 200}, "title"),
        ({"body": ""}, "body"),
        ({"forum": "nowhere"}, "forum"),
        ({"kind": "poll"}, "kind"),
        ({"themes": ["999"]}, "themes"),
        ({"themes": ["x"]}, "themes"),
        ({"tags": "a,b,c,d,e,f"}, "tags"),
        ({"tags": "x" * 41}, "tags"),
        ({"language": ""}, "language"),
        ({"token": "nonsense"}, "token"),
    ],
)
def test_a_bad_topic_comes_back_with_what_was_typed(client, member, changes, field):
    response = client.post(
        "/en/communication/topics/new/", topic_form(ForumFactory()) | {"body": "My text"} | changes
    )

    assert (response.status_code, list(errors(response))) == (422, [field])
    assert changes.get("body", "My text") in response.content.decode()
    assert list(Topic.objects.all()) == []


def test_a_forum_of_others_is_not_offered(client, member):
    editors = ForumFactory(group=Group.objects.get_or_create(name="editor")[0])

    response = client.post("/en/communication/topics/new/", topic_form(editors))

    assert list(errors(response)) == ["forum"]


@pytest.mark.parametrize("button", ["preview", "draft", "use_language"])
def test_a_new_topic_set_aside_keeps_every_field(client, member, button):
    forum, theme = ForumFactory(), ThemeFactory()

    response = client.post(
        "/en/communication/topics/new/", topic_form(forum, themes=[theme.pk], **{button: "it"})
    )

    form = response.context["form"]
    assert form["title"].value() == "How do you measure?"
    assert (form["forum"].value(), form["tags"].value(), form["themes"].value()) == (
        forum.slug, "Oak, #ash, oak", [str(theme.pk)],
    )  # fmt: skip
    assert response.content.decode().count("checked") == 2
    assert list(Topic.objects.all()) == []
