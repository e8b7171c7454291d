"""Posts edited after they were posted: by whom, with what history, and by two at once."""

import pytest

from forums import services
from forums.models import Post
from tests.factories.forums import TopicFactory
from tests.factories.members import MemberFactory, ThemeFactory
from tests.forums.writing import edit_url, errors

pytestmark = pytest.mark.django_db


def test_an_author_edits_and_members_read_the_history(client, member):
    post = TopicFactory(author=member, replies=1).posts.get(number=2)

    response = client.post(edit_url(post), {"body": "Better text", "language": "en", "revision": "1"})

    history = client.get(f"/en/communication/topics/{post.topic_id}/posts/2/history/").content.decode()
    assert response["Location"] == post.get_absolute_url()
    assert ("Better text" in history, post.body in history) == (True, True)


def test_the_history_of_a_removed_post_is_hidden_not_said_to_be_empty(client, member):
    post = TopicFactory(replies=1).posts.get(number=2)
    services.remove_post(remover=post.author, post=post)

    page = client.get(f"/en/communication/topics/{post.topic_id}/posts/2/history/").text

    assert ("Post 2, removed" in page, "This post was never changed." in page) == (True, False)


def test_an_opening_is_edited_with_its_title(client, member):
    topic = TopicFactory(author=member)
    post = topic.posts.get()

    page = client.get(edit_url(post)).context["form"]
    client.post(
        edit_url(post),
        {"title": "A clearer title", "body": "Text", "language": "it", "revision": "1", "tags": "oak"},
    )

    topic.refresh_from_db()
    assert page["title"].value() == "How do you measure board 1?" or page["title"].value().startswith(
        "How do"
    )
    assert (topic.title, list(topic.tags.names())) == ("A clearer title", ["oak"])


def test_the_later_of_two_editors_sees_both_texts_and_may_then_save(client, member):
    post = TopicFactory(author=member, replies=1).posts.get(number=2)
    services.edit_post(
        editor=MemberFactory(roles=["moderator"]), post=post, body="Their text", language="en", revision=1
    )

    refused = client.post(edit_url(post), {"body": "My text", "language": "en", "revision": "1"})

    page = refused.content.decode()
    assert (refused.status_code, "Their text" in page, "My text" in page) == (422, True, True)
    assert refused.context["form"]["revision"].value() == "2"
    assert Post.objects.get(pk=post.pk).body == "Their text"

    client.post(edit_url(post), {"body": "Both texts", "language": "en", "revision": "2"})

    assert Post.objects.get(pk=post.pk).body == "Both texts"


def test_themes_somebody_else_chose_meanwhile_are_shown_and_not_undone(client, member):
    post, theirs = TopicFactory(author=member).posts.get(), ThemeFactory()
    form = client.get(edit_url(post)).context["form"]
    fields = ("title", "body", "language", "tags", "revision", "edits")
    typed = {name: form[name].value() for name in fields} | {"body": "A typo less"}
    services.edit_opening(
        editor=MemberFactory(roles=["moderator"]), post=post, title=post.topic.title, body=post.body,
        language=post.language, themes=[theirs], tags=["kiln"], revision=1, edits=0,
    )  # fmt: skip

    refused = client.post(edit_url(post), typed)

    now = refused.context["form"]
    shown = refused.text.partition('id="theirs"')[2].partition("</section>")[0]
    assert (refused.status_code, theirs.name in shown, "kiln" in shown) == (422, True, True)
    assert list(post.topic.themes.all()) == [theirs]
    assert (now["edits"].value(), now["body"].value()) == ("1", "A typo less")

    saved = client.post(edit_url(post), typed | {"edits": "1", "themes": [theirs.pk], "tags": "kiln"})

    assert (saved.status_code, list(post.topic.themes.all())) == (302, [theirs])


@pytest.mark.parametrize(("gone", "said"), [("locked", "This topic is locked"), ("removed", "been removed")])
def test_a_text_that_can_no_longer_be_saved_comes_back_with_the_reason(client, member, gone, said):
    post = TopicFactory(author=member).posts.get()
    post.topic.posts.create(number=2, author=member, body="More", body_html="<p>More</p>", language="en")
    moderator = MemberFactory(roles=["moderator"])
    if gone == "locked":
        services.lock_topic(moderator=moderator, topic=post.topic)
    else:
        services.remove_post(remover=moderator, post=post)
    typed = {"title": "A clearer title", "body": "My long text", "language": "en", "revision": "1"}

    refused = client.post(edit_url(post), typed)

    assert (refused.status_code, said in errors(refused)["__all__"][0]) == (422, True)
    assert "My long text" in refused.text


@pytest.mark.parametrize("act", ["edit", "remove"])
def test_others_neither_edit_nor_remove(client, member, act):
    post = TopicFactory().posts.get()

    assert client.post(edit_url(post).replace("edit", act), {"body": "x"}).status_code == 403
