"""The one way in for a command that needs the database: server awake, tables current, Django ready."""

import os

from payung.storage import postgres


def open_database() -> None:
    """Start the embedded server if it sleeps, migrate what is pending, set Django up; quick when all is ready."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    postgres.ensure_running()
    import django

    django.setup()
