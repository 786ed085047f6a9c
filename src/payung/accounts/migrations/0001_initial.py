import django.db.models.deletion
from django.db import migrations, models

from payung.storage import policies


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Government',
            fields=[
                ('code', models.CharField(db_collation='C', max_length=10, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120)),
                ('time_zone', models.CharField(max_length=40)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('code__regex', '^[0-9]{10}$')), name='government_code_has_10_digits')],
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('username', models.CharField(max_length=150, unique=True)),
                ('name', models.CharField(max_length=150)),
                ('is_active', models.BooleanField(default=True)),
                ('government', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='users', to='accounts.government')),
            ],
            options={
                'abstract': False,
            },
        ),
        policies.Shared("accounts_government", writes="INSERT, UPDATE"),
        policies.Shared("accounts_user", writes="INSERT, UPDATE"),
    ]
