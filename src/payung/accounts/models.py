"""Governments and users, and the base of every row that belongs to a government."""

from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Government(models.Model):
    """A kabupaten, kota or province that runs programmes here."""

    code = models.CharField(max_length=10, primary_key=True, db_collation="C")
    name = models.CharField(max_length=120)
    time_zone = models.CharField(max_length=40)  # an IANA name; every "today" is this government's local day

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^[0-9]{10}$"), name="government_code_has_10_digits"
            )
        ]

    def __str__(self) -> str:
        return self.name


class User(AbstractBaseUser):
    """Somebody who acts. Without a government: an administrator of the whole installation."""

    username = models.CharField(max_length=150, unique=True)
    name = models.CharField(max_length=150)
    government = models.ForeignKey(Government, null=True, blank=True, on_delete=models.PROTECT, related_name="users")
    is_active = models.BooleanField(default=True)

    objects: ClassVar[BaseUserManager[Self]] = BaseUserManager()

    USERNAME_FIELD = "username"

    def __str__(self) -> str:
        return self.name


class TenantModel(models.Model):
    """A row of one government at one place. Its migration ends with `policies.Tenant(table)`.

    Queries filter the same range as the policy themselves; the policy is the net under them. A table whose rows
    are looked for by place alone inherits this Meta and with it the index. Facts written by the hundred thousand
    are found by programme or wave; the index would cost them half as much again at every insert.
    """

    government = models.CharField(max_length=10, db_collation="C")
    region = models.CharField(max_length=10, db_collation="C")

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["government", "region"], name="%(class)s_by_region")]
