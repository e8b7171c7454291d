from django.core.management.base import BaseCommand

from rooms import services
from rooms.models import Room


class Command(BaseCommand):
    help = "Repairs the counts of rooms, from their members and messages."

    def handle(self, *args, **options):
        rooms = Room.objects.order_by("pk").iterator()
        count = sum(services.recount_room(room) for room in rooms)
        self.stdout.write(f"Repaired {count} rooms.")
