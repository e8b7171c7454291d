"""What is typed and not posted is kept: as a draft, and over the end of a session."""

from uuid import uuid4

import pytest

from cop.core import ratelimit
from forums import services
from forums.models import Draft, Post, Topic
from tests.factories.forums import DraftFactory, ForumFactory, TopicFactory
from tests.factories.members import MemberFactory, ThemeFactory
from tests.forums.writing import ITALIAN, edit_url, reply_url, topic_form

pytestmark = pytest.mark.django_db


def test_a_draft_is_kept_by_a_button_and_found_again(client, member):
    topic = TopicFactory()

    client.post(reply_url(topic), {"body": "Half", "language": "it", "draft": "1"})

    form = client.get(topic.get_absolute_url()).context["form"]
    assert (form["body"].value(), form["language"].value()) == ("Half", "it")
    assert topic.posts.count() == 1


def test_typing_keeps_a_draft_and_says_so(client, member):
    topic = TopicFactory()
    key = f"topic:{topic.pk}"

    response = client.post(
        "/en/communication/drafts/", {"key": key, "body": ITALIAN, "language": "en", "token": uuid4()}
    )

    assert Draft.objects.get().body == ITALIAN
    assert ("Draft kept at" in response.content.decode(), "Use Italian" in response.content.decode()) == (
        True,
        True,
    )


def test_the_suggested_language_stands_beside_what_is_said_of_the_draft(client, member):
    key = f"topic:{TopicFactory().pk}"

    said = client.post("/en/communication/drafts/", {"key": key, "body": ITALIAN, "language": "en"}).text

    of_draft, suggestion = said.split("<span data-suggestion>")
    assert ("Draft kept at" in of_draft.partition('role="status"')[2], "Use" in of_draft) == (True, False)
    assert "Use Italian" in suggestion


@pytest.mark.parametrize("key", ["", "topic:x", "member:1"])
def test_a_draft_of_nowhere_is_answered_clearly(client, member, key):
    response = client.post("/en/communication/drafts/", {"key": key, "body": "Text", "language": "en"})

    assert (response.status_code, list(Draft.objects.all())) == (422, [])


def test_too_many_drafts_are_told_from_bad_ones(client, member, settings, monkeypatch):
    settings.RATE_LIMITS = True
    monkeypatch.setitem(ratelimit.LIMITS, "draft", (1, 600))
    typed = {"key": f"topic:{TopicFactory().pk}", "body": ITALIAN, "language": "it", "token": uuid4()}

    answers = [client.post("/en/communication/drafts/", typed) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 429]
    assert "Try again" in answers[1].text


def sign_in_after(client, member):
    """Sign in as the door does: with what was kept of a form of the session that ends."""
    kept = client.session["kept_form"]
    client.force_login(member)
    session = client.session
    session["kept_form"] = kept
    session.save()


def test_what_a_signed_out_writer_posts_comes_back_after_the_sign_in(client):
    topic, member = TopicFactory(), MemberFactory()
    typed = {"body": "Typed for an hour", "language": "it", "return_to": topic.get_absolute_url()}

    response = client.post(reply_url(topic), typed)
    sign_in_after(client, member)
    form = client.get(topic.get_absolute_url()).context["form"]
    once_more = client.get(topic.get_absolute_url()).context["form"]

    assert "/account/login/" in response["Location"]
    assert (form["body"].value(), form["language"].value()) == ("Typed for an hour", "it")
    assert (once_more["body"].value(), once_more["language"].value()) == ("Typed for an hour", "it")
    assert (form.draft, once_more.draft) == (Draft.objects.get(), Draft.objects.get())


def test_a_text_too_long_for_a_draft_comes_back_after_the_sign_in(client):
    topic = TopicFactory()
    client.post(reply_url(topic), {"body": "x" * 50_001, "return_to": topic.get_absolute_url()})
    sign_in_after(client, MemberFactory())

    form = client.get(topic.get_absolute_url()).context["form"]

    assert (len(form["body"].value()), form.draft) == (50_001, None)


def test_a_button_pressed_while_signed_out_leaves_the_draft_where_it_is(client):
    draft = DraftFactory(key=f"topic:{TopicFactory().pk}")
    topic = Topic.objects.get()
    client.post(f"/en/communication/topics/{topic.pk}/solve/", {"return_to": topic.get_absolute_url()})
    sign_in_after(client, draft.member)

    form = client.get(topic.get_absolute_url()).context["form"]

    assert (form["body"].value(), list(Draft.objects.all())) == (draft.body, [draft])


def test_a_topic_posted_while_signed_out_comes_back_where_it_was_begun(client):
    forum, member = ForumFactory(), MemberFactory()
    DraftFactory(member=member, key="forum:", body="Another one")
    DraftFactory(member=member, key=f"forum:{forum.slug}", body="The beginning of it")
    new = "/en/communication/topics/new/"
    client.post(new, topic_form(forum, body="All of it", return_to=new))
    sign_in_after(client, member)

    shown = client.get(new, follow=True)
    once_more = client.get(shown.request["PATH_INFO"], {"forum": forum.slug})

    assert shown.redirect_chain == [(f"{new}?forum={forum.slug}", 302)]
    assert [page.context["form"]["body"].value() for page in (shown, once_more)] == ["All of it"] * 2
    assert client.get(new).context["form"]["body"].value() == "Another one"
    assert Draft.objects.count() == 2


@pytest.mark.parametrize("script", [True, False])
def test_the_draft_of_a_topic_comes_back_with_every_field(client, member, script):
    began, forum = ForumFactory(), ForumFactory()
    themes = [str(ThemeFactory().pk), str(ThemeFactory().pk)]
    typed = topic_form(forum, kind="discussion", themes=themes, began_in=began.slug)

    if script:
        typing = typed | {"key": f"forum:{began.slug}"}
        client.post("/en/communication/drafts/", typing, headers={"HX-Request": "true"})
    else:
        client.post("/en/communication/topics/new/", typed | {"draft": "1"})
    page = client.get(Draft.objects.get().get_absolute_url())

    form = page.context["form"]
    fields = ("forum", "kind", "title", "body", "language", "themes", "tags")
    assert {name: form[name].value() for name in fields} == {name: typed[name] for name in fields}
    assert (page.content.decode().count(" checked"), page.content.decode().count(" selected")) == (3, 2)


def test_a_draft_without_a_forum_begins_where_it_was_begun(client, member):
    forum = ForumFactory()
    DraftFactory(member=member, key=f"forum:{forum.slug}", details={"kind": "discussion"})

    form = client.get(f"/en/communication/topics/new/?forum={forum.slug}").context["form"]

    assert (form["forum"].value(), form["kind"].value()) == (forum.slug, "discussion")


@pytest.mark.parametrize("script", [True, False])
def test_a_text_being_edited_is_kept_and_comes_back_with_every_field(client, member, script):
    post, theme = TopicFactory(author=member).posts.get(), ThemeFactory()
    post.topic.tags.add("oak")
    typed = {
        "title": "A clearer title", "body": "Half of it", "language": "it", "themes": [str(theme.pk)],
        "tags": "", "revision": "1", "edits": "0",
    }  # fmt: skip

    if script:
        client.post("/en/communication/drafts/", typed | {"key": f"post:{post.pk}"})
    else:
        client.post(edit_url(post), typed | {"draft": "1"})
    draft = Draft.objects.get()
    page = client.get(draft.get_absolute_url(), follow=True)

    form = page.context["form"]
    assert page.redirect_chain == [(edit_url(post), 302)]
    assert {name: form[name].value() for name in typed} == typed
    assert f'formaction="/en/communication/drafts/{draft.pk}/discard/"' in page.text
    assert Post.objects.get().body == post.body


def test_a_draft_older_than_the_last_edit_is_shown_and_not_written_over_it_unseen(client, member):
    post = TopicFactory(author=member, replies=1).posts.get(number=2)
    DraftFactory(member=member, key=post.draft_key, body="My text", details={"revision": "1"})
    services.edit_post(
        editor=MemberFactory(roles=["moderator"]), post=post, body="Their text", language="en", revision=1
    )

    form = client.get(edit_url(post)).context["form"]
    typed = {name: form[name].value() for name in ("body", "language", "revision")}
    refused = client.post(edit_url(post), typed)

    assert typed == {"body": "My text", "language": "en", "revision": "1"}
    assert (refused.status_code, "Their text" in refused.text) == (422, True)


def test_the_draft_of_somebody_else_is_as_good_as_absent(client, member):
    draft = DraftFactory()

    assert client.post(f"/en/communication/drafts/{draft.pk}/discard/").status_code == 404
