"""Accepting an invitation, with a new account or with one that exists.

The link holds a secret. It is moved into the session at once, so that it stands in no address
that a page sends along, and in the history of the browser only as a link that was used.
"""

from __future__ import annotations

from typing import Any

from allauth.account.views import SignupView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from sijoint.accounts.actions import invitation as invitations
from sijoint.accounts.error import InvitationError
from sijoint.accounts.models import Invitation
from sijoint.accounts.role import ROLES, RoleName
from sijoint.records.actions import joining
from sijoint.records.error import RecordError
from sijoint.web import notice, session_limit
from sijoint.web.forms.sign_up import InvitedForm
from sijoint.web.guard import public
from sijoint.web.limit import limited
from sijoint.web.see_other import see_other

SESSION_KEY = "invitation"

GONE = 410


@public
@require_safe
@never_cache
@limited("invitation", "20/m", reads=True)
@sensitive_variables("secret")
def invitation_open(request: HttpRequest, secret: str) -> HttpResponse:
    """Take the secret out of the address."""
    request.session[SESSION_KEY] = invitations.digest(secret)
    return redirect("invitation")


@public
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@limited("invitation", "20/m")
def invitation(request: HttpRequest) -> HttpResponse:
    """Accept it, or say why it cannot be accepted."""
    try:
        found = _held(request)
    except InvitationError as error:
        return _refused(request, str(error))
    if not request.user.is_authenticated:
        return _InvitedSignUp.as_view(invitation=found)(request)
    if not invitations.is_for(found, request.user):
        return render(request, "web/invitation/other.html", {"invitation": found}, status=403)
    return _accept(request, found)


def waits(request: HttpRequest) -> bool:
    """Whether the session holds an invitation that whoever is signed in can accept."""
    if SESSION_KEY not in request.session:
        return False
    try:
        found = _held(request)
    except InvitationError:
        return False
    return invitations.is_for(found, request.user)


def _held(request: HttpRequest) -> Invitation:
    """The invitation of the session, which can still be accepted."""
    found = invitations.find(request.session.get(SESSION_KEY, ""))
    invitations.check(found, at=timezone.now())
    return found


def _accept(request: HttpRequest, found: Invitation) -> HttpResponse:
    """With an account that exists: one button, and one to leave it for now."""
    if "later" in request.POST:
        request.session.pop(SESSION_KEY, None)
        return see_other("start")
    if request.method != "POST":
        return render(request, "web/invitation/accept.html", _shown(found))
    try:
        joining.accept(invitation=found, user=request.user, at=timezone.now())
    except (InvitationError, RecordError) as error:
        return _refused(request, str(error))
    request.session.pop(SESSION_KEY, None)
    session_limit.move(request, found.clinic)
    notice.done(request, _("You are at %(clinic)s now.") % {"clinic": found.clinic.name})
    return see_other("start")


def _refused(request: HttpRequest, complaint: str) -> HttpResponse:
    request.session.pop(SESSION_KEY, None)
    return render(request, "web/invitation/refused.html", {"complaint": complaint}, status=GONE)


def _shown(found: Invitation) -> dict[str, Any]:
    role = ROLES[RoleName(found.role)]
    return {
        "invitation": found,
        "title": _(role.title),
        "sentence": _(role.sentence),
        "is_patient": found.role == RoleName.PATIENT,
    }


class _InvitedSignUp(SignupView):
    """The sign-up of django-allauth, with the address of the invitation."""

    template_name = "web/invitation/sign_up.html"
    form_class = InvitedForm
    invitation: Invitation | None = None

    def is_open(self) -> bool:
        """An invitation opens it, whether the clinic welcomes others or not."""
        return True

    def get_form_class(self) -> type[InvitedForm]:
        """The form for invited people."""
        return InvitedForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """What the form needs."""
        return super().get_form_kwargs() | {"invitation": self.invitation}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the page shows."""
        return super().get_context_data(**kwargs) | _shown(self.invitation)
