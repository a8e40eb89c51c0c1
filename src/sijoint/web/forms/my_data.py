"""What a person corrects about themselves."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sijoint.web.forms.patient import ContactForm


class OwnContactForm(ContactForm):
    """Name, contact and sex: what the clinic wrote down about the person."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Email for contact")
        self.fields["language"].label = _("Language of letters")
        for name, purpose in (
            ("name", "name"),
            ("born_on", "bday"),
            ("email", "email"),
            ("phone", "tel"),
        ):
            self.fields[name].widget.attrs["autocomplete"] = purpose
