"""Replies: posted, refused with the text kept, seen before they are posted, and quotations in them."""

from uuid import uuid4

import pytest

from cop.core.ratelimit import LIMITS
from forums import services
from forums.forms import quotation
from forums.models import Draft, Post
from tests.factories.forums import DraftFactory, TopicFactory
from tests.forums.writing import ITALIAN, errors, reply_url

pytestmark = pytest.mark.django_db


def test_a_reply_is_posted_and_shown_in_its_place(client, member):
    topic = TopicFactory(replies=24)

    response = client.post(reply_url(topic), {"body": "Six **boards**", "language": "it", "token": uuid4()})

    post = topic.posts.get(number=26)
    assert response["Location"] == f"{topic.get_absolute_url()}?page=2#post-26"
    assert (post.author, post.body_html, post.language) == (
        member,
        "<p>Six <strong>boards</strong></p>",
        "it",
    )


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"body": " ", "language": "en"}, {"body": ["Write something before you post it."]}),
        (
            {"body": "x" * 50_001, "language": "en"},
            {
                "body": [
                    "This text has 50001 characters; a post has at most 50000. Shorten it, or deposit it as a "
                    "resource and link to it."
                ]
            },
        ),
        ({"body": "Text", "language": "xx-nonsense"}, {"language": ["Choose a language from the list."]}),
        ({"body": "---", "language": "en"}, {"body": ["Write something before you post it."]}),
        ({"body": "Null\x00byte", "language": "en"}, {"body": ["Null characters are not allowed."]}),
    ],
)
def test_a_bad_reply_comes_back_with_what_was_typed(client, member, typed, expected):
    topic = TopicFactory()

    response = client.post(reply_url(topic), typed)

    assert (response.status_code, errors(response)) == (422, expected)
    assert typed["body"] in response.content.decode()
    assert topic.posts.count() == 1


def test_a_script_is_shown_as_text(client, member):
    topic = TopicFactory()

    client.post(
        reply_url(topic), {"body": "<script>alert(1)</script> [x](javascript:alert(1))", "language": "en"}
    )

    page = client.get(topic.get_absolute_url()).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert ("<script>alert" in page, 'href="javascript' in page) == (False, False)


def test_ones_own_reply_is_not_new_to_oneself(client, member):
    topic = TopicFactory(replies=1)
    client.get(topic.get_absolute_url())

    page = client.post(reply_url(topic), {"body": "Six boards", "language": "en"}, follow=True)

    assert [post.is_new for post in page.context["posts"]] == [False, False]
    assert page.context["first_unread_url"] == ""


def test_a_replayed_form_leads_to_the_first_post(client, member):
    topic, form = TopicFactory(), {"body": "Once", "language": "en", "token": str(uuid4())}

    targets = {client.post(reply_url(topic), form)["Location"] for _ in range(2)}

    assert targets == {topic.post_url(2)}
    assert topic.posts.count() == 2


def test_a_reply_to_a_topic_locked_meanwhile_keeps_the_text(client, member):
    topic = TopicFactory(is_locked=True)

    response = client.post(reply_url(topic), {"body": "My long text", "language": "en"})

    assert response.status_code == 422
    assert "My long text" in response.content.decode()
    assert errors(response) == {
        "__all__": ["This topic is locked; nobody can reply to it. What you typed is kept."]
    }


def test_too_many_replies_are_refused_with_the_text_kept(client, member, settings):
    settings.RATE_LIMITS = True
    topic = TopicFactory()
    for _ in range(30):
        client.post(reply_url(topic), {"body": "Text", "language": "en"})

    response = client.post(reply_url(topic), {"body": "One more", "language": "en"})

    assert (response.status_code, "One more" in response.content.decode()) == (429, True)


@pytest.mark.parametrize("htmx", [False, True])
def test_a_preview_shows_the_text_and_suggests_its_language(client, member, htmx):
    topic = TopicFactory()
    headers = {"HX-Request": "true"} if htmx else {}

    response = client.post(
        reply_url(topic), {"body": f"**{ITALIAN}**", "language": "en", "preview": "1"}, headers=headers
    )

    page = response.content.decode()
    assert (response.status_code, topic.posts.count()) == (200, 1)
    assert ("<strong>Da noi annota" in page, "This looks like Italian." in page) == (True, True)
    assert ("<html" in page) == (not htmx)
    assert "HX-Request" in response["Vary"]


@pytest.mark.parametrize("htmx", [False, True])
def test_too_many_previews_are_refused_with_the_text_kept(client, member, settings, monkeypatch, htmx):
    settings.RATE_LIMITS = True
    monkeypatch.setitem(LIMITS, "preview", (1, 600))
    typed = {"body": "My **text**", "language": "en", "preview": "1"}
    headers = {"HX-Request": "true"} if htmx else {}
    url = reply_url(TopicFactory())

    _first, second = (client.post(url, typed, headers=headers) for _twice in range(2))

    assert ("That was very fast" in second.text, "<strong>text" in second.text) == (True, False)
    assert (second.status_code, second.context["form"].typed) == (200 if htmx else 422, "My **text**")


def test_quoting_keeps_what_was_typed(client, member):
    topic = TopicFactory(replies=25)
    page = client.get(topic.get_absolute_url())

    shown = client.post(
        reply_url(topic), {"body": "Half an answer", "language": "it", "quote": "26"}, follow=True
    )

    form = shown.context["form"]
    assert (
        '<button class="button button-quiet button-small" type="submit" form="reply-form" name="quote"'
        in page.text
    )
    assert shown.redirect_chain == [(f"{topic.get_absolute_url()}?page=2&quote=26#reply", 302)]
    assert (form["body"].value()[:14], "?post=26" in form["body"].value()) == ("Half an answer", True)
    assert (form["language"].value(), Draft.objects.get().body) == ("it", "Half an answer")


def test_a_suggested_language_is_taken_up_without_javascript(client, member):
    topic = TopicFactory()

    response = client.post(reply_url(topic), {"body": ITALIAN, "language": "en", "use_language": "it"})

    form = response.context["form"]
    assert (form["language"].value(), form.typed, form.suggestion) == ("it", ITALIAN, "")


def test_a_quotation_begins_the_reply(client, member):
    topic = TopicFactory(replies=1)
    Post.objects.filter(number=2).update(body="First line\n\n> older quote\nSecond line")
    topic.author.display_name = "Trainer [Bolzano]"
    topic.author.save()

    form = client.get(f"{topic.get_absolute_url()}?quote=2").context["form"]

    assert form["body"].value() == (
        "> [Trainer \\[Bolzano\\], 2](?post=2)\n>\n> First line\n>\n> Second line\n\n"
    )


def test_a_quotation_keeps_the_language_of_the_post_it_comes_from(client, member):
    topic = TopicFactory(language="de")
    opening = topic.posts.get()
    opening.language = "de"
    opening.save()
    body = quotation("Tischler", 1, "Achtzehn bei uns.") + "Da noi venti."

    post = services.reply_to_topic(author=member, topic=topic, body=body, language="it")
    edited = services.edit_post(editor=member, post=post, body=f"{body} Circa.", language="it", revision=1)
    elsewhere = services.reply_to_topic(
        author=member, topic=topic, body=quotation("Nobody", 99, "Gone.") + "Ecco.", language="it"
    )

    assert '<blockquote lang="de" dir="auto">' in post.body_html
    assert '<blockquote lang="de" dir="auto">' in edited.body_html
    assert "<blockquote>" in elsewhere.body_html


def test_a_quotation_is_not_doubled_by_its_own_draft(client, member):
    topic = TopicFactory(replies=1)
    post = topic.posts.get(number=2)
    text = quotation(post.author.display_name, 2, post.body) + "My answer"
    DraftFactory(member=member, key=f"topic:{topic.pk}", body=text)

    form = client.get(f"{topic.get_absolute_url()}?quote=2").context["form"]

    assert form["body"].value() == text
