"""Open governments and name the people who act."""

from datetime import datetime

from django.contrib.auth.hashers import make_password

from payung.accounts import checks
from payung.accounts.models import Government, User
from payung.audit.action import action, note


@action
def open_government(*, code: str, name: str, time_zone: str, by: User | None, at: datetime) -> Government:
    """Let a government (10-digit code, IANA time zone) run programmes here; opening it again changes nothing.

    `by` is None when the installation itself does it, as the first government is opened before the first user.
    """
    government, _ = Government.objects.get_or_create(code=code, defaults={"name": name, "time_zone": time_zone})
    return government


@action
def operator(*, name: str, government: Government | None, by: User | None, at: datetime) -> User:
    """The user who answers for what the command line does (`--by`), made at the first time.

    The name must be the real one: it stands in the audit trail. Such a user has no password and cannot log in.
    Raises NotAName.
    """
    name = checks.signable(name)
    code = government.code if government else "payung"
    user, _ = User.objects.get_or_create(
        username=f"{name}@{code}",
        defaults={"name": name, "government": government, "password": make_password(None)},
    )
    note(user_id=user.pk)
    return user
