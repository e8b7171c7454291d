import datetime as dt

from django.core.management.base import BaseCommand
from django.db import transaction
from django.db.models import ProtectedError, QuerySet
from django.utils import timezone

from repository.models import StoredFile
from repository.services import contents_without_row, drop_contents


@transaction.atomic
def _drop_row(old: QuerySet[StoredFile], pk: int) -> list[str]:
    """Delete a row; the path of its content, which may go now, or [] when it is in use again."""
    stored = old.select_for_update().filter(pk=pk).first()
    if stored is None or stored.uses.exists():
        return []
    stored.delete()
    return [stored.path]


class Command(BaseCommand):
    help = (
        "Deletes the contents that no version uses any more (drafts thrown away) or no row names, a day on."
    )

    def handle(self, **options) -> None:
        yesterday = timezone.now() - dt.timedelta(days=1)
        old = StoredFile.objects.filter(created_at__lt=yesterday)
        unused = old.filter(uses__isnull=True).values_list("pk", flat=True)
        count = 0
        for pk in unused.iterator():
            try:
                count += drop_contents(_drop_row(old, pk))
            except ProtectedError:  # used again this very moment
                continue
        count += drop_contents(contents_without_row(before=yesterday))
        self.stdout.write(f"{count} unused files deleted.")
