from django.core.management.base import BaseCommand, CommandError

from cop.demo import load
from cop.members.models import Member


class Command(BaseCommand):
    help = "Loads the demo community (once; a loaded one is left as it is)."

    def handle(self, **options) -> None:
        if load.is_loaded():
            self.stdout.write("The demo community is already here.")
            return
        if Member.objects.filter(is_demo=False).exists():
            raise CommandError("This database has real members; the demo is only loaded into an empty one.")
        load.load_everything()
        self.stdout.write("The demo community is here.")
