import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("funding", "0001_initial")]

    operations = [
        migrations.AddField(
            "fundingline",
            "groups",
            django.contrib.postgres.fields.ArrayField(
                models.TextField(), null=True, help_text="Groups it pays for; null: all"
            ),
        ),
        migrations.AlterField(
            "fundingline",
            "covers",
            django.contrib.postgres.fields.ArrayField(
                models.CharField(max_length=10), help_text="Insurances, or a worker's share: JHT-worker"
            ),
        ),
        migrations.AlterField(
            "fundingline",
            "ceiling",
            models.BigIntegerField(help_text="Rupiah; NO_CEILING where participants pay themselves"),
        ),
    ]
