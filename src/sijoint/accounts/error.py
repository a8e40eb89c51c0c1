"""What accounts refuse; the text of each is fit for the person who tried it.

AccountError
├── LastOwnerError           a clinic keeps at least one owner who can sign in
├── SlugTakenError           another clinic has this name in addresses
└── InvitationError
    ├── UnknownError         no invitation has this secret
    ├── UsedError            somebody has accepted it
    ├── WithdrawnError       the clinic took it back
    ├── ExpiredError         it was left too long
    └── WrongPersonError     it is for another address
"""

from __future__ import annotations


class AccountError(Exception):
    """An act that was refused; nothing was saved."""


class LastOwnerError(AccountError):
    """A clinic keeps at least one owner who can sign in."""


class SlugTakenError(AccountError):
    """Another clinic has this name in addresses."""


class InvitationError(AccountError):
    """An invitation that cannot be accepted."""


class UnknownError(InvitationError):
    """No invitation has this secret."""


class UsedError(InvitationError):
    """Somebody has accepted it."""


class WithdrawnError(InvitationError):
    """The clinic took it back."""


class ExpiredError(InvitationError):
    """It was left too long."""


class WrongPersonError(InvitationError):
    """It is for another address than the one of the person who is signed in."""
