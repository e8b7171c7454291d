from django.db import migrations

NAMES = {"add": "Can add forum", "change": "Can change forum", "view": "Can view forum"}


def let_editors_maintain_forums(apps, schema_editor):
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="forums", model="forum"
    )
    permissions = [
        apps.get_model("auth", "Permission").objects.get_or_create(
            codename=f"{act}_forum", content_type=content_type, defaults={"name": name}
        )[0]
        for act, name in NAMES.items()
    ]
    for group in apps.get_model("auth", "Group").objects.filter(name__in=["editor", "administrator"]):
        group.permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("forums", "0001_initial"),
        ("members", "0002_roles"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(let_editors_maintain_forums, migrations.RunPython.noop)]
