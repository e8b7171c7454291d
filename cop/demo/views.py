"""Mail of the demo, to be read in the browser: a stranger finishes signing up without a mailbox."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cop.core.paging import page_newest_first
from cop.demo.models import DemoMail

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.utils.safestring import SafeString

LINK = re.compile(r"https?://[^\s<>&]+(?:&amp;[^\s<>&]+)*")


@never_cache
@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    """Every mail the demo would have sent, newest first."""
    _only_in_the_demo()
    page = page_newest_first(DemoMail.objects.all(), request.GET.get("after"), by="sent_at")
    with translation.override(_language(request)):
        return render(request, "demo/mails.html", {"page": page})


@never_cache
@require_safe
def mail(request: HttpRequest, mail_id: int) -> HttpResponse:
    """One mail, with links one can follow."""
    _only_in_the_demo()
    shown = get_object_or_404(DemoMail, pk=mail_id)
    with translation.override(_language(request)):
        return render(request, "demo/mail.html", {"mail": shown, "body": with_links(shown.body)})


def with_links(text: str) -> SafeString:
    """`text` escaped, its addresses of this site as links."""
    linked = LINK.sub(lambda found: f'<a href="{found[0]}">{found[0]}</a>', escape(text))
    return mark_safe(linked)  # noqa: S308 - escaped in the line above


def _language(request: HttpRequest) -> str:
    """The member's interface language, else the browser's: these pages have no language in their address."""
    if request.user.is_authenticated:
        return request.user.language
    return translation.get_language_from_request(request)


def _only_in_the_demo() -> None:
    if not settings.DEMO:
        raise Http404


@require_safe
def empty(request: HttpRequest) -> HttpResponse:
    """A page with a session and a template and nothing else: what `make bench` measures others against."""
    request.session.get("nothing")
    return render(request, "demo/empty.html", {"is_member": request.user.is_authenticated})
