"""Takes the demo community away again."""

from __future__ import annotations

from functools import partial, reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import ProtectedError, Q
from taggit.models import Tag
from wagtail.models import Page

from cop.demo.models import DemoMail, DemoObject
from cop.pages.services.setup import write_default_texts
from repository.models import StoredFile
from repository.services import drop_contents

if TYPE_CHECKING:
    from django.db.models import QuerySet


@transaction.atomic
def remove_everything() -> int:
    """Delete what the loader made, newest first; returns how many objects that were.

    What real people hung on a demo object (a reply in a demo topic) goes with it. An object that
    something real still needs stays, and stays noted. The contents of files go once it is
    committed. The pages every site has speak again as they did at first. The search index is not
    touched: whoever calls this repairs it.
    """
    used = set(_tags_in_use().values_list("pk", flat=True))
    count = 0
    kept: set[int] = set()
    contents: list[str] = []
    for row in DemoObject.objects.select_related("content_type").order_by("-pk").iterator():
        model = row.content_type.model_class()
        thing = None if model is None else model._base_manager.filter(pk=row.object_id).first()
        if thing is None:
            continue
        try:
            with transaction.atomic():
                thing.delete()
            count += 1
            if isinstance(thing, StoredFile):
                contents.append(thing.path)
        except ProtectedError:
            kept.add(row.pk)
    DemoObject.objects.exclude(pk__in=kept).delete()
    DemoMail.objects.all().delete()
    Tag.objects.filter(pk__in=used).exclude(pk__in=_tags_in_use().values("pk")).delete()
    transaction.on_commit(partial(drop_contents, contents))
    Page.fix_tree()
    if count:
        write_default_texts()
    return count


def _tags_in_use() -> QuerySet[Tag]:
    """The tags that stand on something, whatever the model."""
    uses = (relation.name for relation in Tag._meta.related_objects if relation.one_to_many)
    return Tag.objects.filter(reduce(or_, (Q(**{f"{name}__isnull": False}) for name in uses))).distinct()
