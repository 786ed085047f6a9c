import django.contrib.postgres.fields
from django.db import migrations, models

# Waves of before belong to the one group that a programme was: its own segment, insurance and income.
AS_THE_PROGRAMME = """
UPDATE programme_wave SET segment = p.segment, insurance = p.insurance, income = p.income
FROM programme p WHERE p.id = programme_wave.programme_id
"""


class Migration(migrations.Migration):
    dependencies = [("programme", "0001_initial")]

    operations = [
        migrations.AddField(
            "wave",
            "group",
            models.TextField(default="", help_text="Name of the group; empty: the programme has but one"),
        ),
        migrations.AddField("wave", "segment", models.CharField(max_length=3, default="BPU"), preserve_default=False),
        migrations.AddField(
            "wave",
            "insurance",
            django.contrib.postgres.fields.ArrayField(
                models.CharField(max_length=3), default=list, help_text="In the order of the file"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "wave",
            "optional",
            django.contrib.postgres.fields.ArrayField(
                models.CharField(max_length=3), default=list, help_text="Left out where nobody pays"
            ),
        ),
        migrations.AddField(
            "wave",
            "income",
            models.BigIntegerField(default=1, help_text="Base of contribution a month, rupiah"),
            preserve_default=False,
        ),
        migrations.AddField(
            "wave",
            "rotate",
            models.BooleanField(
                default=False, help_text="Who had a seat in an earlier wave comes after the others"
            ),
        ),
        migrations.RunSQL(AS_THE_PROGRAMME, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "wave",
            models.CheckConstraint(
                condition=models.Q(segment__in=["BPU", "PU"]), name="a_wave_has_a_known_segment"
            ),
        ),
        migrations.AddConstraint(
            "wave",
            models.CheckConstraint(condition=models.Q(insurance__len__gt=0), name="a_wave_insures_something"),
        ),
        migrations.AddConstraint(
            "wave", models.CheckConstraint(condition=models.Q(income__gt=0), name="a_wave_has_an_income_base")
        ),
    ]
