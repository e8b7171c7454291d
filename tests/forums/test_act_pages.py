"""Accepting an answer, reopening, removing, locking and moving: the buttons around posts."""

import pytest

from forums import services
from forums.models import ModerationAct, Topic
from tests.factories.forums import ForumFactory, TopicFactory
from tests.factories.members import MemberFactory
from tests.forums.writing import edit_url, errors

pytestmark = pytest.mark.django_db


def test_the_asker_accepts_and_reopens(client, member):
    topic = TopicFactory(author=member, replies=1)
    base = f"/en/communication/topics/{topic.pk}"

    client.post(f"{base}/posts/2/accept/")
    accepted = Topic.objects.get().accepted_post
    client.post(f"{base}/reopen/")
    reopened = Topic.objects.get().solved_at
    client.post(f"{base}/solve/")

    assert (accepted, reopened) == (topic.posts.get(number=2), None)
    assert Topic.objects.get().solved_at is not None


def test_a_member_who_did_not_ask_accepts_nothing(client, member):
    topic = TopicFactory(replies=1)

    assert client.post(f"/en/communication/topics/{topic.pk}/posts/2/accept/").status_code == 403


def test_a_moderator_removes_with_a_reason(client):
    client.force_login(MemberFactory(roles=["moderator"]))
    post = TopicFactory(replies=1).posts.get(number=2)
    url = edit_url(post).replace("edit", "remove")

    without = client.post(url, {"reason": ""})
    client.post(url, {"reason": "Advertising"})

    assert (without.status_code, errors(without)) == (422, {"reason": ["This field is required."]})
    assert ModerationAct.objects.get().reason == "Advertising"


def test_a_post_removed_twice_leads_to_its_place(client):
    client.force_login(MemberFactory(roles=["moderator"]))
    post = TopicFactory(replies=1).posts.get(number=2)
    url = edit_url(post).replace("edit", "remove")

    answers = [client.post(url, {"reason": "Advertising"}) for _twice in range(2)]

    assert [answer["Location"] for answer in answers] == [post.get_absolute_url()] * 2
    assert ModerationAct.objects.count() == 1


def test_a_post_of_a_topic_locked_meanwhile_stays(client, member):
    post = TopicFactory(author=member, is_locked=True).posts.get()

    refused = client.post(edit_url(post).replace("edit", "remove"))

    assert (refused.status_code, "This topic is locked" in errors(refused)["__all__"][0]) == (422, True)


def test_an_author_who_removes_the_only_post_is_led_to_the_forum(client, member):
    topic = TopicFactory(author=member)

    response = client.post(edit_url(topic.posts.get()).replace("edit", "remove"))

    assert response["Location"] == topic.forum.get_absolute_url()


def test_a_moderator_locks_unlocks_and_moves(client):
    client.force_login(MemberFactory(roles=["moderator"]))
    topic, other = TopicFactory(), ForumFactory()
    url = f"/en/communication/topics/{topic.pk}/moderate/"

    client.post(url, {"act": "lock", "reason": "Settled"})
    locked = Topic.objects.get().is_locked
    client.post(url, {"act": "unlock"})
    nowhere = client.post(url, {"act": "move"})
    client.post(url, {"act": "move", "forum": other.slug})

    topic.refresh_from_db()
    assert (locked, topic.is_locked, topic.forum) == (True, False, other)
    assert (nowhere.status_code, errors(nowhere)) == (422, {"forum": ["Choose the forum it moves to."]})
    assert "Settled" in client.get(url).content.decode()


def test_a_moderator_renames_a_topic_whose_opening_is_gone(client):
    moderator = MemberFactory(roles=["moderator"])
    client.force_login(moderator)
    topic = TopicFactory(replies=1, title="An insult in the title")
    services.remove_post(remover=moderator, post=topic.posts.get(number=1), reason="An insult")
    url = f"/en/communication/topics/{topic.pk}/moderate/"

    short = client.post(url, {"act": "rename", "title": "Hm", "reason": "Rude"})
    done = client.post(url, {"act": "rename", "title": "How dry is  dry enough?", "reason": "Rude"})

    topic.refresh_from_db()
    assert (short.status_code, list(errors(short))) == (422, ["title"])
    assert (done["Location"], topic.title) == (topic.get_absolute_url(), "How dry is dry enough?")
    assert topic.moderation_acts.filter(act="rename", reason="Rude").exists()


def test_the_title_a_moderator_replaced_stands_in_the_history_of_the_opening(client):
    client.force_login(MemberFactory(roles=["moderator"]))
    topic = TopicFactory(title="What a question")

    client.post(f"/en/communication/topics/{topic.pk}/moderate/", {"act": "rename", "title": "Which glue?!"})

    assert [revision.title for revision in topic.posts.get().revisions.all()] == ["What a question"]


def test_a_moderation_without_a_choice_does_nothing(client):
    """Enter in the field for the reason sends the form: nothing is chosen for the moderator."""
    client.force_login(MemberFactory(roles=["moderator"]))
    topic = TopicFactory()

    asked = client.post(f"/en/communication/topics/{topic.pk}/moderate/", {"reason": "Settled"})

    assert (asked.status_code, list(errors(asked))) == (422, ["act"])
    assert not topic.moderation_acts.exists()


def test_members_do_not_reach_the_moderation(client, member):
    topic = TopicFactory(author=member)

    assert client.get(f"/en/communication/topics/{topic.pk}/moderate/").status_code == 403


@pytest.mark.parametrize("path", ["solve/", "reopen/", "posts/2/accept/"])
def test_acts_are_not_links(client, member, path):
    topic = TopicFactory(author=member, replies=1)

    assert client.get(f"/en/communication/topics/{topic.pk}/{path}").status_code == 405
