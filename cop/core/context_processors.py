"""What every template may use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """Name and address of this site, the section one is in, whether this is the demo. No queries."""
    steps = request.path.split("/", 3)
    return {
        "section": steps[2] if len(steps) > 2 else "",
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL.rstrip("/"),
        "is_demo": settings.DEMO,
        "interface_languages": settings.LANGUAGES,
    }
