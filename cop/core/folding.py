"""Names folded for sorting and finding: without regard to case and accents."""

from __future__ import annotations

from django.db import models

from cop.core.countries import sort_key


class FoldedField(models.CharField):
    """The folded copy of another field of the same row, kept in step at every save.

    `source` is the name of the copied field. Sorting by it gives the same order on every
    database, and `contains` finds "Łódź" for "lodz" where the database folds only ASCII. A save
    with `update_fields` must name this field beside its source.
    """

    def __init__(self, *args, source: str = "", **kwargs) -> None:
        self.source = source
        kwargs.setdefault("editable", False)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs["source"] = self.source
        return name, path, args, kwargs

    def pre_save(self, instance: models.Model, add: bool) -> str:
        folded = sort_key(getattr(instance, self.source))[: self.max_length]
        setattr(instance, self.attname, folded)
        return folded
