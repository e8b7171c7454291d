from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from cop.core import ratelimit
from forums import services
from forums.models import Draft, Post, ReadState, Topic
from forums.services.drafts import DraftRefusedError
from forums.services.write import PostRemovedError
from tests.factories.forums import DraftFactory, ForumFactory, ReadStateFactory, TopicFactory
from tests.factories.members import MemberFactory
from tests.forums.writing import last_read_number

pytestmark = pytest.mark.django_db


def test_the_read_state_only_moves_forward():
    member, topic = MemberFactory(), TopicFactory(replies=4)

    for number, seen in ((2, None), (5, 2), (3, 2), (4, None)):
        services.read_to(member=member, topic=topic, number=number, seen=seen)

    assert last_read_number(member, topic) == 5
    assert ReadState.objects.get().last_read_number == 5


def test_a_topic_is_unread_when_there_is_more_than_was_seen():
    member = MemberFactory()
    part, whole, never = TopicFactory(replies=2), TopicFactory(replies=2), TopicFactory()
    before = member.joined_at - timezone.timedelta(days=1)
    old, begun = TopicFactory(last_posted_at=before), TopicFactory(last_posted_at=before, replies=1)
    ReadStateFactory(member=member, topic=part, last_read_number=1)
    ReadStateFactory(member=member, topic=begun, last_read_number=1)
    ReadStateFactory(member=member, topic=whole, last_read_number=3)
    topics = [part, whole, never, old, begun]

    services.mark_unread(member=member, topics=topics)

    assert [topic.is_unread for topic in topics] == [True, False, True, False, True]
    assert set(Topic.objects.unread_by(member)) == {part, never, begun}


def test_an_opened_topic_is_read_by_its_author():
    author = MemberFactory()

    topic = services.open_topic(
        author=author,
        forum=ForumFactory(),
        kind="question",
        title="How do you measure?",
        body="Oak",
        language="en",
    )

    assert last_read_number(author, topic) == 1


@pytest.mark.parametrize(("seen", "then"), [(3, 4), (2, 2), (None, None)])
def test_a_reply_is_read_by_its_author_when_all_before_it_was(seen, then):
    author, topic = MemberFactory(), TopicFactory(replies=2)
    if seen:
        ReadStateFactory(member=author, topic=topic, last_read_number=seen)

    services.reply_to_topic(author=author, topic=topic, body="Six boards", language="en")

    assert last_read_number(author, topic) == then


def test_unread_topics_are_those_read_in_part_latest_first():
    member, now = MemberFactory(), timezone.now()
    first = TopicFactory(replies=2, last_posted_at=now)
    second = TopicFactory(replies=5, last_posted_at=now - timezone.timedelta(hours=1))
    TopicFactory()
    ReadStateFactory(member=member, topic=first, last_read_number=2)
    ReadStateFactory(member=member, topic=second, last_read_number=1)
    ReadStateFactory(topic=first, last_read_number=1)

    topics = services.unread_topics_for(member, 5)

    assert [(topic, topic.first_unread, topic.unread_count) for topic in topics] == [
        (first, 3, 1),
        (second, 2, 5),
    ]


def test_a_draft_is_kept_changed_and_found_again():
    member = MemberFactory()
    services.save_draft(member=member, key="topic:7", body="One", language="it")

    services.save_draft(member=member, key="topic:7", body="One and two", language="it")

    draft = services.draft_for(member=member, key="topic:7")
    assert (draft.body, draft.language) == ("One and two", "it")
    assert list(Draft.objects.all()) == [draft]


DETAILS = {"kind": "discussion", "forum": "wood", "themes": ["3", "5"], "tags": "Oak, #ash"}


def test_a_draft_of_a_topic_keeps_what_stands_beside_its_text():
    typed = DETAILS | {"token": "x", "csrfmiddlewaretoken": "y"}

    services.save_draft(member=MemberFactory(), key="forum:", body="Text", language="en", details=typed)

    assert Draft.objects.get().details == DETAILS


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "poll", "forum": "no where", "themes": ["x", "-1", "9" * 30, 7], "tags": ""},
        {"kind": ["question"], "forum": None, "themes": "12", "tags": 7},
        {"forum": "x" * 51, "themes": None, "tags": " \x00"},
        {"forum": "wood\n", "themes": ["3\n", "²"]},
        {},
    ],
)
def test_a_draft_keeps_nothing_beside_its_text_that_makes_no_sense(wrong):
    services.save_draft(member=MemberFactory(), key="forum:", body="Text", language="en", details=wrong)

    assert Draft.objects.get().details == {}


def test_what_stands_beside_the_text_of_a_draft_is_bounded():
    typed = {"themes": [str(number) for number in range(1, 200)], "tags": "a\x00b" + "x" * 5000}

    draft = services.save_draft(
        member=MemberFactory(), key="forum:", body="Text", language="en", details=typed
    )

    assert (len(draft.details["themes"]), len(draft.details["tags"])) == (50, 500)
    assert draft.details["tags"].startswith("abx")


def test_tags_alone_are_worth_a_draft():
    draft = services.save_draft(
        member=MemberFactory(), key="forum:", body="", language="en", details={"tags": "oak"}
    )

    assert draft.details == {"tags": "oak"}


def test_an_empty_text_takes_the_draft_away():
    draft = DraftFactory(key="topic:7")

    services.save_draft(member=draft.member, key="topic:7", body=" ", language="en")

    assert list(Draft.objects.all()) == []


def test_a_draft_that_arrives_after_its_text_was_published_is_not_kept():
    topic, author, token = TopicFactory(), MemberFactory(), uuid4()
    services.reply_to_topic(author=author, topic=topic, body="Done", language="en", token=token)

    services.save_draft(member=author, key=f"topic:{topic.pk}", body="Don", language="en", token=token)

    assert list(Draft.objects.all()) == []


@pytest.mark.parametrize(
    ("key", "body"), [("elsewhere", "Text"), ("topic:0", "Text"), ("topic:7", "x" * 50_001)]
)
def test_a_draft_of_nowhere_or_too_long_is_refused(key, body):
    with pytest.raises(DraftRefusedError):
        services.save_draft(member=MemberFactory(), key=key, body=body, language="en")


def test_a_place_that_is_none_is_not_asked_for(django_assert_num_queries):
    member = MemberFactory()

    with django_assert_num_queries(0):
        assert services.draft_for(member=member, key="forum:\x00") is None


def test_a_draft_keeps_no_character_the_database_refuses():
    draft = services.save_draft(
        member=MemberFactory(), key="forum:", title="Ti\x00tle", body="Te\x00xt", language="en"
    )

    assert (draft.title, draft.body) == ("Title", "Text")


def test_throwing_drafts_away_is_limited_and_says_so(client, settings, monkeypatch):
    settings.RATE_LIMITS = True
    monkeypatch.setitem(ratelimit.LIMITS, "draft", (0, 600))
    draft = DraftFactory()
    client.force_login(draft.member)
    other = DraftFactory(member=draft.member, key="topic:7")

    client.post(f"/en/communication/drafts/{other.pk}/discard/")
    response = client.post(f"/en/communication/drafts/{draft.pk}/discard/", follow=True)

    assert list(Draft.objects.all()) == [draft]
    assert "That was very fast." in response.content.decode()


def test_my_drafts_know_where_they_belong():
    member, topic, forum = MemberFactory(), TopicFactory(), ForumFactory()
    DraftFactory(member=member, key=f"topic:{topic.pk}")
    DraftFactory(member=member, key=f"forum:{forum.slug}")
    DraftFactory(member=member, key="topic:99999")

    drafts = services.drafts_of(member)

    assert [(draft.topic, draft.forum) for draft in drafts] == [(None, None), (None, forum), (topic, None)]


def test_my_drafts_name_the_forum_that_was_chosen_last():
    member, begun, chosen = MemberFactory(), ForumFactory(), ForumFactory()
    closed = ForumFactory(group=Group.objects.create(name="closed"))
    DraftFactory(member=member, key=f"forum:{begun.slug}", details={"forum": chosen.slug})
    DraftFactory(member=member, key="forum:", details={"forum": chosen.slug})
    DraftFactory(member=member, key=f"forum:{chosen.slug}", details={"forum": closed.slug})

    assert [draft.forum for draft in services.drafts_of(member)] == [None, chosen, chosen]


def test_nobody_discards_the_draft_of_somebody_else():
    draft = DraftFactory()

    services.discard_draft(member=MemberFactory(), draft=draft)

    assert list(Draft.objects.all()) == [draft]


def test_a_draft_of_a_post_is_kept_for_who_may_edit_it_and_ends_with_the_edit():
    post = TopicFactory().posts.get()
    key = post.draft_key
    services.save_draft(
        member=post.author, key=key, body="Better", language="en", details={"revision": "1", "tags": "oak"}
    )
    kept = Draft.objects.get()

    services.edit_opening(
        editor=post.author, post=post, title="How do you measure?", body="Better", language="en",
        themes=[], tags=[], revision=1,
    )  # fmt: skip

    assert kept.details == {"revision": "1", "tags": "oak"}
    assert list(Draft.objects.all()) == []


@pytest.mark.parametrize(
    ("body", "revision", "kept"), [("Better", "1", 0), ("Better still", "1", 1), ("Better", "2", 1)]
)
def test_a_draft_that_arrives_after_its_edit_was_saved_is_not_kept(body, revision, kept):
    post = TopicFactory(replies=1).posts.get(number=2)
    services.edit_post(editor=post.author, post=post, body="Better", language="en", revision=1)

    services.save_draft(
        member=post.author, key=post.draft_key, body=body, language="en", details={"revision": revision}
    )

    assert Draft.objects.count() == kept


@pytest.mark.parametrize(("title", "kept"), [("How  do you measure?", 0), ("How do you weigh?", 1)])
def test_a_draft_of_an_opening_that_arrives_after_its_edit_was_saved_is_not_kept(title, kept):
    post = TopicFactory().posts.get()
    services.edit_opening(
        editor=post.author, post=post, title="How do you measure?", body="Better", language="en",
        themes=[], tags=[], revision=1,
    )  # fmt: skip

    services.save_draft(
        member=post.author, key=post.draft_key, title=title, body="Better", language="en",
        details={"revision": "1"},
    )  # fmt: skip

    assert Draft.objects.count() == kept


def test_the_draft_of_a_reply_ends_with_its_edit_and_nobody_elses_does():
    post, moderator = TopicFactory(replies=1).posts.get(number=2), MemberFactory(roles=["moderator"])
    theirs, _mine = (DraftFactory(member=who, key=post.draft_key) for who in (moderator, post.author))

    services.edit_post(editor=post.author, post=post, body="Better", language="en", revision=1)

    assert list(Draft.objects.all()) == [theirs]


def test_who_may_not_edit_a_post_keeps_no_draft_of_it():
    post = TopicFactory().posts.get()

    with pytest.raises(PermissionDenied):
        services.save_draft(member=MemberFactory(), key=post.draft_key, body="Mine", language="en")

    assert list(Draft.objects.all()) == []


def test_a_post_that_is_gone_takes_no_draft():
    post = TopicFactory(replies=1).posts.get(number=2)
    Post.objects.filter(pk=post.pk).update(is_deleted=True)

    with pytest.raises(PostRemovedError):
        services.save_draft(member=post.author, key=post.draft_key, body="Better", language="en")


def test_my_drafts_know_the_posts_one_may_still_edit():
    member, post = MemberFactory(), TopicFactory(replies=1).posts.get(number=2)
    for key in (post.draft_key, "post:99999"):
        DraftFactory(member=member, key=key)
    not_yet = [draft.post for draft in services.drafts_of(member)]
    Post.objects.filter(pk=post.pk).update(author=member)

    assert not_yet == [None, None]
    assert [draft.post for draft in services.drafts_of(member)] == [None, post]
