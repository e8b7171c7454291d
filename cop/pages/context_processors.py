"""What every page shows that editors maintain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.functional import SimpleLazyObject

from cop.pages.funding import current_funding

if TYPE_CHECKING:
    from django.http import HttpRequest


def funding(request: HttpRequest) -> dict[str, Any]:
    """`funding`: the first Funding, or None; its texts are in the reader's language."""
    return {"funding": SimpleLazyObject(current_funding)}
