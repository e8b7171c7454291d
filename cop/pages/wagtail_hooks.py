"""The editors' desk: what is edited there beside pages."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from modeltranslation.utils import build_localized_fieldname
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cop.pages.models import Funding


class FundingViewSet(SnippetViewSet):
    model = Funding
    icon = "globe"
    add_to_settings_menu = True
    list_display = ["programme", "reference", "starts_on", "ends_on"]
    panels = [
        FieldPanel("programme"),
        FieldPanel("reference"),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        FieldPanel("shows_emblem"),
        FieldPanel("position"),
        *(
            MultiFieldPanel(
                [FieldPanel(build_localized_fieldname(name, code)) for name in ("line", "disclaimer")],
                heading=own_name,
            )
            for code, own_name in settings.LANGUAGES
        ),
    ]


register_snippet(FundingViewSet)


@hooks.register("construct_settings_menu")
def hide_what_commands_do(request: Any, menu_items: list[Any]) -> None:
    """Workflows and the like are not used here; less to look at."""
    menu_items[:] = [item for item in menu_items if item.name not in {"workflows", "workflow-tasks"}]
