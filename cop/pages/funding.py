"""The funding in the footer of every page, without a query (R21)."""

from __future__ import annotations

from cop.pages.fresh import Fresh
from cop.pages.models import Funding

current_funding: Fresh[[], Funding | None] = Fresh(lambda: Funding.objects.first(), seconds=60)
