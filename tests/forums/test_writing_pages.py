from uuid import uuid4

import pytest
from django.contrib.auth.models import Group

from forums import services
from forums.forms import quotation
from forums.models import Draft, ModerationAct, Post, Topic
from tests.factories.forums import DraftFactory, ForumFactory, TopicFactory
from tests.factories.members import MemberFactory, ThemeFactory

pytestmark = pytest.mark.django_db
ITALIAN = "Da noi annota sempre l’apprendista, altrimenti guarda soltanto il capo e non la tavola."


@pytest.fixture
def member(client):
    member = MemberFactory(reads=["en"], writes=["en", "it"])
    client.force_login(member)
    return member


def reply_url(topic):
    return f"/en/communication/topics/{topic.pk}/reply/"


def errors(response):
    return {field: list(messages) for field, messages in response.context["form"].errors.items()}


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


def test_a_suggested_language_is_taken_up_without_javascript(client, member):
    topic = TopicFactory()

    response = client.post(reply_url(topic), {"body": ITALIAN, "language": "en", "use_language": "it"})

    form = response.context["form"]
    assert (form["language"].value(), form.typed, form.suggestion) == ("it", ITALIAN, "")


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


@pytest.mark.parametrize("key", ["", "topic:x", "member:1"])
def test_a_draft_of_nowhere_is_answered_clearly(client, member, key):
    response = client.post("/en/communication/drafts/", {"key": key, "body": "Text", "language": "en"})

    assert (response.status_code, list(Draft.objects.all())) == (422, [])


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


def topic_form(forum, **changes):
    form = {
        "forum": forum.slug, "kind": "question", "title": "How do you measure?", "body": "Text",
        "language": "it", "tags": "Oak, #ash, oak", "token": str(uuid4()), "began_in": forum.slug,
    }  # fmt: skip
    return form | changes


def test_a_topic_is_opened_and_its_draft_ends(client, member):
    forum, theme = ForumFactory(), ThemeFactory()
    DraftFactory(member=member, key=f"forum:{forum.slug}")

    response = client.post("/en/communication/topics/new/", topic_form(forum, themes=[theme.pk]))

    topic = Topic.objects.get()
    assert response["Location"] == topic.get_absolute_url()
    assert (topic.author, topic.language, sorted(topic.tags.names())) == (member, "it", ["ash", "oak"])
    assert (list(topic.themes.all()), list(Draft.objects.all())) == ([theme], [])
    assert services.last_read_number(member=member, topic=topic) == 1


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


def edit_url(post):
    return f"/en/communication/topics/{post.topic_id}/posts/{post.number}/edit/"


def test_an_author_edits_and_members_read_the_history(client, member):
    post = TopicFactory(author=member, replies=1).posts.get(number=2)

    response = client.post(edit_url(post), {"body": "Better text", "language": "en", "revision": "1"})

    history = client.get(f"/en/communication/topics/{post.topic_id}/posts/2/history/").content.decode()
    assert response["Location"] == post.get_absolute_url()
    assert ("Better text" in history, post.body in history) == (True, True)


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


@pytest.mark.parametrize("script", [True, False])
def test_a_text_being_edited_is_kept_and_comes_back_with_every_field(client, member, script):
    post, theme = TopicFactory(author=member).posts.get(), ThemeFactory()
    post.topic.tags.add("oak")
    typed = {
        "title": "A clearer title", "body": "Half of it", "language": "it", "themes": [str(theme.pk)],
        "tags": "", "revision": "1",
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


@pytest.mark.parametrize("act", ["edit", "remove"])
def test_others_neither_edit_nor_remove(client, member, act):
    post = TopicFactory().posts.get()

    assert client.post(edit_url(post).replace("edit", act), {"body": "x"}).status_code == 403


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


def test_members_do_not_reach_the_moderation(client, member):
    topic = TopicFactory(author=member)

    assert client.get(f"/en/communication/topics/{topic.pk}/moderate/").status_code == 403


@pytest.mark.parametrize("path", ["solve/", "reopen/", "posts/2/accept/"])
def test_acts_are_not_links(client, member, path):
    topic = TopicFactory(author=member, replies=1)

    assert client.get(f"/en/communication/topics/{topic.pk}/{path}").status_code == 405


def test_the_draft_of_somebody_else_is_as_good_as_absent(client, member):
    draft = DraftFactory()

    assert client.post(f"/en/communication/drafts/{draft.pk}/discard/").status_code == 404
