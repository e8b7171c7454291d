from django.core.management.base import BaseCommand

from cop.demo.remove import remove_everything


class Command(BaseCommand):
    help = "Removes exactly what load_demo made, and what hangs on it."

    def handle(self, **options) -> None:
        count = remove_everything()
        self.stdout.write(f"Removed {count} demo objects.")
