from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('repository', '0006_terms_of_versions'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='resourceversion',
            constraint=models.CheckConstraint(condition=models.Q(('published_at__isnull', True), models.Q(('licence', ''), _negated=True), _connector='OR'), name='version_published_licence'),
        ),
    ]
