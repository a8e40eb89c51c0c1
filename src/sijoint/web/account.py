"""How sign-in works here: what django-allauth asks of us."""

from __future__ import annotations

import functools
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.db.transaction import on_commit
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sijoint.accounts.actions import user as users
from sijoint.accounts.models import Clinic, User
from sijoint.web import sealed, second_factor


class AccountAdapter(DefaultAccountAdapter):
    """Passwords and addresses."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed. Ask your clinic."),
        "duplicate_email": _("This is your email already. Type another one."),
        "email_password_mismatch": _("The email and the password do not fit. Check both."),
        "email_taken": _("There is an account with this email. Sign in instead."),
        "enter_current_password": _("Type the password that you use now."),
        "incorrect_code": _("That code does not fit. Type the newest one."),
        "incorrect_password": _("That password does not fit. Type it again."),
        "invalid_or_expired_key": _("That link has expired. Ask for a new one."),
        "invalid_password_reset": _("That link has expired. Ask for a new one."),
        "same_as_current": _("This is what you have now. Type another one."),
        "too_many_login_attempts": _(
            "That was tried too often. Wait 5 minutes, or choose a new password."
        ),
        "rate_limited": _("That was tried too often. Wait a minute."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether any clinic welcomes new people; an invitation has its own page."""
        return Clinic.objects.filter(welcomes_new=True).exists()

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Write down that somebody did not get in, and never the address that was typed."""
        address = credentials.get("email", "").strip().lower()
        user = User.objects.filter(email=address).first()
        users.record(verb="user.sign_in_failed", user=user, at=timezone.now())

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send it once what it tells of is kept: a mail server holds no transaction open."""
        on_commit(functools.partial(super().send_mail, template_prefix, email, context))

    def format_email_subject(self, subject: str) -> str:
        """The subject as it is written."""
        return str(subject)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the page of the account."""
        return reverse("mfa_index")


class MFAAdapter(DefaultMFAAdapter):
    """The second step."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _(
            "Your clinic asks for a second step. Add another one, then remove this one."
        ),
        "incorrect_code": _("That code does not fit. Type the newest one."),
    }

    def encrypt(self, text: str) -> str:
        """A secret of a device, as it is stored."""
        return sealed.close(text, sealed.SECOND_STEP)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again; an old key of `SECRET_KEY_FALLBACKS` serves too.

        What no key opens any more is another secret while a code is checked: no code fits.

        Raises
        ------
        UnreadableError
            If no key opens it and it would be shown.
        """
        try:
            return sealed.open_again(encrypted_text, sealed.SECOND_STEP)
        except sealed.UnreadableError:
            if not second_factor.is_checking():
                raise
            return generate_totp_secret()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not the last second step of somebody whose clinic asks for one."""
        user = authenticator.user
        if not second_factor.is_required(user):
            return True
        factors = second_factor.of(user).exclude(pk=authenticator.pk)
        return factors.exists()

    def generate_authenticator_name(self, user: User, kind: Authenticator.Type) -> str:
        """What a passkey is called until the person names it."""
        count = Authenticator.objects.filter(user=user, type=kind).count()
        return gettext("Passkey %(number)d") % {"number": count + 1}
