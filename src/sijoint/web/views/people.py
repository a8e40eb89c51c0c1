"""Who works in the clinic: roles, invitations, the end of a role."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sijoint.accounts.actions import invitation as invitations
from sijoint.accounts.actions import membership as memberships
from sijoint.accounts.error import LastOwnerError
from sijoint.accounts.models import Invitation, Membership
from sijoint.accounts.role import ROLES, STAFF, Permission, RoleName
from sijoint.records.models import Erasure, Patient
from sijoint.records.queries.chart import holds_care
from sijoint.web import invitation_link, notice
from sijoint.web.forms.people import ORDER, InviteForm
from sijoint.web.guard import needs
from sijoint.web.limit import limited
from sijoint.web.see_other import see_other


@needs(Permission.PEOPLE_EDIT)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody who works here, and who was invited."""
    clinic = request.member.clinic
    held = Membership.objects.filter(clinic=clinic, role__in=STAFF, ended_at__isnull=True)
    pending = Invitation.objects.filter(
        clinic=clinic, accepted_at__isnull=True, withdrawn_at__isnull=True
    )
    shown = {
        "memberships": [
            {"row": row, "title": _title(row.role)} for row in held.select_related("user")
        ],
        "invitations": [
            {"row": row, "title": _title(row.role), "is_over": row.expires_at <= timezone.now()}
            for row in pending.filter(role__in=STAFF)
        ],
        "patients_invited": pending.filter(
            role=RoleName.PATIENT, expires_at__gt=timezone.now()
        ).count(),
        "erasures_wait": Erasure.objects.filter(
            clinic=clinic, done_at__isnull=True, withdrawn_at__isnull=True
        ).count(),
    }
    return render(request, "web/people/people.html", shown)


@needs(Permission.PEOPLE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
@limited("invite", "30/h")
def people_invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody who will work here."""
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        invitation, secret = invitations.create(
            clinic=request.member.clinic,
            role=RoleName(form.cleaned_data["role"]),
            email=form.cleaned_data["email"],
            name=form.cleaned_data["name"],
            by=request.user,
            at=timezone.now(),
        )
        invitation_link.hand_out(request, invitation, secret)
        return see_other("invitation_sent", invitation.id)
    roles = [ROLES[role] for role in ORDER]
    shown = {"form": form, "roles": [(_(role.title), _(role.sentence)) for role in roles]}
    return render(request, "web/people/invite.html", shown, status=422 if form.errors else 200)


@needs(Permission.PATIENT_CREATE)
@require_POST
@limited("invite_patient", "120/h")
def patient_invite(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """Invite a person in care to their own record."""
    clinic = request.member.clinic
    patient = get_object_or_404(Patient, id=patient_id, clinic=clinic, user=None, erased_at=None)
    is_shown = not holds_care(patient)
    if not is_shown and not patient.email:
        notice.failed(
            request, _("Care is recorded here, so the link is only mailed: add an email.")
        )
        return see_other("patient_contact", patient.id)
    invitation, secret = invitations.create(
        clinic=clinic,
        role=RoleName.PATIENT,
        email=patient.email,
        patient_id=patient.id,
        by=request.user,
        at=timezone.now(),
    )
    invitation_link.hand_out(request, invitation, secret, is_shown=is_shown)
    return see_other("invitation_sent", invitation.id)


@needs(Permission.PATIENT_CREATE)
@require_safe
def invitation_sent(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """Show the link of a new invitation, once, to whoever made it."""
    invitation = get_object_or_404(
        Invitation, id=invitation_id, clinic=request.member.clinic, invited_by=request.user
    )
    link = invitation_link.take(request, invitation)
    shown = {"invitation": invitation, "link": link, "back": _back(request, invitation)}
    return render(request, "web/people/invitation_sent.html", shown)


@needs(Permission.PATIENT_CREATE)
@require_POST
def invitation_withdraw(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """Take an invitation back; only an owner takes back one of somebody who will work here."""
    invitation = get_object_or_404(Invitation, id=invitation_id, clinic=request.member.clinic)
    is_patient = invitation.role == RoleName.PATIENT
    if not is_patient and not request.member.may(Permission.PEOPLE_EDIT):
        raise Http404
    invitations.withdraw(invitation=invitation, by=request.user, at=timezone.now())
    notice.done(request, _("The invitation does not work any more."))
    return see_other(_back(request, invitation))


@needs(Permission.PEOPLE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def people_end(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    """End a role, after saying what that means."""
    membership = get_object_or_404(
        Membership.objects.select_related("user"),
        id=membership_id,
        clinic=request.member.clinic,
        role__in=STAFF,
        ended_at__isnull=True,
    )
    shown = {
        "membership": membership,
        "title": _title(membership.role),
        "is_self": membership.user_id == request.user.id,
    }
    if request.method == "POST":
        try:
            memberships.end(membership=membership, by=request.user, at=timezone.now())
        except LastOwnerError as error:
            shown["complaint"] = str(error)
            return render(request, "web/people/end.html", shown, status=422)
        notice.done(request, _("The role has ended."))
        return see_other("start" if shown["is_self"] else "people")
    return render(request, "web/people/end.html", shown)


def _back(request: HttpRequest, invitation: Invitation) -> str:
    """The address of whom it is about: for a person in care the chart, to those who may read it."""
    if invitation.role != RoleName.PATIENT:
        return reverse("people")
    may_read = request.member.may(Permission.CHART_READ)
    name = "patient" if may_read else "patient_contact"
    return reverse(name, args=[invitation.patient_id])


def _title(role: str) -> str:
    return _(ROLES[RoleName(role)].title)
