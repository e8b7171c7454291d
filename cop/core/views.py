"""Pages that say what went wrong, in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render

from cop.core.forms import typed_texts

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def nothing_here(request: HttpRequest) -> HttpResponse:
    """404 at an address that a package would answer."""
    raise Http404


def no_right(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403 for who may not do a thing; the text typed is shown so that it is not lost."""
    return render(request, "403.html", {"kept": typed_texts(request)}, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 when a form came without its token; the text typed is shown so that it is not lost."""
    return render(request, "403_csrf.html", {"kept": typed_texts(request)}, status=403)
