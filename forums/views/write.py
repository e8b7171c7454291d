from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cop.core.errors import DomainError, RuleError
from cop.core.ratelimit import TooManyError, count_request
from cop.core.richtext import BODY_MAX_LENGTH, render_markdown
from cop.members.http import kept_form, member_required
from forums import services
from forums.forms import EditForm, OpeningForm, ReplyForm, TopicForm, WritingForm, initial_from
from forums.models import TITLE_MAX_LENGTH, Post
from forums.policies import can_edit
from forums.services import EditConflictError
from forums.views.drafts import take_up
from forums.views.topics import find_post, find_topic, topic_page, whole_number

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpResponse, QueryDict

    from cop.members.http import MemberRequest
    from forums.models import Topic

PRESSED = ("preview", "draft", "quote", "use_language")


@member_required
def reply(request: MemberRequest, topic_id: int) -> HttpResponse:
    topic = find_topic(request, topic_id)
    if request.method != "POST":
        query = request.META.get("QUERY_STRING", "")
        return redirect(topic.get_absolute_url() + (f"?{query}" if query else ""))
    key = f"topic:{topic.pk}"
    form, shown = set_aside(request, ReplyForm(request.POST, writer=request.user), key)
    if shown is None and form.is_valid():
        try:
            count_request(request, "post")
            post = services.reply_to_topic(
                author=request.user,
                topic=topic,
                body=form.cleaned_data["body"],
                language=form.cleaned_data["language"],
                token=form.cleaned_data["token"],
            )
        except DomainError as refusal:
            refuse(form, refusal)
        else:
            return redirect(post)
    if shown is not None and "draft" in shown:
        return redirect(_back_to_reply(topic, whole_number(request.POST.get("quote"))))
    if request.htmx and shown is not None:
        return _fragment(request, form, shown, key)
    return topic_page(
        request, topic, topic.page_count, form=form, status=status_of(form, shown), **(shown or {})
    )


@member_required
def topic_new(request: MemberRequest) -> HttpResponse:
    if request.method != "POST":
        return _begin(request, _new_key(request.GET.get("forum", "")))
    key = _new_key(request.POST.get("began_in", request.GET.get("forum", "")))
    form, shown = set_aside(request, TopicForm(request.POST, writer=request.user), key)
    if shown is None and form.is_valid():
        answers = form.cleaned_data
        try:
            count_request(request, "topic")
            topic = services.open_topic(author=request.user, **answers)
        except DomainError as refusal:
            refuse(form, refusal)
        else:
            if (begun := services.draft_for(member=request.user, key=key)) is not None:
                services.discard_draft(member=request.user, draft=begun)
            return redirect(topic)
    if request.htmx and shown is not None:
        return _fragment(request, form, shown, key)
    return _new_page(request, form, key, status=status_of(form, shown), **(shown or {}))


@member_required
def edit(request: MemberRequest, topic_id: int, number: int) -> HttpResponse:
    post = find_post(request, topic_id, number)
    if not can_edit(request.user, post):
        raise PermissionDenied
    if request.method != "POST":
        return _begin_edit(request, post)
    form_class = OpeningForm if post.is_opening else EditForm
    form, shown = set_aside(request, form_class(request.POST, writer=request.user), post.draft_key)
    theirs = None
    if shown is None and form.is_valid():
        answers = {key: value for key, value in form.cleaned_data.items() if key != "token"}
        save = services.edit_opening if post.is_opening else services.edit_post
        try:
            count_request(request, "edit")
            post = save(editor=request.user, post=post, **answers)
        except EditConflictError as refusal:
            theirs = refusal.post
            prefetch_related_objects([theirs.topic], "themes", "tags")
            form = _on_top_of(form, theirs)
            refuse(form, refusal)
        except DomainError as refusal:
            refuse(form, refusal)
        else:
            return redirect(post)
    if request.htmx and shown is not None:
        return _fragment(request, form, shown, post.draft_key)
    return _edit_page(request, post, form, theirs=theirs, status=status_of(form, shown), **(shown or {}))


@member_required
@require_safe
def edit_short(request: MemberRequest, post_id: int) -> HttpResponse:
    post = get_object_or_404(Post.objects.visible_to(request.user), pk=post_id)
    return redirect("forums:edit", topic_id=post.topic_id, number=post.number)


def set_aside(
    request: MemberRequest, form: WritingForm, key: str
) -> tuple[WritingForm, dict[str, Any] | None]:
    """What the pressed button wants instead of publishing.

    Returns the form to show, and what to show with it (None when the text is to be published):
    `preview` (HTML), `draft`, `is_refused`.
    """
    pressed = next((name for name in PRESSED if name in request.POST), None)
    if pressed is None:
        return form, None
    if pressed == "use_language":
        changed = request.POST.copy()
        changed["language"] = request.POST["use_language"]
        return _unchecked(form, changed, request), {}
    form = _unchecked(form, request.POST, request)
    if pressed == "preview":
        return form, _preview(request, form)
    kept = _keep_draft(request, form, key)
    if pressed == "draft" and kept.get("draft"):
        messages.success(request, _("Your draft is kept. You find it here again, and among your drafts."))
    return form, kept


def refuse(form: Form, refusal: DomainError) -> None:
    """Put a refusal on the form, each message at its field."""
    form.refusal = refusal  # type: ignore[attr-defined]
    if isinstance(refusal, RuleError):
        for field, texts in refusal.errors.items():
            form.add_error(field if field in form.fields else None, [str(text) for text in texts])
    else:
        form.add_error(None, str(refusal))


def status_of(form: Form, shown: dict[str, Any] | None) -> int:
    """200 for a preview or a draft, 429 for too much at once, 422 for what cannot be accepted."""
    if shown is not None:
        return 422 if shown.get("is_refused") else 200
    return 429 if isinstance(getattr(form, "refusal", None), TooManyError) else 422


def _unchecked(form: WritingForm, typed: Any, request: MemberRequest) -> WritingForm:
    """The same form with what was typed, before anything is checked."""
    return type(form)(initial=initial_from(typed), writer=request.user)


def _keep_draft(request: MemberRequest, form: WritingForm, key: str) -> dict[str, Any]:
    try:
        count_request(request, "draft")
        draft = services.save_draft(
            member=request.user,
            key=key,
            title=request.POST.get("title", ""),
            body=form.typed,
            language=request.POST.get("language", ""),
            details=form.initial,
        )
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return {"is_refused": True}
    return {"draft": draft}


def _preview(request: MemberRequest, form: WritingForm) -> dict[str, Any]:
    try:
        count_request(request, "preview")
    except DomainError as refusal:
        return {"preview": "", "preview_note": str(refusal), "is_refused": True}
    if len(form.typed) > BODY_MAX_LENGTH:
        return {"preview": "", "preview_note": _("This text is too long to be shown.")}
    return {"preview": render_markdown(form.typed)}


def _back_to_reply(topic: Topic, quoted: int) -> str:
    """Address of the form at the end of a topic, with a quotation from post `quoted` (0: from none)."""
    if not quoted:
        return f"{topic.get_absolute_url()}#reply"
    page = topic.post_url(quoted).partition("#")[0]
    return f"{page}{'&' if '?' in page else '?'}quote={quoted}#reply"


def _fragment(request: MemberRequest, form: WritingForm, shown: dict[str, Any], key: str) -> HttpResponse:
    context = {"form": form, "draft": services.draft_for(member=request.user, key=key)} | shown
    response = render(request, "forums/_editor_fragment.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _new_key(forum: str) -> str:
    """Where the draft of a topic begun in a forum (slug, "" for none) is."""
    return f"forum:{forum}"[:64]


def _begin(request: MemberRequest, key: str) -> HttpResponse:
    """The form of a new topic; what was kept over a sign-in is shown where its draft is."""
    kept = kept_form(request)
    if kept is None:
        return _new_page(request, _new_form(request, key), key)
    begun = _new_key(kept.get("began_in", ""))
    draft = take_up(request.user, kept, begun)
    if draft and begun != key:
        return redirect(draft)
    form = TopicForm(initial=initial_from(kept), writer=request.user)
    form.draft = draft
    return _new_page(request, form, begun)


def _new_form(request: MemberRequest, key: str) -> TopicForm:
    initial: dict[str, Any] = {"forum": key.removeprefix("forum:")}
    if title := request.GET.get("title", "")[:TITLE_MAX_LENGTH]:  # what somebody searched for in vain
        initial["title"] = title
    draft = services.draft_for(member=request.user, key=key)
    if draft:
        initial |= {"title": draft.title, "body": draft.body, "language": draft.language} | draft.details
    form = TopicForm(initial=initial, writer=request.user)
    form.draft = draft
    return form


def _new_page(
    request: MemberRequest, form: WritingForm, key: str, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"form": form, "draft_key": key, "began_in": key.removeprefix("forum:")} | more
    response = render(request, "forums/topic_new.html", context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _begin_edit(request: MemberRequest, post: Post) -> HttpResponse:
    """The form of a new text, with the reason when it can no longer be saved."""
    try:
        services.require_editable(request.user, post)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return _edit_page(request, post, _edit_form(request, post))


def _edit_form(request: MemberRequest, post: Post) -> EditForm:
    """With what was kept over a sign-in, else with the draft, else with the text as it stands."""
    form_class = OpeningForm if post.is_opening else EditForm
    if kept := kept_form(request):
        form = form_class(initial=initial_from(kept), writer=request.user)
        form.draft = take_up(request.user, kept, post.draft_key)
        return form
    initial: dict[str, Any] = {"body": post.body, "language": post.language, "revision": post.revision}
    if post.is_opening:
        initial["title"], initial["edits"] = post.topic.title, post.topic.edits
        initial["themes"] = list(post.topic.themes.values_list("pk", flat=True))
        initial["tags"] = ", ".join(sorted(post.topic.tags.names()))
    draft = services.draft_for(member=request.user, key=post.draft_key)
    if draft:  # with the revision and edits it was begun with: newer ones are not written over unseen
        initial |= {"title": draft.title, "body": draft.body, "language": draft.language or post.language}
        initial |= {"themes": [], "tags": "", "edits": ""} | draft.details
    form = form_class(initial=initial, writer=request.user)
    form.draft = draft
    return form


def _on_top_of(form: WritingForm, theirs: Post) -> WritingForm:
    """The same form, now meant to be saved over `theirs`."""
    renewed = cast("QueryDict", form.data).copy()
    renewed["revision"], renewed["edits"] = str(theirs.revision), str(theirs.topic.edits)
    form.data = renewed
    return form


def _edit_page(
    request: MemberRequest, post: Post, form: WritingForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"form": form, "draft_key": post.draft_key, "post": post, "topic": post.topic} | more
    response = render(request, "forums/edit.html", context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
