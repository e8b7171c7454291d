from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forums import services
from forums.models import ReadState, Topic
from tests.factories.forums import DraftFactory, ForumFactory, PostFactory, ReadStateFactory, TopicFactory
from tests.factories.members import MemberFactory, ThemeFactory
from tests.forums.writing import last_read_number

pytestmark = pytest.mark.django_db


def titles(response):
    return [topic.title for topic in response.context["page_of_topics"]]


@pytest.fixture
def member(client):
    member = MemberFactory(reads=["it", "en"], writes=["it", "en"])
    client.force_login(member)
    return member


def cost(client, url):
    client.get(url)
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    assert response.status_code == 200
    assert [query["sql"] for query in queries if "COUNT(" in query["sql"]] == []
    return len(queries)


@pytest.mark.parametrize(("asked", "said"), [("", ""), ("?page=1", ""), ("?page=2", "?page=2")])
def test_each_page_of_a_topic_has_an_address_of_its_own(client, asked, said):
    topic = TopicFactory(replies=30)
    address = f"http://localhost:8000{topic.get_absolute_url()}{said}"

    page = client.get(topic.get_absolute_url() + asked).text

    assert f'<link rel="canonical" href="{address}">' in page
    assert f'<link rel="alternate" hreflang="it" href="{address.replace("/en/", "/it/")}">' in page
    assert page.count('rel="canonical"') == 1


@pytest.mark.parametrize("replies", [1, 3])
def test_a_topic_costs_a_guest_at_most_7_queries(client, replies):
    topic = TopicFactory(replies=replies)
    TopicFactory.create_batch(replies, forum=topic.forum)
    topic.tags.set(["oak", "ash"])
    topic.themes.set(ThemeFactory.create_batch(2))

    assert cost(client, topic.get_absolute_url()) == 7


@pytest.mark.parametrize("replies", [1, 3])
def test_a_topic_costs_a_member_at_most_12_queries(client, member, replies):
    topic = TopicFactory(replies=replies)
    topic.tags.set(["oak", "ash"])

    client.get("/en/communication/forums/")  # what every page shares is cached now
    with CaptureQueriesContext(connection) as first:
        client.get(topic.get_absolute_url())

    assert len(first) == 12
    assert cost(client, topic.get_absolute_url()) == 10


def test_page_40_of_a_topic_costs_what_page_1_costs(client, member):
    topic = TopicFactory(replies=999)
    services.read_to(member=member, topic=topic, number=1000, seen=None)

    costs = [cost(client, f"{topic.get_absolute_url()}?page={page}") for page in (1, 40)]

    assert costs == [10, 10]


@pytest.mark.parametrize("topics", [1, 3])
def test_a_forum_costs_a_guest_4_queries(client, topics):
    forum = ForumFactory()
    for topic in TopicFactory.create_batch(topics, forum=forum):
        topic.tags.set(["oak"])

    assert cost(client, forum.get_absolute_url()) == 4


@pytest.mark.parametrize("topics", [1, 3])
def test_a_forum_costs_a_member_8_queries(client, member, topics):
    forum = ForumFactory()
    for topic in TopicFactory.create_batch(topics, forum=forum):
        topic.tags.set(["oak"])

    assert cost(client, forum.get_absolute_url()) == 8


@pytest.mark.parametrize("forums", [1, 3])
def test_the_list_of_forums_costs_one_query(client, forums):
    TopicFactory.create_batch(forums)

    assert cost(client, "/en/communication/forums/") == 1
    assert client.get("/en/communication/forums/").content.count(b"topic-row-main") == forums


def test_a_guest_leaves_no_trace(client):
    topic = TopicFactory()

    response = client.get(topic.get_absolute_url())

    assert (response.cookies.output(), list(ReadState.objects.all())) == ("", [])


def test_a_wrong_slug_leads_to_the_right_one(client):
    topic = TopicFactory(title="Πώς μετράμε την υγρασία;")

    response = client.get(f"/en/communication/topics/{topic.pk}-wrong/?page=2")

    assert response.status_code == 302  # a title may come back
    assert response["Location"] == f"/en/communication/topics/{topic.pk}-pos-metrame-tin-ygrasia/?page=2"


def test_a_link_to_a_post_leads_to_its_page(client):
    topic = TopicFactory(replies=60)
    url = topic.get_absolute_url()

    targets = [client.get(f"{url}?post={number}")["Location"] for number in (57, 3, 999)]

    assert targets == [f"{url}?page=3#post-57", f"{url}#post-3", f"{url}?page=3#post-61"]


def test_a_page_beyond_the_last_leads_to_the_last(client):
    topic = TopicFactory(replies=30)

    response = client.get(f"{topic.get_absolute_url()}?page=99")

    assert response["Location"] == topic.post_url(31)


@pytest.mark.parametrize("page", ["0", "-1", "x", "1" * 40, "²"])
def test_a_nonsense_page_is_the_first(client, page):
    topic = TopicFactory()

    assert client.get(topic.get_absolute_url(), {"page": page}).context["page_number"] == 1


def test_reading_a_page_moves_the_read_state_forward_and_shows_the_way(client, member):
    topic = TopicFactory(replies=60)
    ReadStateFactory(member=member, topic=topic, last_read_number=20)

    response = client.get(topic.get_absolute_url())

    assert response.context["first_unread_url"] == topic.post_url(21)
    assert [post.number for post in response.context["posts"] if post.is_new] == [21, 22, 23, 24, 25]
    assert last_read_number(member, topic) == 25


def test_the_accepted_answer_stands_right_after_the_question(client):
    topic = TopicFactory(replies=3)
    services.accept_answer(member=topic.author, post=topic.posts.get(number=3))

    response = client.get(topic.get_absolute_url())

    places = [response.content.index(f'id="post-{number}"'.encode()) for number in (1, 3, 2, 4)]
    assert places == sorted(places)


def test_an_accepted_answer_of_a_later_page_is_shown_with_a_link_to_its_place(client):
    topic = TopicFactory(replies=30)
    services.accept_answer(member=topic.author, post=topic.posts.get(number=29))

    first = client.get(topic.get_absolute_url()).content.decode()
    second = client.get(f"{topic.get_absolute_url()}?page=2").content.decode()

    assert ("?post=29#post-29" in first, 'id="accepted-answer"' in first) == (True, True)
    assert ('id="accepted-answer"' in second, 'id="post-29"' in second) == (False, True)


def test_a_hidden_topic_is_as_good_as_absent(client, member):
    editors = ForumFactory(group=Group.objects.get_or_create(name="editor")[0])
    topic = TopicFactory(forum=editors)

    statuses = [
        client.get(url).status_code
        for url in (
            editors.get_absolute_url(),
            topic.get_absolute_url(),
            f"/en/communication/topics/{topic.pk}/",
            f"/en/communication/topics/{topic.pk}/reply/",
            f"/en/communication/topics/{topic.pk}/moderate/",
            f"/en/communication/topics/{topic.pk}/posts/1/edit/",
            f"/en/communication/topics/{topic.pk}/posts/1/history/",
            f"/en/communication/topics/{topic.pk}/posts/1/remove/",
        )
    ]

    assert set(statuses) == {404}
    assert titles(client.get("/en/communication/topics/")) == []


def test_a_removed_post_is_a_row_without_its_text(client):
    topic = TopicFactory(replies=1)
    post = topic.posts.get(number=2)
    services.remove_post(remover=MemberFactory(roles=["moderator"]), post=post, reason="Spam")

    page = client.get(topic.get_absolute_url()).content.decode()

    assert ("Removed by the moderators" in page, post.body in page, 'id="post-2"' in page) == (
        True,
        False,
        True,
    )


def test_a_post_by_a_former_member_stays(client):
    topic = TopicFactory(replies=1)
    topic.author.delete()

    assert client.get(topic.get_absolute_url()).content.decode().count("Former member") == 2


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kind=discussion", ["Discussion in Greek"]),
        ("state=unanswered", ["Waiting in Italian"]),
        ("state=solved", ["Solved in Polish"]),
        ("language=it&language=el", ["Discussion in Greek", "Waiting in Italian"]),
        ("language=pl-PL", ["Solved in Polish"]),
        ("language=pl", ["Solved in Polish"]),
        ("language=p", ["Solved in Polish", "Discussion in Greek", "Waiting in Italian"]),
        ("theme=green-skills", ["Solved in Polish"]),
        ("tag=Oak", ["Waiting in Italian"]),
        ("state=nonsense&kind=x&language=zz-top&sort=x&after=zzz", ["Solved in Polish", "Discussion in Greek", "Waiting in Italian"]),
        ("sort=new", ["Waiting in Italian", "Discussion in Greek", "Solved in Polish"]),
    ],
)  # fmt: skip
def test_topics_are_filtered_and_sorted(client, query, expected):
    now, day = timezone.now(), timezone.timedelta(days=1)
    waiting = TopicFactory(
        title="Waiting in Italian", language="it", created_at=now, last_posted_at=now - 3 * day
    )
    waiting.tags.set(["oak"])
    TopicFactory(
        title="Discussion in Greek",
        language="el",
        kind="discussion",
        created_at=now - day,
        last_posted_at=now - day,
    )
    solved = TopicFactory(
        title="Solved in Polish",
        language="pl-PL",
        solved_at=now,
        created_at=now - 2 * day,
        last_posted_at=now,
    )
    solved.themes.set([ThemeFactory(key="green-skills")])

    response = client.get(f"/en/communication/topics/?{query}")

    assert titles(response) == expected


def test_unread_topics_are_marked_and_filtered_for_members(client, member):
    read, unread = TopicFactory(replies=1), TopicFactory(forum=ForumFactory())
    ReadStateFactory(member=member, topic=read, last_read_number=2)

    everything = client.get("/en/communication/topics/")
    only_unread = client.get("/en/communication/topics/?state=unread")

    assert everything.content.count(b'<li class="topic-row unread">') == 1
    assert titles(only_unread) == [unread.title]


def test_a_long_forum_is_paged_without_gaps(client):
    forum = ForumFactory()
    now = timezone.now()
    for days in range(30):
        TopicFactory(forum=forum, last_posted_at=now - timezone.timedelta(days=days))

    first = client.get(forum.get_absolute_url())
    second = client.get(forum.get_absolute_url(), {"after": first.context["page_of_topics"].older})

    assert titles(first) + titles(second) == [topic.title for topic in Topic.objects.active()]


def test_my_drafts_lead_back_to_where_they_were_begun(client, member):
    topic = TopicFactory()
    DraftFactory(member=member, key=f"topic:{topic.pk}", body="Half an answer")
    DraftFactory(body="Not mine")

    page = client.get("/en/communication/drafts/").content.decode()

    assert (topic.title in page, "Half an answer" in page, "Not mine" in page) == (True, True, False)
    assert f"/en/communication/topics/{topic.pk}/#reply" in page


def test_my_drafts_lead_to_the_posts_one_edits(client, member):
    post = TopicFactory(author=member).posts.get()
    DraftFactory(member=member, key=post.draft_key, body="A better text")
    DraftFactory(member=member, key="post:99999", body="Of a post that is gone")

    page = client.get("/en/communication/drafts/").content.decode()

    assert f'href="/en/communication/posts/{post.pk}/edit/"' in page
    assert ("Edit post 1" in page, "a post you can no longer edit" in page) == (True, True)


@pytest.mark.parametrize("path", ["drafts/", "topics/new/"])
def test_strangers_are_asked_to_sign_in(client, path):
    response = client.get(f"/en/communication/{path}")

    assert response["Location"].startswith("/en/account/login/?next=")


@pytest.mark.parametrize("change", ["edit", "remove", "lock", "reply"])
def test_a_stranger_is_never_shown_late_what_was_written_or_taken_away(client, change):
    """Their pages are kept for a minute, unless something changes."""
    topic = TopicFactory()
    answer = PostFactory(topic=topic, number=2, body="Before", body_html="<p>Before</p>")
    Topic.objects.filter(pk=topic.pk).update(post_count=2, last_number=2)
    moderator = MemberFactory(roles=["moderator"])
    before = client.get(topic.get_absolute_url()).text
    kept = client.get(topic.get_absolute_url()).text

    if change == "edit":
        services.edit_post(editor=moderator, post=answer, body="After", language="en", revision=1)
    elif change == "remove":
        services.remove_post(remover=moderator, post=answer)
    elif change == "lock":
        services.lock_topic(moderator=moderator, topic=topic, reason="Enough said.")
    else:
        services.reply_to_topic(author=moderator, topic=topic, body="After", language="en", token=uuid4())
    after = client.get(topic.get_absolute_url()).text

    assert before == kept
    assert after != before


@pytest.mark.parametrize("change", ["add", "exchange", "take away", "tag", "exchange tags", "take tags away"])
def test_a_stranger_is_never_shown_late_a_theme_or_a_tag(client, member, change):
    topic = TopicFactory(author=member)
    oak, ash = ThemeFactory(name_en="About oak"), ThemeFactory(name_en="About ash")
    topic.themes.set([oak])
    topic.tags.set(["saw"])
    client.logout()
    before = client.get(topic.get_absolute_url()).text
    themes, tags = {
        "add": ([oak, ash], ["saw"]),
        "exchange": ([ash], ["saw"]),
        "take away": ([], ["saw"]),
        "tag": ([oak], ["saw", "plane"]),
        "exchange tags": ([oak], ["plane"]),
        "take tags away": ([oak], []),
    }[change]

    post = topic.posts.get(number=1)
    texts = {"title": topic.title, "body": post.body, "language": "en", "revision": 1}
    services.edit_opening(editor=member, post=post, themes=themes, tags=tags, **texts)
    after = client.get(topic.get_absolute_url()).text

    assert before != after


def test_a_stranger_is_never_shown_late_an_accepted_answer_of_another_page(client):
    topic = TopicFactory(replies=30)
    answer = topic.posts.get(number=29)
    services.accept_answer(member=topic.author, post=answer)
    moderator = MemberFactory(roles=["moderator"])
    before = client.get(topic.get_absolute_url()).text

    services.edit_post(editor=moderator, post=answer, body="Put right", language="en", revision=1)
    after = client.get(topic.get_absolute_url()).text

    assert ("Put right" in before, "Put right" in after) == (False, True)


def test_a_page_kept_for_strangers_costs_3_queries(client):
    topic = TopicFactory(replies=30)
    services.accept_answer(member=topic.author, post=topic.posts.get(number=29))
    client.get(topic.get_absolute_url())

    with CaptureQueriesContext(connection) as queries:
        client.get(topic.get_absolute_url())

    assert len(queries) == 3


def test_a_long_history_comes_in_pages_the_latest_first(client, member):
    post = PostFactory(topic=TopicFactory(), number=2, author=member)
    for revision in range(1, 13):
        services.edit_post(
            editor=member, post=post, body=f"Text {revision + 1}", language="en", revision=revision
        )
        post.refresh_from_db()
    url = f"/en/communication/topics/{post.topic_id}/posts/2/history/"

    first = client.get(url)
    second = client.get(url, {"after": first.context["page"].older})

    shown = [[row.revision for row in page.context["page"]] for page in (first, second)]
    assert shown == [list(range(12, 2, -1)), [2, 1]]
    assert ["as it stands" in page.text for page in (first, second)] == [True, False]


def test_a_guest_has_no_unread_topics_to_choose(client):
    topic = TopicFactory()

    plain = client.get("/en/communication/topics/?kind=question&state=unread&language=en")
    in_forum = client.get(f"{topic.forum.get_absolute_url()}?state=unread")

    assert plain["Location"] == "/en/communication/topics/?kind=question&language=en"
    assert in_forum["Location"] == topic.forum.get_absolute_url()
