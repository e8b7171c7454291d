import pytest
from django.contrib.auth.models import AnonymousUser, Group

from forums import services
from forums.models import Draft, Forum, Post, PostRevision, Topic
from forums.policies import can_accept, can_edit, can_edit_now, can_moderate, can_post
from tests.factories.forums import DraftFactory, ForumFactory, TopicFactory
from tests.factories.members import MemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    author = MemberFactory(display_name="author")
    return {
        "guest": AnonymousUser(),
        "author": author,
        "member": MemberFactory(),
        "editor": MemberFactory(roles=["editor"]),
        "moderator": MemberFactory(roles=["moderator"]),
        "administrator": MemberFactory(roles=["administrator"]),
        "inactive": MemberFactory(is_active=False),
    }


WHO = ["guest", "author", "member", "editor", "moderator", "administrator", "inactive"]
SEES_EDITORS = {"editor", "moderator", "administrator"}


@pytest.mark.parametrize("who", WHO)
def test_a_groups_forum_is_seen_by_the_group_and_moderators(people, who):
    editors = ForumFactory(group=Group.objects.get_or_create(name="editor")[0])
    topic = TopicFactory(forum=editors, author=people["author"])
    public = TopicFactory(author=people["author"])
    user = people[who]

    sees = who in SEES_EDITORS

    assert set(Forum.objects.visible_to(user)) == ({editors, public.forum} if sees else {public.forum})
    assert set(Topic.objects.visible_to(user)) == ({topic, public} if sees else {public})
    assert set(Post.objects.visible_to(user)) == (
        set(Post.objects.all()) if sees else set(public.posts.all())
    )


@pytest.mark.parametrize("who", WHO)
def test_a_topic_without_a_standing_post_is_left_to_moderators(people, who):
    topic = TopicFactory(author=people["author"])
    services.remove_post(remover=people["author"], post=topic.posts.get())

    expected = [topic] if who in {"moderator", "administrator"} else []

    assert list(Topic.objects.visible_to(people[who])) == expected


@pytest.mark.parametrize(
    ("who", "public", "of_editors"),
    [
        ("guest", False, False),
        ("author", True, False),
        ("member", True, False),
        ("editor", True, True),
        ("moderator", True, True),
        ("administrator", True, True),
        ("inactive", False, False),
    ],
)
def test_who_may_post(people, who, public, of_editors):
    editors = ForumFactory(group=Group.objects.get_or_create(name="editor")[0])

    assert (can_post(people[who], ForumFactory()), can_post(people[who], editors)) == (public, of_editors)


@pytest.mark.parametrize(
    ("who", "ever", "in_locked"),
    [
        ("guest", False, False),
        ("author", True, False),
        ("member", False, False),
        ("editor", False, False),
        ("moderator", True, True),
        ("administrator", True, True),
        ("inactive", False, False),
    ],
)
def test_who_may_edit(people, who, ever, in_locked):
    open_post = TopicFactory(author=people["author"]).posts.get()
    locked_post = TopicFactory(author=people["author"], is_locked=True).posts.get()
    removed_post = TopicFactory(author=people["author"]).posts.get()
    removed_post.is_deleted = True
    posts = (open_post, locked_post, removed_post)

    assert [can_edit(people[who], post) for post in posts] == [ever, ever, ever]
    assert [can_edit_now(people[who], post) for post in posts] == [ever, in_locked, False]


@pytest.mark.parametrize("who", WHO)
def test_who_may_accept_and_moderate(people, who):
    question = TopicFactory(author=people["author"])
    discussion = TopicFactory(author=people["author"], kind="discussion")

    answers = (can_accept(people[who], question), can_accept(people[who], discussion))

    assert answers == (who == "author", False)
    assert can_moderate(people[who]) == (who in {"moderator", "administrator"})


def test_the_history_of_a_removed_post_is_for_moderators(people):
    post = TopicFactory(author=people["author"], replies=1).posts.get(number=2)
    services.remove_post(remover=people["author"], post=post)

    seen = {who for who in WHO if PostRevision.objects.visible_to(people[who]).exists()}

    assert seen == {"moderator", "administrator"}


def test_earlier_versions_are_for_members(people):
    post = TopicFactory(author=people["author"]).posts.get()
    services.edit_post(editor=people["author"], post=post, body="New", language="en", revision=1)

    assert not PostRevision.objects.visible_to(people["guest"]).exists()
    assert PostRevision.objects.visible_to(people["member"]).exists()


def test_drafts_are_ones_own(people):
    mine = DraftFactory(member=people["author"])
    DraftFactory(member=people["member"])

    assert list(Draft.objects.visible_to(people["author"])) == [mine]
    assert list(Draft.objects.visible_to(people["guest"])) == []


def test_lists_find_questions_that_wait_in_the_readers_languages():
    waiting = TopicFactory(language="it")
    TopicFactory(language="it", replies=1)
    TopicFactory(language="pl")
    TopicFactory(language="it", kind="discussion")
    TopicFactory(language="it", solved_at=waiting.created_at)

    assert list(Topic.objects.unanswered().in_languages(["it", "en"]).newest()) == [waiting]
