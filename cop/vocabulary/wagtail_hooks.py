"""Themes at the editors' desk, with a field for every language."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cop.vocabulary.models import Theme


def language_panels(*fields: str) -> list[MultiFieldPanel]:
    """A group of panels for each interface language: the translations of `fields`."""
    return [
        MultiFieldPanel(
            [FieldPanel(build_localized_fieldname(field, code)) for field in fields], heading=name
        )
        for code, name in settings.LANGUAGES
    ]


class ThemeViewSet(SnippetViewSet):
    model = Theme
    icon = "tag"
    menu_label = _("Themes")
    menu_name = "themes"
    add_to_admin_menu = True
    list_display = ["name", "key", "position"]
    search_fields = ["name_en", "key"]
    edit_handler = TabbedInterface(
        [
            ObjectList(language_panels("name", "about"), heading=_("Texts")),
            ObjectList(
                [
                    HelpPanel(
                        _("The key stands in addresses and searches: change it only before it is used.")
                    ),
                    FieldPanel("key"),
                    FieldPanel("position"),
                ],
                heading=_("Order"),
            ),
        ]
    )


register_snippet(ThemeViewSet)
