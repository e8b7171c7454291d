from django.db import migrations
from django.db.models import Q


def take_back(apps, schema_editor):
    """What said that the Union paid, without all that has to be shown with it, says so no longer."""
    resources = apps.get_model("repository", "Resource").objects.exclude(status="draft")
    gap = Q(programme="") | Q(reference="") | Q(starts_on=None) | Q(ends_on=None)
    resources.filter(gap, is_eu_funded=True).update(is_eu_funded=False)


class Migration(migrations.Migration):

    dependencies = [
        ('repository', '0002_practice_change'),
    ]

    operations = [
        migrations.RunPython(take_back, migrations.RunPython.noop),
    ]
