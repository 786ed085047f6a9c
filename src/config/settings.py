"""One settings file; what differs by machine comes from the environment."""

import os

from payung.storage import postgres

SECRET_KEY = os.environ.get("PAYUNG_SECRET_KEY", "only-for-demo-and-tests")
DEBUG = os.environ.get("PAYUNG_DEBUG", "") == "1"
ALLOWED_HOSTS = os.environ.get("PAYUNG_HOSTS", "localhost,127.0.0.1").split(",")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "payung.audit",
    "payung.accounts",
    "payung.ledger",
    "payung.programme",
    "payung.funding",
    "payung.roster",
    "payung.people",
    "payung.protection",
    "payung.matching",
    "payung.eligibility",
    "payung.selection",
    "payung.decree",
    "payung.enrolment",
]

AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = postgres.django_databases()

LANGUAGE_CODE = "id"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True
