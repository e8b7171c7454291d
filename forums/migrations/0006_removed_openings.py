from django.db import migrations


def note_removed_openings(apps, schema_editor):
    """Topics whose first post was removed before this was kept with the topic."""
    removed = apps.get_model('forums', 'Post').objects.filter(number=1, is_deleted=True)
    topics = apps.get_model('forums', 'Topic').objects.filter(pk__in=removed.values('topic_id'))
    topics.update(has_opening=False)


class Migration(migrations.Migration):

    dependencies = [
        ('forums', '0005_topic_has_opening'),
    ]

    operations = [
        migrations.RunPython(note_removed_openings, migrations.RunPython.noop),
    ]
