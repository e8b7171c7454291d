"""Forms in the dress of the design system: label, help, control, error, in that order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.utils import flatatt
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.safestring import SafeString

SECRET_FIELDS = ("password", "code", "credential", "csrfmiddlewaretoken", "next")
HIDDEN_FIELDS = {"client_id", "member", "return_to", "revision", "token"}  # the page's own, not typed


def typed_texts(request: HttpRequest) -> list[str]:
    """What was typed into the form just sent, field by field, to be given back; no secrets."""
    return [
        text
        for name, texts in request.POST.lists()
        if not name.startswith(SECRET_FIELDS) and name not in HIDDEN_FIELDS
        for text in texts
        if text
    ]


class DesignBoundField(BoundField):
    """A field that knows its place in the design system."""

    def build_widget_attrs(self, attrs, widget=None):
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        css = attrs.get("class") or widget.attrs.get("class", "")
        if not css:
            attrs["class"] = self._class_for(widget)
        if isinstance(widget, forms.Textarea):
            attrs.setdefault("translate", "no")  # what one has typed is in one's own language
        return attrs

    @staticmethod
    def _class_for(widget) -> str:
        if isinstance(widget, (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple)):
            return "choice-box"
        if isinstance(widget, forms.Textarea):
            return "input input-area"
        return "input"

    @property
    def is_group(self) -> bool:
        """True for radio buttons and check boxes, which need a legend instead of a label."""
        return isinstance(self.field.widget, (forms.RadioSelect, forms.CheckboxSelectMultiple))

    @property
    def group_attrs(self) -> SafeString:
        """Attributes of a group's fieldset: errors lead to it, help and errors are said with it."""
        described = {"aria-describedby": self.aria_describedby or None}
        return flatatt({"id": self.auto_id, "tabindex": "-1", **described})

    @property
    def is_choice(self) -> bool:
        """True for a single check box, whose label stands behind it."""
        return isinstance(self.field.widget, forms.CheckboxInput) and not self.is_group

    @property
    def optional_note(self) -> str:
        """What the label says of a field that may stay empty; "" when it may not."""
        if self.field.required:
            return ""
        return str(getattr(self.field, "needed_when", "") or _("optional"))


class DesignRenderer(TemplatesSetting):
    """Renders every form and field with the templates in `templates/forms/`."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    bound_field_class = DesignBoundField
