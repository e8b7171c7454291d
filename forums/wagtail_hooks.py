from django.conf import settings
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from forums.models import Forum


@register_snippet
class ForumViewSet(SnippetViewSet):
    """Forums in the editors' desk, with one field for each language."""

    model = Forum
    icon = "comment"
    menu_label = _("Forums")
    menu_order = 210
    add_to_admin_menu = True
    list_display = ("name", "slug", "group", "position", "topic_count")
    search_fields = ("name_en", "slug")
    panels = [
        MultiFieldPanel(
            [
                FieldPanel(build_localized_fieldname(field, code), heading=f"{language}")
                for code, language in settings.LANGUAGES
            ],
            heading=heading,
        )
        for field, heading in (("name", _("Name")), ("purpose", _("Purpose")))
    ] + [
        FieldPanel("slug"),
        FieldPanel("group"),
        FieldPanel("themes", widget=CheckboxSelectMultiple),
        FieldPanel("position"),
    ]
