from django.core.management.base import BaseCommand
from django.db import transaction

from forums import services
from forums.models import Forum, Topic


class Command(BaseCommand):
    help = "Repairs the counts and last posts of topics and forums, from the posts."

    def handle(self, *args, **options):
        topics = forums = 0
        for topic_id in Topic.objects.order_by("pk").values_list("pk", flat=True).iterator():
            with transaction.atomic():
                Topic.objects.select_for_update(no_key=True).get(pk=topic_id)
                topics += services.recount_topic(topic_id)
        for forum_id in Forum.objects.order_by("pk").values_list("pk", flat=True):
            forums += services.recount_forum(forum_id)
        self.stdout.write(f"Repaired {topics} topics and {forums} forums.")
