"""A person who can sign in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7


class UserManager(BaseUserManager["User"]):
    """Makes users by their address."""

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> User:
        """A person; without a password only an invitation or a passkey lets them in."""
        user = self.model(email=self.normalize_email(email).lower(), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> User:
        """An administrator of the whole installation."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **extra)


class User(AbstractBaseUser, PermissionsMixin):
    """A person apart from every clinic's record of them.

    Parameters
    ----------
    email : str
        In lower case; what they sign in with.
    name : str
        What staff see in lists and trails; empty for a person in care, whose name stands in the
        record of their clinic.
    language : str
        Of their pages; empty until chosen.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(_("Email"), unique=True)
    name = models.CharField(_("Name"), max_length=120, blank=True)
    language = models.CharField(max_length=8, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    def __str__(self) -> str:
        return self.name or self.email
