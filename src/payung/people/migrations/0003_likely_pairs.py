import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_agency_and_segment'),
    ]

    operations = [
        migrations.AddField(
            model_name='pair',
            name='levels',
            field=models.JSONField(help_text='Level of each comparison of the model; likely pairs only', null=True),
        ),
        migrations.AddField(
            model_name='pair',
            name='model',
            field=models.CharField(db_collation='C', help_text='SHA-256 of the model file', max_length=64, null=True),
        ),
        migrations.AddField(
            model_name='pair',
            name='probability',
            field=models.FloatField(help_text='That both are one person, by the model; likely pairs only', null=True),
        ),
        migrations.AlterField(
            model_name='pair',
            name='right',
            field=models.ForeignKey(help_text='Who came later', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.sighting'),
        ),
        migrations.AlterField(
            model_name='pair',
            name='why',
            field=models.TextField(help_text='equal-nik: one NIK, people who do not agree; likely: scored by the model'),
        ),
        migrations.AddConstraint(
            model_name='pair',
            constraint=models.UniqueConstraint(fields=('left', 'right'), name='two_sightings_are_asked_about_once'),
        ),
        migrations.AddConstraint(
            model_name='pair',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('probability__isnull', True), ('why', 'equal-nik')), models.Q(('levels__isnull', False), ('model__isnull', False), ('probability__isnull', False), ('why', 'likely')), _connector='OR'), name='a_likely_pair_keeps_its_score'),
        ),
    ]
