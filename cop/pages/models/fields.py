"""Fields that several page types share."""

from __future__ import annotations

from django import forms
from django.db import models

from cop.core.countries import country_choices
from cop.core.languages import language_choices


class CodesField(models.JSONField):
    """A list of codes, chosen from a list: `of` is "languages" (BCP 47) or "countries" (ISO 3166-1)."""

    CHOICES = {"languages": language_choices, "countries": country_choices}

    def __init__(self, *args, of: str, **kwargs) -> None:
        self.of = of
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def formfield(self, **kwargs):
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        return forms.MultipleChoiceField(
            choices=self.CHOICES[self.of],
            widget=forms.CheckboxSelectMultiple,
            required=False,
            label=kwargs.get("label", self.verbose_name),
            help_text=kwargs.get("help_text", self.help_text),
        )
