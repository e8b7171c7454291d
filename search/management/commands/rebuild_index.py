from typing import Any

from django.core.management.base import BaseCommand

from search import services


class Command(BaseCommand):
    help = "Builds the search index anew beside the one in use, then swaps."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "--forget-words", action="store_true", help="also empty the list of words behind “did you mean”"
        )

    def handle(self, *args: Any, forget_words: bool = False, **options: Any) -> None:
        if forget_words:
            services.forget_words()
        self.stdout.write(f"{services.rebuild()} documents indexed.")
