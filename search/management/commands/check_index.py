from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search import outbox, services


class Command(BaseCommand):
    help = "Compares the search index with the database, and repairs it."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what differs")

    def handle(self, *args: Any, dry_run: bool = False, **options: Any) -> None:
        if not dry_run:
            outbox.drain()
        difference = services.compare()
        for name in ("missing", "stale", "extra"):
            for source, object_id in getattr(difference, name):
                self.stdout.write(f"{name}: {source} {object_id}")
        if not difference.keys:
            self.stdout.write("The index holds what the database holds.")
        elif dry_run:
            raise CommandError(f"{len(difference.keys)} documents differ.")
        else:
            failed = services.repair(difference)
            self.stdout.write(f"{len(difference.keys) - len(failed)} documents repaired.")
            for source, object_id in failed:
                self.stdout.write(f"not indexed: {source} {object_id}")
            if failed:
                raise CommandError(f"{len(failed)} documents cannot be indexed; the log says why.")
