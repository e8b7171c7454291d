import datetime as dt

from django.core.files.storage import storages
from django.core.management.base import BaseCommand
from django.utils import timezone

from repository.models import StoredFile


class Command(BaseCommand):
    help = "Deletes the contents that no version uses any more (drafts thrown away), a day after they came."

    def handle(self, **options) -> None:
        storage = storages["files"]
        unused = StoredFile.objects.filter(
            uses__isnull=True, created_at__lt=timezone.now() - dt.timedelta(days=1)
        )
        count = 0
        for stored in unused.iterator():
            stored.delete()
            storage.delete(stored.path)
            count += 1
        self.stdout.write(f"{count} unused files deleted.")
