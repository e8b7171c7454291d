from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('repository', '0003_unproven_funding'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='resource',
            constraint=models.CheckConstraint(condition=models.Q(('status', 'draft'), ('is_eu_funded', False), models.Q(models.Q(('programme', ''), _negated=True), models.Q(('reference', ''), _negated=True), ('ends_on__isnull', False), ('starts_on__isnull', False)), _connector='OR'), name='resource_r21_funding'),
        ),
    ]
