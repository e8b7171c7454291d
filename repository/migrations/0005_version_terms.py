from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('repository', '0004_whole_funding'),
    ]

    operations = [
        migrations.AddField(
            model_name='resourceversion',
            name='licence',
            field=models.CharField(blank=True, choices=[('CC0-1.0', 'CC0 1.0'), ('CC-BY-4.0', 'CC BY 4.0'), ('CC-BY-SA-4.0', 'CC BY-SA 4.0'), ('CC-BY-NC-4.0', 'CC BY-NC 4.0'), ('CC-BY-NC-SA-4.0', 'CC BY-NC-SA 4.0'), ('CC-BY-ND-4.0', 'CC BY-ND 4.0'), ('CC-BY-NC-ND-4.0', 'CC BY-NC-ND 4.0'), ('EUPL-1.2', 'EUPL 1.2'), ('all-rights-reserved', 'All rights reserved')], default='', max_length=20, verbose_name='licence'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='resourceversion',
            name='link',
            field=models.URLField(blank=True, default='', max_length=500, verbose_name='link'),
            preserve_default=False,
        ),
    ]
