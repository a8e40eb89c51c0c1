"""The forms of django-allauth in our words: what each field is, and what to do when it is wrong."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from sijoint.web import second_factor

LABELS = {
    "login": _("Email"),
    "email": _("Email"),
    "password": _("Password"),
    "oldpassword": _("Password that you use now"),
    "password1": _("New password"),
    "password2": _("New password once more"),
    "code": _("Code"),
    "name": _("What to call it"),
    "passwordless": _("Sign in with it alone, without the password"),
}

REQUIRED = {
    "login": _("Type your email."),
    "email": _("Type your email."),
    "password": _("Type your password."),
    "oldpassword": _("Type the password that you use now."),
    "password1": _("Choose a password."),
    "password2": _("Type the new password once more."),
    "code": _("Type the code."),
    "name": _("Type a name, such as “My phone”."),
    "credential": _("This device gave no passkey. Try again."),
}

HINTS = {
    "password1": _("10 characters or more. A few words in a row are easy to remember."),
    "passwordless": _(
        "The device then asks for your finger, your face or a PIN. "
        "Without the tick, the passkey only follows your password."
    ),
}

INVALID = {"login": _("That is no email. Type it like name@example.org.")}
INVALID["email"] = INVALID["login"]


class Worded(forms.BaseForm):
    """Puts our words on the fields of a form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.help_text = HINTS.get(name, "")
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs.pop("tabindex", None)
            for kind, words in (("required", REQUIRED), ("invalid", INVALID)):
                if name in words:
                    field.error_messages[kind] = words[name]
            if name == "code":
                field.widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}


class SignInForm(Worded, account.LoginForm):
    """Email and password."""


class PasswordAgainForm(Worded, account.ReauthenticateForm):
    """The password once more, before something that matters."""


class AddressForm(Worded, account.AddEmailForm):
    """A new address of an account."""


class OtherAddressForm(Worded, account.ChangeEmailForm):
    """Another address, while the first one was never confirmed."""


class AddressCodeForm(Worded, account.ConfirmEmailVerificationCodeForm):
    """The code that was mailed to an address."""


class ChangePasswordForm(Worded, account.ChangePasswordForm):
    """Another password."""


class SetPasswordForm(Worded, account.SetPasswordForm):
    """A password for an account without one."""


class ForgottenForm(Worded, account.ResetPasswordForm):
    """The address of somebody who forgot their password."""


class NewPasswordForm(Worded, account.ResetPasswordKeyForm):
    """The password after that."""


class Checking(forms.BaseForm):
    """Compares a code also where the key of the server has changed: then none fits."""

    def clean_code(self) -> str:
        """The code, if it fits."""
        with second_factor.checking():
            return super().clean_code()


class CodeForm(Checking, Worded, mfa.AuthenticateForm):
    """A code of the second step."""


class CodeAgainForm(Checking, Worded, mfa.ReauthenticateForm):
    """A code once more, before something that matters."""


class FirstCodeForm(Worded, totp.ActivateTOTPForm):
    """The first code of a new app."""


class AddPasskeyForm(Worded, webauthn.AddWebAuthnForm):
    """A new passkey; who takes it as it comes can sign in with it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class NamePasskeyForm(Worded, webauthn.EditWebAuthnForm):
    """The name of a passkey."""
