"""Topics, posts and search results of the style guide."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.safestring import mark_safe
from taggit.models import Tag

from cop.core.paging import Page
from cop.pages.examples.people import FIRST, theme, with_related
from forums.forms import ReplyForm
from forums.models import Draft, Forum, Post, Topic
from search.engine.base import Hit
from search.results import row

if TYPE_CHECKING:
    from cop.members.models import Member

TEXT = "<p>Wir messen jedes Brett zweimal: der Lehrling schreibt, die Meisterin zeichnet gegen.</p>"


def talk(members: list[Member]) -> dict[str, Any]:
    """A topic in each state, a post in each, an editor, and what a search finds or not."""
    topics = _topics(members)
    listed: Page[Topic] = Page(rows=topics, older="older")
    return {
        "topics": topics,
        "topic": topics[1],
        "tags": topics[1].tags.all(),
        "posts": _posts(topics[1], members),
        "page_of_topics": listed,
        "filter": SimpleNamespace(chosen={"kind": "question"}, languages=["de"], is_newest_first=False),
        "chips": [
            {"query": "?", "label": "Question"},
            {"query": "?", "label": "Deutsch", "language": "de"},
        ],
        "kinds": dict(Topic.Kind.choices),
        "states": {"unanswered": "Without an answer", "solved": "Solved"},
        "languages": ["de", "el"],
        "themes": [theme()],
        **_writing(members[3]),
        **_found(),
    }


def _topics(members: list[Member]) -> list[Topic]:
    """Unread, solved, locked, a discussion, and one whose writer has gone."""
    now = timezone.now()
    forum = Forum(pk=FIRST, name="Teaching", slug="teaching")
    titles = [
        ("it", "Come insegnare a misurare l’umidità del legno senza perdere mezza giornata?"),
        ("de", "Zinkenverbindung von Hand: lohnt sich das im ersten Lehrjahr noch?"),
        ("pl", "Kto sprawdza wilgotność przed montażem?"),
        ("el", "Πώς κρατάτε ημερολόγιο στο εργαστήριο;"),
        ("en", "Who keeps the meter calibrated?"),
    ]
    topics = [
        with_related(
            Topic(
                pk=FIRST + place,
                forum=forum,
                kind="question",
                title=title,
                language=language,
                author=members[place % 4],
                last_author=members[(place + 1) % 4],
                last_posted_at=now - dt.timedelta(hours=5 * place, minutes=20),
                created_at=now - dt.timedelta(days=3 + place),
                post_count=place + 1,
                last_number=60,
            ),
            tags=[Tag(pk=FIRST, name="timber"), Tag(pk=FIRST + 1, name="measuring")] if place < 2 else [],
        )
        for place, (language, title) in enumerate(titles)
    ]
    topics[0].is_unread = True
    topics[1].solved_at = now
    topics[2].is_locked = True
    topics[3].kind = "discussion"
    topics[4].last_author = None
    return topics


def _posts(topic: Topic, members: list[Member]) -> list[Post]:
    """The question, an unread answer, the accepted one, one of somebody who has gone, three removed."""
    posts = [
        Post(
            pk=FIRST + number,
            topic=topic,
            number=number,
            author=members[number % 4],
            body_html=TEXT,
            language="de",
            created_at=topic.created_at + dt.timedelta(hours=number),
        )
        for number in range(1, 8)
    ]
    question, unread, accepted, orphan, *removed = posts
    question.may_edit = True
    unread.is_new = unread.may_accept = True
    accepted.is_accepted = True
    accepted.revision, accepted.edited_at = 3, timezone.now()
    orphan.author = None
    for post in removed:
        post.is_deleted = True
    removed[0].removed_by = removed[0].author
    removed[1].removed_by = members[0]
    return posts


def _writing(writer: Member) -> dict[str, Any]:
    """The editor with a draft, a preview and an error; and each thing it may say about the text."""
    form = ReplyForm({"reply-body": "", "reply-language": "it"}, prefix="reply", writer=writer)
    draft = Draft(pk=FIRST, key=f"topic:{FIRST}", language="it")
    older = Draft(pk=FIRST, key=f"topic:{FIRST}", saved_at=timezone.now() - dt.timedelta(days=4))
    return {
        "reply": form,
        "draft": draft,
        "preview": mark_safe("<p>Come si vedrà: <strong>una riga per tavola</strong>.</p>"),
        "said": [
            {"form": None, "draft": draft},
            {"form": None, "draft": older},
            {"form": SimpleNamespace(suggestion="it"), "draft": None},
            {"form": None, "draft": None, "refusal": "Not kept: you save too often. Wait a minute."},
        ],
    }


def _found() -> dict[str, Any]:
    rows = [
        row(
            _hit(
                "topic", "it", "Come misurare l’<mark>umidità</mark>?", {"subkind": "question", "replies": 4}
            )
        ),
        row(_hit("practice", "en", "<mark>Moisture</mark> logs kept by apprentices", {"result": "negative"})),
        row(_hit("member", "", "Marek Kowal", {"organisation": "Szkoła stolarska, Gdańsk"})),
    ]
    choices = [
        {"value": "topic", "label": "Topics", "section": "communication", "is_chosen": True, "count": 1},
        {"value": "practice", "label": "Good practices", "section": "cooperation", "count": 1},
    ]
    return {
        "rows": rows,
        "close": rows[:1],
        "corrections": ["moisture"],
        "ask_url": "#ask-example",
        "q": "moisure",
        "yours": {"rows": rows[:1], "count": 41, "before": 1, "after": 3, "pages": 5},
        "others": {"rows": rows[1:], "count": 2, "is_bounded": True},
        "facets": [{"name": "kind", "label": "Kind", "choices": choices[:1], "more": choices[1:]}],
    }


def _hit(kind: str, language: str, title: str, facts: dict[str, Any]) -> Hit:
    excerpt = "One line a board, signed once a week; <mark>moisture</mark> is measured twice."
    return Hit(
        source=kind,
        object_id=FIRST,
        kind=kind,
        title=title,
        title_html=mark_safe(title),  # noqa: S308  # written above
        excerpt_html=mark_safe(excerpt),  # noqa: S308
        url="#results",
        language=language,
        author="Luca Rossi" if kind == "topic" else "",
        author_language="it",
        country="IT",
        written_at=timezone.now(),
        facts=facts,
    )
