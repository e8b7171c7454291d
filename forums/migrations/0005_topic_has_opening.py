from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forums', '0004_topic_edits'),
    ]

    operations = [
        migrations.AddField(
            model_name='topic',
            name='has_opening',
            field=models.BooleanField(default=True, editable=False),
        ),
    ]
