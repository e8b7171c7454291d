from django.db import migrations
from django.db.models import OuterRef, Subquery


def copy_terms(apps, schema_editor):
    """What is published so far was published with the link and the licence its resource has now."""
    resource = apps.get_model("repository", "Resource").objects.filter(pk=OuterRef("resource"))
    apps.get_model("repository", "ResourceVersion").objects.filter(published_at__isnull=False).update(
        link=Subquery(resource.values("link")), licence=Subquery(resource.values("licence"))
    )


class Migration(migrations.Migration):

    dependencies = [
        ('repository', '0005_version_terms'),
    ]

    operations = [
        migrations.RunPython(copy_terms, migrations.RunPython.noop),
    ]
