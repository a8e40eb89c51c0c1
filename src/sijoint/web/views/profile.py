"""What somebody who works here changes about themselves."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sijoint.accounts.actions import user as users
from sijoint.web import notice
from sijoint.web.forms.people import ProfileForm
from sijoint.web.guard import needs
from sijoint.web.see_other import see_other


@needs()
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """The name in lists and trails; that of a person in care stands in their record instead."""
    if not request.member.is_staff:
        raise Http404
    user = request.user
    form = ProfileForm(request.POST or None, initial={"name": user.name})
    if request.method == "POST" and form.is_valid():
        users.change(user=user, by=user, at=timezone.now(), name=form.cleaned_data["name"])
        notice.done(request, _("Your name is saved."))
        return see_other("mfa_index")
    return render(
        request, "account/profile.html", {"form": form}, status=422 if form.errors else 200
    )
