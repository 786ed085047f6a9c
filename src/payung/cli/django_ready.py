"""Make the database and Django ready for a verb that needs them."""

from __future__ import annotations

import os

from payung.cli.progress import Meter


def prepare(meter: Meter) -> None:
    """Wake the database if it sleeps, bring its tables up to date, load Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    with meter.stage("database", "Menyiapkan basis data"):
        import django

        from payung.storage import postgres

        postgres.ensure_running()
        django.setup()
