"""Requests of members, and what happens to a form whose session has ended."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render, resolve_url
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language

from cop.core.errors import DomainError
from cop.core.forms import typed_texts
from cop.core.ratelimit import TooManyError, count_request

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import BaseForm
    from django_htmx.middleware import HtmxDetails

    from cop.members.models import Member

KEPT_KEY = "kept_form"
KEPT_MAX_LENGTH = 70_000  # characters that survive a sign-in: the longest text and what goes with it
KEPT_S = 3600  # how long they wait for it


class MemberRequest(HttpRequest):
    """A request behind `member_required`: its user is a member, never a stranger."""

    user: Member  # type: ignore[assignment]
    htmx: HtmxDetails


def member_required(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let members in; ask others to sign in, keeping what they had typed.

    A POST by a stranger (whose session ended while typing) is stored in the new session and
    comes back, filled in, at `return_to` (a hidden field of the form), else on the page it was
    sent from, else at the same address. Who sends too many at once gets them back on the page
    that says so.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        target = request.get_full_path()
        if request.method == "POST":
            try:
                count_request(request, "kept")
            except TooManyError as refusal:
                return too_many_requests(request, refusal=refusal)
            target = keep_form(request)
        response = redirect_to_login(target)
        if getattr(request, "htmx", False):
            moved = HttpResponse(status=204)
            moved["HX-Redirect"] = response["Location"]
            patch_vary_headers(moved, ["HX-Request"])
            return moved
        return response

    return guarded


def carry_out(
    request: HttpRequest, form: BaseForm, limit: str, act: Callable[[], HttpResponse]
) -> tuple[HttpResponse | None, int]:
    """What a bound form asks for: (where it leads, 302), or (None, the status of its page again).

    `act` calls the service and answers with a redirect. It counts towards `limit`; a refusal, of
    the limit or of the service, stands at the head of the form. A GET is (None, 200).
    """
    if request.method != "POST":
        return None, 200
    if not form.is_valid():
        return None, 422
    try:
        count_request(request, limit)
        return act(), 302
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return None, 429 if isinstance(refusal, TooManyError) else 422


def keep_form(request: HttpRequest) -> str:
    """Store what was typed until its writer has signed in; the path where the form will be shown."""
    target = request.POST.get("return_to", "") or _sent_from(request)
    if not target.startswith("/") or target.startswith("//"):
        target = request.path
    body = request.POST.copy()
    for field in ("csrfmiddlewaretoken", "return_to"):
        body.pop(field, None)
    if sum(len(text) for _field, texts in body.lists() for text in texts) <= KEPT_MAX_LENGTH:
        request.session[KEPT_KEY] = {"path": resolve_url(target), "body": body.urlencode()}
        request.session.set_expiry(KEPT_S)  # a sign-in gives it the usual time
    return target


def too_many_requests(request: HttpRequest, *, refusal: TooManyError | None = None) -> HttpResponse:
    """429 of allauth's limits, all of which end within a minute, or of `refusal`; what was typed is shown."""
    context = {"typed": typed_texts(request), "language": get_language(), "refusal": refusal}
    response = render(request, "429.html", context, status=429)
    response["Retry-After"] = str(refusal.retry_after_s if refusal else 60)
    return response


def _sent_from(request: HttpRequest) -> str:
    """The path of the page of this site that a form was sent from; "" when the browser does not say."""
    page = request.headers.get("referer", "")
    if not url_has_allowed_host_and_scheme(page, request.get_host()):
        return ""
    return urlsplit(page).path


def kept_form(request: HttpRequest) -> QueryDict | None:
    """What was typed at this address before the sign-in, once; None when nothing was kept."""
    kept = request.session.get(KEPT_KEY)
    if not kept or kept.get("path") != request.path:
        return None
    del request.session[KEPT_KEY]
    return QueryDict(kept["body"])


def typed_in(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: the POST, or what was typed before the sign-in; None for neither."""
    return request.POST if request.method == "POST" else kept_form(request)
