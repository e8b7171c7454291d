from django.db import migrations

from search.engine import postgres, sqlite


def _dialect(schema_editor):
    return postgres if schema_editor.connection.vendor == "postgresql" else sqlite


def create(apps, schema_editor):
    dialect = _dialect(schema_editor)
    for statement in filter(None, (dialect.CREATE, dialect.CREATE_INDEX)):
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    schema_editor.execute(_dialect(schema_editor).DROP)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
