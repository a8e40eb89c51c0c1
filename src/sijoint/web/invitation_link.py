"""The link of an invitation: mailed, and shown once to whoever made it where that may be.

From the form to the page after it the session holds the link, encrypted: whoever reads the
database cannot accept an invitation.
"""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.core.mail import send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from sijoint.accounts.models import Invitation
from sijoint.web import sealed

SESSION_KEY = "invitation_links"

log = logging.getLogger(__name__)


def hand_out(
    request: HttpRequest, invitation: Invitation, secret: str, *, is_shown: bool = True
) -> None:
    """Mail the link when the invitation has an address, and keep it for one page.

    Parameters
    ----------
    is_shown : bool
        Whether whoever made it may see it: with the link of a record that holds care, whoever
        works here could read the record as the person.
    """
    link = request.build_absolute_uri(reverse("invitation_open", args=[secret]))
    is_mailed = bool(invitation.email) and _mail(invitation, link)
    kept = sealed.close(link if is_shown else "", sealed.INVITATION)
    request.session[SESSION_KEY] = {str(invitation.id): [kept, is_mailed]}


def take(request: HttpRequest, invitation: Invitation) -> dict[str, object] | None:
    """The link, empty where it is only mailed, and whether it was; None when shown before."""
    held = request.session.pop(SESSION_KEY, {}).get(str(invitation.id))
    if not held:
        return None
    try:
        address = sealed.open_again(held[0], sealed.INVITATION)
    except sealed.UnreadableError:
        return None
    return {"address": address, "is_mailed": held[1]}


def _mail(invitation: Invitation, link: str) -> bool:
    """Whether the mail went out; without it the link is given by hand."""
    told = {"clinic": invitation.clinic, "link": link, "expires_at": invitation.expires_at}
    with translation.override(invitation.clinic.language):
        subject = render_to_string("web/invitation/mail_subject.txt", told).strip()
        text = render_to_string("web/invitation/mail.txt", told)
    try:
        send_mail(subject, text, None, [invitation.email])
    except (SMTPException, OSError) as error:
        log.warning("invitation %s was not mailed: %s", invitation.id, type(error).__name__)
        return False
    return True
