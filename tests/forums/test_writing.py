from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from cop.core.errors import RuleError
from forums import services
from forums.models import Draft, Forum, ModerationAct, Post, Topic
from forums.services import EditConflictError, TopicLockedError
from forums.services.write import PostRemovedError
from forums.signals import post_changed, topic_changed
from tests.factories.forums import DraftFactory, ForumFactory, TopicFactory
from tests.factories.members import MemberFactory, ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def news():
    """What was announced, in order."""
    heard = []

    def hear_topic(topic_id, **kwargs):
        heard.append(("topic", topic_id))

    def hear_post(post_id, **kwargs):
        heard.append(("post", post_id))

    topic_changed.connect(hear_topic)
    post_changed.connect(hear_post)
    yield heard
    topic_changed.disconnect(hear_topic)
    post_changed.disconnect(hear_post)


def ask(**changes):
    fields = {
        "kind": "question",
        "title": "Come misurare l’umidità?",
        "body": "Ho **un** igrometro.",
        "language": "it",
    }
    return services.open_topic(
        **({"author": MemberFactory(), "forum": ForumFactory()} | fields | changes),
    )


def test_an_opened_topic_has_its_first_post_and_counts(news):
    themes = ThemeFactory.create_batch(2)

    topic = ask(themes=themes, tags=["#Wood", "wood ", "moisture"])

    topic.refresh_from_db()
    post = topic.posts.get()
    assert (post.number, post.body_html, post.language) == (
        1,
        "<p>Ho <strong>un</strong> igrometro.</p>",
        "it",
    )
    assert (topic.post_count, topic.last_number, topic.last_author) == (1, 1, topic.author)
    assert set(topic.themes.all()) == set(themes)
    assert sorted(topic.tags.names()) == ["moisture", "wood"]
    forum = Forum.objects.get()
    assert (forum.topic_count, forum.post_count, forum.last_topic) == (1, 1, topic)
    assert news == [("topic", topic.pk), ("post", post.pk)]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": "Short"}, "title"),
        ({"title": "x" * 161}, "title"),
        ({"body": " \n "}, "body"),
        ({"body": "---"}, "body"),
        ({"body": "x" * 50_001}, "body"),
        ({"language": "klingonish"}, "language"),
        ({"kind": "poll"}, "kind"),
        ({"tags": ["a", "b", "c", "d", "e", "f"]}, "tags"),
    ],
)
def test_a_topic_with_bad_input_is_refused_by_name_and_leaves_no_trace(changes, field):
    with pytest.raises(RuleError) as refusal:
        ask(**changes)

    assert refusal.value.fields == [field]
    assert list(Topic.objects.all()) == []


def test_a_topic_has_at_most_three_themes():
    with pytest.raises(RuleError) as refusal:
        ask(themes=ThemeFactory.create_batch(4))

    assert refusal.value.errors == {"themes": ["Choose at most 3 themes."]}


def test_a_form_sent_twice_opens_one_topic():
    author, forum, token = MemberFactory(), ForumFactory(), uuid4()

    first = ask(author=author, forum=forum, token=token)
    second = ask(author=author, forum=forum, token=token)

    assert first == second
    assert list(Topic.objects.all()) == [first]


def test_a_token_of_somebody_else_leads_to_a_topic_of_ones_own():
    token = uuid4()
    first = ask(token=token)

    second = ask(token=token)

    assert (first.token, second.token != token) == (token, True)


def test_replies_are_numbered_without_gaps_even_after_a_removal(news):
    topic = TopicFactory(replies=1)
    services.remove_post(remover=topic.author, post=topic.posts.get(number=2))
    news.clear()

    post = services.reply_to_topic(author=MemberFactory(), topic=topic, body="Six boards.", language="en")

    topic.refresh_from_db()
    assert post.number == 3
    assert (topic.post_count, topic.last_number, topic.last_author) == (2, 3, post.author)
    assert news == [("post", post.pk), ("topic", topic.pk)]


def test_a_question_without_its_opening_counts_its_answers_and_waits_for_none():
    topic = TopicFactory(replies=1)

    services.remove_post(remover=topic.author, post=topic.posts.get(number=1))

    topic.refresh_from_db()
    assert (topic.post_count, topic.reply_count) == (1, 1)
    assert not Topic.objects.unanswered().exists()


def test_a_question_whose_answer_was_removed_waits_again():
    topic = TopicFactory(replies=1)

    services.remove_post(remover=topic.author, post=topic.posts.get(number=2))

    assert list(Topic.objects.unanswered()) == [topic]


def test_a_topic_that_is_written_in_again_counts_in_its_forum_again():
    topic, moderator = TopicFactory(), MemberFactory(roles=["moderator"])
    services.remove_post(remover=moderator, post=topic.posts.get())

    services.reply_to_topic(author=moderator, topic=topic, body="It goes on here.", language="en")

    topic.refresh_from_db()
    forum = Forum.objects.get()
    assert (forum.topic_count, forum.post_count, topic.reply_count) == (1, 1, 1)


def test_a_reply_sent_twice_is_one_post_and_ends_its_draft():
    topic, author, token = TopicFactory(), MemberFactory(), uuid4()
    DraftFactory(member=author, key=f"topic:{topic.pk}")

    first = services.reply_to_topic(author=author, topic=topic, body="Hello", language="en", token=token)
    second = services.reply_to_topic(author=author, topic=topic, body="Hello", language="en", token=token)

    assert first == second
    assert list(Draft.objects.all()) == []


def test_a_reply_to_a_locked_topic_is_refused_and_leaves_no_trace():
    topic = TopicFactory(is_locked=True)

    with pytest.raises(TopicLockedError):
        services.reply_to_topic(author=MemberFactory(), topic=topic, body="Hello?", language="en")

    assert list(topic.posts.values_list("number", flat=True)) == [1]


def test_an_edit_keeps_the_old_text_with_who_and_when(news):
    topic = TopicFactory(replies=1)
    post = topic.posts.get(number=2)
    moderator = MemberFactory(roles=["moderator"])

    edited = services.edit_post(editor=moderator, post=post, body="Better", language="it", revision=1)

    kept = post.revisions.get()
    assert (kept.body, kept.language, kept.written_by, kept.written_at) == (
        post.body, "en", topic.author, post.created_at,
    )  # fmt: skip
    assert (edited.revision, edited.body, edited.language, edited.edited_by) == (2, "Better", "it", moderator)
    assert news == [("post", post.pk)]


def test_an_edit_that_changes_nothing_makes_no_version():
    post = TopicFactory().posts.get()

    services.edit_post(editor=post.author, post=post, body=post.body, language="en", revision=1)

    assert list(post.revisions.all()) == []


def test_the_later_of_two_edits_of_one_version_is_refused():
    post = TopicFactory().posts.get()
    services.edit_post(editor=post.author, post=post, body="First", language="en", revision=1)

    with pytest.raises(EditConflictError) as refusal:
        services.edit_post(editor=post.author, post=post, body="Second", language="en", revision=1)

    assert refusal.value.post.body == "First"
    assert Post.objects.get().body == "First"


def test_editing_the_opening_changes_title_themes_and_tags():
    topic, theme = TopicFactory(), ThemeFactory()
    post = topic.posts.get()
    title = topic.title

    services.edit_opening(
        editor=topic.author, post=post, title="A better title", body="Text", language="it",
        themes=[theme], tags=["oak"], revision=1,
    )  # fmt: skip

    topic.refresh_from_db()
    assert (topic.title, topic.language, list(topic.themes.all())) == ("A better title", "it", [theme])
    assert list(topic.tags.names()) == ["oak"]
    assert post.revisions.get().title == title


def test_a_removed_post_keeps_its_number_and_loses_its_text():
    topic = TopicFactory(replies=2)
    post = topic.posts.get(number=2)
    moderator = MemberFactory(roles=["moderator"])

    services.remove_post(remover=moderator, post=post, reason="Advertising")

    post.refresh_from_db()
    topic.refresh_from_db()
    assert (post.number, post.body, post.body_html, post.is_deleted) == (2, "", "", True)
    assert (topic.post_count, topic.last_number) == (2, 3)
    act = ModerationAct.objects.get()
    assert (act.act, act.post, act.moderator, act.reason) == ("remove", post, moderator, "Advertising")


def test_a_removed_post_cannot_be_edited():
    post = TopicFactory(replies=1).posts.get(number=2)
    services.remove_post(remover=post.author, post=post)

    with pytest.raises(PostRemovedError):
        services.edit_post(editor=post.author, post=post, body="Back", language="en", revision=2)


def test_removing_the_accepted_answer_opens_the_question_again():
    topic = TopicFactory(replies=1)
    answer = topic.posts.get(number=2)
    services.accept_answer(member=topic.author, post=answer)

    services.remove_post(remover=topic.author, post=answer)

    topic.refresh_from_db()
    assert (topic.accepted_post, topic.solved_at) == (None, None)


def test_a_stranger_to_a_post_may_not_remove_it():
    post = TopicFactory().posts.get()

    with pytest.raises(PermissionDenied):
        services.remove_post(remover=MemberFactory(), post=post)

    assert not Post.objects.get().is_deleted
