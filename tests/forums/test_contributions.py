"""What the page of a member shows of what they wrote in the forums."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.utils import timezone

from cop.members.activity import contributions_of_member
from forums import services
from forums.receivers import answers_of_member
from tests.factories.forums import ForumFactory, PostFactory, TopicFactory
from tests.factories.members import MemberFactory

pytestmark = pytest.mark.django_db


def days_ago(days):
    return timezone.now() - dt.timedelta(days=days)


def seen(member, viewer):
    return [(item.kind, item.title, item.url) for item in contributions_of_member(member, viewer)]


def test_a_member_contributed_topics_and_answers_latest_first():
    member = MemberFactory()
    asked = TopicFactory(author=member, created_at=days_ago(3), language="it", replies=1)
    debated = TopicFactory(author=member, created_at=days_ago(1), kind="discussion")
    answered, helped = TopicFactory(), TopicFactory()
    PostFactory(topic=answered, number=2, author=member, created_at=days_ago(5))
    PostFactory(topic=answered, number=3, author=member, created_at=days_ago(2))
    right = PostFactory(topic=helped, number=2, author=member, created_at=days_ago(9))
    PostFactory(topic=helped, number=3, author=member, created_at=days_ago(4))
    services.accept_answer(member=helped.author, post=right)

    assert seen(member, AnonymousUser()) == [
        ("Discussion", debated.title, debated.get_absolute_url()),
        ("Answer", answered.title, answered.post_url(3)),
        ("Question", asked.title, asked.get_absolute_url()),
        ("Accepted answer", helped.title, helped.post_url(2)),
    ]
    assert [item.language for item in contributions_of_member(member, AnonymousUser())][2] == "it"


def test_what_the_viewer_may_not_read_is_not_listed():
    member = MemberFactory()
    closed = ForumFactory(group=Group.objects.get_or_create(name="editor")[0])
    TopicFactory(author=member, forum=closed)
    PostFactory(topic=TopicFactory(forum=closed), number=2, author=member)
    PostFactory(topic=TopicFactory(), number=2, author=member, is_deleted=True)

    assert seen(member, AnonymousUser()) == seen(member, member) == []
    assert len(seen(member, MemberFactory(roles=["editor"]))) == 2


@pytest.mark.parametrize("answers", [1, 3])
def test_the_answers_cost_one_query(answers, django_assert_num_queries):
    member = MemberFactory()
    for topic in TopicFactory.create_batch(answers):
        PostFactory(topic=topic, number=2, author=member)

    with django_assert_num_queries(1):
        assert len(answers_of_member(member, AnonymousUser(), 12)) == answers


def test_the_page_of_a_member_shows_them(client):
    topic = TopicFactory()

    assert topic.title in client.get(topic.author.get_absolute_url()).content.decode()
