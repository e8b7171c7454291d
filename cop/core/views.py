"""Pages that say what went wrong, in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def nothing_here(request: HttpRequest) -> HttpResponse:
    """404 at an address that a package would answer."""
    raise Http404


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 when a form came without its token; the text typed is shown so that it is not lost."""
    kept = [value for key, value in request.POST.items() if key != "csrfmiddlewaretoken" and len(value) > 20]
    return render(request, "403_csrf.html", {"kept": kept[:5]}, status=403)
