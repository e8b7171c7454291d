"""The pages one arrives at, found in one query instead of Wagtail's five."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language
from wagtail.views import serve

from cop.pages.addresses import is_restricted
from cop.pages.models import HomePage, SectionPage

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def home(request: HttpRequest) -> HttpResponse:
    """The front page in the reader's language."""
    page = HomePage.objects.live().filter(locale__language_code=get_language()).first()
    return _serve(request, page, "")


def section(request: HttpRequest, key: str) -> HttpResponse:
    """The landing page of the section `key`."""
    page = SectionPage.objects.live().filter(locale__language_code=get_language(), key=key).first()
    return _serve(request, page, f"{key}/")


def _serve(request: HttpRequest, page: HomePage | SectionPage | None, path: str) -> HttpResponse:
    """`page`; what Wagtail says when there is none or an editor has closed it."""
    if page is None or is_restricted(page.path):
        return serve(request, path)
    return page.serve(request)
