from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import Sum, prefetch_related_objects
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cop.core.errors import DomainError
from cop.core.paging import page_newest_first
from cop.core.ratelimit import count_request
from cop.core.strangers import kept_for_strangers
from cop.members.http import kept_form, member_required
from forums import services
from forums.forms import ReplyForm, WritingForm, initial_from, quotation
from forums.models import POSTS_PER_PAGE, Post, PostRevision, Topic
from forums.policies import can_accept, can_edit_now, can_moderate, can_post
from forums.signals import topic_outcomes
from forums.views.drafts import take_up

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from cop.members.http import MemberRequest

FROM_THE_SAME_FORUM = 4
REVISIONS_PER_PAGE = 10  # each with its whole text


@require_safe
def topic(request: HttpRequest, topic_id: int, slug: str) -> HttpResponse:
    topic = find_topic(request, topic_id)
    if slug != topic.slug:
        query = request.META.get("QUERY_STRING", "")
        return redirect(topic.get_absolute_url() + (f"?{query}" if query else ""))
    if number := whole_number(request.GET.get("post")):
        return redirect(topic.post_url(min(number, topic.last_number)))
    page_number = whole_number(request.GET.get("page")) or 1
    if page_number > topic.page_count:
        return redirect(topic.post_url(topic.last_number))
    outcomes = _outcomes(request, topic)
    return kept_for_strangers(
        request,
        lambda: _state(topic, page_number, outcomes),
        lambda: topic_page(request, topic, page_number, form=_reply_form(request, topic), outcomes=outcomes),
    )


@require_safe
def topic_short(request: HttpRequest, topic_id: int) -> HttpResponse:
    topic = get_object_or_404(Topic.objects.visible_to(request.user), pk=topic_id)
    query = request.META.get("QUERY_STRING", "")
    return redirect(topic.get_absolute_url() + (f"?{query}" if query else ""))


@member_required
@require_POST
def accept(request: MemberRequest, topic_id: int, number: int) -> HttpResponse:
    post = find_post(request, topic_id, number)
    return _settle(
        request,
        post.topic,
        lambda: services.accept_answer(member=request.user, post=post),
        _("You have accepted this answer. Others with the same question see it first."),
        post.get_absolute_url(),
    )


@member_required
@require_POST
def solve(request: MemberRequest, topic_id: int) -> HttpResponse:
    topic = find_topic(request, topic_id)
    act = lambda: services.mark_solved(member=request.user, topic=topic)  # noqa: E731
    return _settle(request, topic, act, _("The question is marked as solved."), topic.get_absolute_url())


@member_required
@require_POST
def reopen(request: MemberRequest, topic_id: int) -> HttpResponse:
    topic = find_topic(request, topic_id)
    act = lambda: services.reopen_question(member=request.user, topic=topic)  # noqa: E731
    return _settle(request, topic, act, _("The question is open again."), topic.get_absolute_url())


@member_required
@require_safe
def history(request: MemberRequest, topic_id: int, number: int) -> HttpResponse:
    post = find_post(request, topic_id, number)
    revisions = PostRevision.objects.visible_to(request.user).filter(post=post).select_related("written_by")
    cursor = request.GET.get("after")
    context = {
        "topic": post.topic,
        "post": post,
        "page": page_newest_first(revisions, cursor, by="revision", size=REVISIONS_PER_PAGE),
    }
    return render(request, "forums/history.html", context)


def find_topic(request: HttpRequest, topic_id: int) -> Topic:
    """The topic with everything its page shows about it; 404 for one the reader may not see."""
    topics = Topic.objects.visible_to(request.user).for_page()
    if request.user.is_authenticated:
        topics = topics.read_by(request.user)
    return get_object_or_404(topics, pk=topic_id)


def find_post(request: HttpRequest, topic_id: int, number: int) -> Post:
    """A post with its author and topic; 404 for one the reader may not see."""
    posts = (
        Post.objects.visible_to(request.user).for_page().select_related("topic__forum__group", "edited_by")
    )
    return get_object_or_404(posts, topic_id=topic_id, number=number)


def topic_page(
    request: HttpRequest,
    topic: Topic,
    page_number: int,
    *,
    form: WritingForm | None,
    outcomes: list[dict[str, str]] | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """One page of a topic, and the reader's read state moved forward.

    `outcomes` is what came of the topic, when the caller has asked already.
    """
    posts = list(Post.objects.filter(topic=topic).between(*_numbers(page_number)).for_page())
    prefetch_related_objects([topic], "tags", "themes")
    context = _about_topic(request, topic) | _posts(request, topic, posts, page_number)
    context["outcomes"] = _outcomes(request, topic) if outcomes is None else outcomes
    _name_pieces(request, posts, page_number, has_form=form is not None)
    context |= {"form": form, "draft_key": f"topic:{topic.pk}"} | more
    if request.user.is_authenticated and posts and (topic.last_read or 0) < posts[-1].number:
        services.read_to(member=request.user, topic=topic, number=posts[-1].number, seen=topic.last_read)
    response = render(request, "forums/topic.html", context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _state(topic: Topic, page_number: int, outcomes: list[dict[str, str]]) -> tuple[Any, ...]:
    """What a page of a topic says that no reader may be shown late.

    Its posts, the accepted one wherever it stands, how the topic stands, its themes and tags, and
    what came of it.
    """
    of_topic = Post.objects.filter(topic=topic)
    posts = of_topic.between(*_numbers(page_number)) | of_topic.filter(pk=topic.accepted_post_id or 0)
    revisions = posts.order_by().aggregate(sum=Sum("revision"))["sum"]
    return (
        topic.pk,
        topic.title,
        topic.forum_id,
        topic.post_count,
        topic.last_number,
        topic.last_posted_at,
        topic.solved_at,
        topic.accepted_post_id,
        topic.is_locked,
        topic.edits,
        revisions,
        outcomes,
    )


def _outcomes(request: HttpRequest, topic: Topic) -> list[dict[str, str]]:
    """What came of a topic, of the things its reader may see (see `topic_outcomes`)."""
    answers: Any = topic_outcomes.send(sender=Topic, topic=topic, user=request.user)
    return [outcome for _receiver, outcomes in answers for outcome in outcomes or ()]


def _numbers(page_number: int) -> tuple[int, int]:
    """The first and the last number of the posts on a page."""
    first = (page_number - 1) * POSTS_PER_PAGE + 1
    return first, first + POSTS_PER_PAGE - 1


def _about_topic(request: HttpRequest, topic: Topic) -> dict[str, Any]:
    user = request.user
    return {
        "topic": topic,
        "others": Topic.objects.beside(topic).only("title", "language")[:FROM_THE_SAME_FORUM],
        "can_post": can_post(user, topic.forum),
        "can_settle": can_accept(user, topic),
        "can_moderate": can_moderate(user),
    }


def _posts(request: HttpRequest, topic: Topic, posts: list[Post], page_number: int) -> dict[str, Any]:
    """The posts of a page, each knowing what its reader may do; on page 1 the accepted one second."""
    user = request.user
    seen = topic.last_read if user.is_authenticated else None
    settles = can_accept(user, topic)
    for post in posts:
        post.topic = topic
        post.is_accepted = post.pk == topic.accepted_post_id
        post.may_edit = can_edit_now(user, post)
        post.may_accept = settles and not (post.is_opening or post.is_deleted or post.is_accepted)
        post.is_new = bool(seen) and post.number > (seen or 0)
    here = next((post for post in posts if post.is_accepted), None) if page_number == 1 else None
    elsewhere = topic.accepted_post_id if page_number == 1 and here is None else None
    accepted = Post.objects.for_page().filter(pk=elsewhere).first() if elsewhere else None
    rest = [post for post in posts if not post.is_opening and post is not here]
    first_unread = (seen or 0) + 1 if seen and seen < topic.last_number else None
    return {
        "opening": posts[0] if posts and posts[0].is_opening else None,
        "accepted_here": here,
        "accepted_elsewhere": accepted,
        "posts": rest,
        "page_number": page_number,
        "first_unread_url": topic.post_url(first_unread) if first_unread else "",
    }


def _name_pieces(request: HttpRequest, posts: list[Post], page_number: int, *, has_form: bool) -> None:
    """Name the rendered piece of each post by everything that stands in it, for the cache "pieces".

    Nothing need ever be taken out of that cache: what changes has another name. A post with a form
    or a menu of its reader's own, or with something of its topic in it, has none.
    """
    user = request.user
    reader = (get_language(), user.is_authenticated, can_moderate(user), has_form, page_number)
    for post in posts:
        if post.is_opening or post.is_accepted or post.may_edit or post.may_accept:
            post.piece = ""
            continue
        who = post.author
        author = who and (who.pk, who.display_name, who.name_language, who.is_public, who.country)
        removed = post.is_deleted and (post.was_removed_by_author, post.removed_by_id is None)
        post.piece = repr((reader, post.token, post.revision, post.edited_at, removed, post.is_new, author))


def _reply_form(request: HttpRequest, topic: Topic) -> ReplyForm | None:
    """The form at the end: with what was kept over a sign-in, else with the draft, and a quotation."""
    user = request.user
    if not user.is_authenticated or topic.is_locked or not can_post(user, topic.forum):
        return None
    key = f"topic:{topic.pk}"
    if (kept := kept_form(request)) and kept.get("body"):  # a button pressed on this page has no text
        form = ReplyForm(initial=initial_from(kept), writer=user)
        form.draft = take_up(user, kept, key)
        return form
    draft = services.draft_for(member=user, key=key)
    initial = {"body": draft.body, "language": draft.language} if draft else {}
    if number := whole_number(request.GET.get("quote")):
        quoted = Post.objects.filter(topic=topic, number=number).standing().select_related("author").first()
        if quoted:
            name = quoted.author.display_name if quoted.author else _("Former member")
            text = quotation(name, number, quoted.body)
            if text.strip() not in initial.get("body", ""):
                initial["body"] = initial.get("body", "") + text
    form = ReplyForm(initial=initial, writer=user)
    form.draft = draft
    return form


def _settle(
    request: HttpRequest, topic: Topic, act: Callable[[], object], done: str, target: str
) -> HttpResponse:
    try:
        count_request(request, "edit")
        act()
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect(target)


def whole_number(text: str | None) -> int:
    """A positive number of at most nine digits, 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
