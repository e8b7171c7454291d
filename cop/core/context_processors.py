"""What every template may use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """Name and address of this site, and whether it is the demo. No queries."""
    return {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL.rstrip("/"),
        "is_demo": settings.DEMO,
        "interface_languages": settings.LANGUAGES,
    }
