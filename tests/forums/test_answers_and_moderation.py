import time
from threading import Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from forums import services
from forums.models import Forum, ModerationAct, Topic
from forums.services.answers import NotAnAnswerError
from forums.signals import post_changed, topic_changed
from tests.factories.forums import ForumFactory, TopicFactory
from tests.factories.members import MemberFactory

pytestmark = pytest.mark.django_db


def test_the_asker_accepts_another_answer_and_takes_it_back():
    topic = TopicFactory(replies=2)
    second, third = topic.posts.filter(number__gt=1).order_by("number")

    services.accept_answer(member=topic.author, post=second)
    services.accept_answer(member=topic.author, post=third)

    topic.refresh_from_db()
    assert (topic.accepted_post, topic.solved_at is not None) == (third, True)

    services.reopen_question(member=topic.author, topic=topic)

    topic.refresh_from_db()
    assert (topic.accepted_post, topic.solved_at) == (None, None)


def test_a_question_is_solved_without_one_answer():
    topic = TopicFactory()

    services.mark_solved(member=topic.author, topic=topic)

    assert list(Topic.objects.solved()) == [topic]


def test_the_question_itself_is_no_answer():
    topic = TopicFactory()

    with pytest.raises(NotAnAnswerError):
        services.accept_answer(member=topic.author, post=topic.posts.get())


@pytest.mark.parametrize("roles", [[], ["moderator"]])
def test_nobody_but_the_asker_accepts(roles):
    topic = TopicFactory(replies=1)

    with pytest.raises(PermissionDenied):
        services.accept_answer(member=MemberFactory(roles=roles), post=topic.posts.get(number=2))


def test_locking_is_recorded_once_with_its_reason():
    topic, moderator = TopicFactory(), MemberFactory(roles=["moderator"])

    services.lock_topic(moderator=moderator, topic=topic, reason=" Settled ")
    services.lock_topic(moderator=moderator, topic=topic, reason="Again")
    services.unlock_topic(moderator=moderator, topic=topic)

    assert list(ModerationAct.objects.order_by("pk").values_list("act", "reason")) == [
        ("lock", "Settled"),
        ("unlock", ""),
    ]


def test_moving_a_topic_carries_its_counts_and_announces_it_once():
    topic = TopicFactory(replies=1)
    before = topic.forum
    moderator = MemberFactory(roles=["moderator"])
    hidden = ForumFactory(group=moderator.groups.get())
    heard = []
    listen = lambda sender, **kwargs: heard.append(sender)  # noqa: E731
    topic_changed.connect(listen)
    post_changed.connect(listen)

    services.move_topic(moderator=moderator, topic=topic, forum=hidden, reason="Internal")

    topic_changed.disconnect(listen)
    post_changed.disconnect(listen)
    counts = Forum.objects.in_bulk([before.pk, hidden.pk])
    assert (counts[before.pk].topic_count, counts[before.pk].post_count) == (0, 0)
    assert (counts[hidden.pk].topic_count, counts[hidden.pk].post_count) == (1, 2)
    assert (counts[before.pk].last_topic, counts[hidden.pk].last_topic) == (None, topic)
    assert heard == [Topic]


def test_forums_are_recounted_one_after_the_other_in_the_order_of_their_ids():
    lower, topic = ForumFactory(), TopicFactory()
    before = topic.forum_id
    moderator = MemberFactory(roles=["moderator"])

    with CaptureQueriesContext(connection) as queries:
        services.move_topic(moderator=moderator, topic=topic, forum=lower)

    updated = [q["sql"].rsplit(" = ", 1)[1] for q in queries if q["sql"].startswith('UPDATE "forums_forum"')]
    assert updated == [str(lower.pk), str(before)]


def test_a_forum_is_looked_at_before_its_topics_are_counted():
    forum = TopicFactory().forum

    with CaptureQueriesContext(connection) as queries:
        services.recount_forum(forum.pk)

    read = [q["sql"] for q in queries if q["sql"].startswith("SELECT")]
    assert ['FROM "forums_forum"' in read[0], 'FROM "forums_topic"' in read[1]] == [True, True]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_a_reply_elsewhere_is_counted_while_a_post_is_removed():
    here, moderator = TopicFactory(replies=1), MemberFactory(roles=["moderator"])
    there = TopicFactory(forum=here.forum)
    services.recount_forum(here.forum_id)

    def remove():
        services.remove_post(remover=moderator, post=here.posts.get(number=2))
        connection.close()

    remover = Thread(target=remove)
    with transaction.atomic():
        services.reply_to_topic(author=moderator, topic=there, body="One more", language="en")
        remover.start()
        time.sleep(1)  # long enough for the other to read what it should wait for
    remover.join(10)

    forum = Forum.objects.get()
    assert (forum.topic_count, forum.post_count, forum.last_topic_id) == (2, 3, there.pk)


@pytest.mark.parametrize("act", [services.lock_topic, services.unlock_topic])
def test_members_do_not_moderate(act):
    topic = TopicFactory()

    with pytest.raises(PermissionDenied):
        act(moderator=topic.author, topic=topic)


def test_recount_repairs_topics_and_forums(capsys):
    topic = TopicFactory(replies=2)
    Topic.objects.update(post_count=9, last_number=9, last_author=None)
    Forum.objects.update(post_count=9, topic_count=9, last_topic=None)

    call_command("recount_topics")

    topic.refresh_from_db()
    forum = Forum.objects.get()
    assert (topic.post_count, topic.last_number, topic.last_author) == (3, 3, topic.author)
    assert (forum.topic_count, forum.post_count, forum.last_topic) == (1, 3, topic)
    assert capsys.readouterr().out == "Repaired 1 topics and 1 forums.\n"
