"""Signing up: by oneself, or with an invitation."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import SignupForm as AllauthForm
from django import forms
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sijoint.accounts.contact import check_name
from sijoint.accounts.models import Clinic, Invitation, User
from sijoint.accounts.role import RoleName
from sijoint.records.actions import joining
from sijoint.web.wording import code


def welcoming() -> QuerySet[Clinic]:
    """The clinics that take new people who come by themselves."""
    return Clinic.objects.filter(welcomes_new=True)


def name_field() -> forms.CharField:
    """How somebody is called."""
    return forms.CharField(
        label=_("Your name"),
        max_length=120,
        validators=[check_name],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={
            "required": _("Type your name, as the clinic should call you."),
            "max_length": _("That name is too long. Type up to 120 letters."),
        },
    )


def terms_field() -> forms.BooleanField:
    """That the terms were read."""
    return forms.BooleanField(
        label=_("I have read the terms and agree"),
        error_messages={"required": _("Read the terms and mark the box to go on.")},
    )


class ClinicField(forms.ModelChoiceField):
    """One of the clinics that take new people; the only one is chosen already."""

    def __init__(self) -> None:
        super().__init__(
            queryset=Clinic.objects.none(),
            label=_("Your clinic"),
            empty_label=_("Choose a clinic"),
            error_messages={
                "required": _("Choose the clinic that you go to."),
                "invalid_choice": _("That clinic takes nobody new now. Choose another one."),
            },
        )

    def offer(self, clinics: QuerySet[Clinic], slug: str = "") -> None:
        """Offer these, one of them chosen when it is the only one or was asked for."""
        self.queryset = clinics
        offered = list(clinics)
        # Compared here: a database refuses some of what can stand in an address.
        chosen = next((each for each in offered if each.slug == slug), None)
        if chosen is None and len(offered) == 1:
            chosen = offered[0]
        if chosen is not None:
            self.initial = chosen.pk


class AccountForm(AllauthForm):
    """What every new account needs."""

    terms = terms_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        email, password = self.fields["email"], self.fields["password1"]
        email.error_messages |= {
            "required": _("Type your email."),
            "invalid": _("That is no email. Type it like name@example.org."),
        }
        password.error_messages["required"] = _("Choose a password.")
        password.help_text = _("10 characters or more. A few words in a row are easy to remember.")
        for field in (email, password):
            field.widget.attrs.pop("placeholder", None)

    @transaction.atomic
    def save(self, request: HttpRequest) -> User:
        """The account and what belongs to it, all or nothing."""
        return super().save(request)


class SignUpForm(AccountForm):
    """A new account of somebody who comes to a clinic by themselves."""

    name = name_field()
    clinic = ClinicField()
    field_order = ("clinic", "name", "email", "password1", "terms")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        from allauth.core import context

        super().__init__(*args, **kwargs)
        slug = context.request.GET.get("clinic", "") if context.request else ""
        self.fields["clinic"].offer(welcoming(), slug)

    def custom_signup(self, request: HttpRequest, user: User) -> None:
        """Make them a person in care of the clinic."""
        joining.join(
            clinic=self.cleaned_data["clinic"],
            user=user,
            name=self.cleaned_data["name"],
            language=code(),
            at=timezone.now(),
        )


class InvitedForm(AccountForm):
    """A new account of somebody who was invited; the address of the invitation is theirs."""

    name = name_field()
    field_order = ("name", "email", "password1", "terms")

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invitation = invitation
        if invitation.email:
            self.fields["email"].disabled = True
            self.fields["email"].initial = invitation.email
            self.initial["email"] = invitation.email
        if invitation.role == RoleName.PATIENT:
            del self.fields["name"]
        else:
            self.fields["name"].initial = invitation.name

    def custom_signup(self, request: HttpRequest, user: User) -> None:
        """Make them what they were invited to be.

        Where an address must be proved they accept after that, with one button: a mistyped
        address neither opens a record to a stranger nor uses the invitation up.
        """
        user.name = self.cleaned_data.get("name", "")
        user.save(update_fields=["name"])
        if not settings.VERIFY_EMAIL:
            joining.accept(invitation=self.invitation, user=user, at=timezone.now())


class JoinForm(forms.Form):
    """An account that exists comes to a clinic."""

    clinic = ClinicField()
    name = name_field()
    terms = terms_field()

    def __init__(
        self, *args: Any, clinics: QuerySet[Clinic], slug: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["clinic"].offer(clinics, slug)
