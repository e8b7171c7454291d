from django.core.management.base import BaseCommand

from cop.demo.remove import remove_everything
from search.services import compare, repair


class Command(BaseCommand):
    help = "Removes what load_demo made and what hangs on it, and takes both out of the search."

    def handle(self, **options) -> None:
        count = remove_everything()
        repair(compare())
        self.stdout.write(f"Removed {count} demo objects.")
