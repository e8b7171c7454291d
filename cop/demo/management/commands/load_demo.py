from django.core.management.base import BaseCommand

from cop.demo import load


class Command(BaseCommand):
    help = "Loads the demo community (once; a loaded one is left as it is)."

    def handle(self, **options) -> None:
        if load.is_loaded():
            self.stdout.write("The demo community is already here.")
            return
        load.load_everything()
        self.stdout.write("The demo community is here.")
