"""A list may be taken again after another one took its place; the newest of a source and day counts."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("eligibility", "0001_initial")]

    operations = [migrations.RemoveConstraint(model_name="reference", name="a_reference_is_taken_once")]
