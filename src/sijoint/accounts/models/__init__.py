"""People, clinics, and memberships."""

from sijoint.accounts.models.clinic import Clinic
from sijoint.accounts.models.invitation import Invitation
from sijoint.accounts.models.membership import Membership
from sijoint.accounts.models.user import User

__all__ = ["Clinic", "Invitation", "Membership", "User"]
