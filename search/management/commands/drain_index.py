from typing import Any

from django.core.management.base import BaseCommand

from search import outbox


class Command(BaseCommand):
    help = "Indexes what changed, now; the task worker does the same by itself."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{outbox.drain()} changes indexed.")
