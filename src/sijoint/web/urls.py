"""The screens, one line each."""

from __future__ import annotations

from django.conf import settings
from django.urls import path

from sijoint.web.views import (
    clinic_settings,
    clinics,
    conclusion,
    evaluation,
    evidence,
    guide,
    health,
    help_now,
    home,
    invitation,
    language,
    more,
    outcomes,
    patients,
    people,
    profile,
    signature,
    signature,
    start,
    styleguide,
    worklist,
    worklist,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("clinics/", clinics.clinics, name="clinics"),
    path("clinics/<slug:slug>/", clinics.clinic, name="clinic"),
    path("evidence/", evidence.evidence, name="evidence"),
    path("evidence/model.json", evidence.evidence_model, name="evidence_model"),
    path("evidence/<str:name>/", evidence.evidence_item, name="evidence_item"),
    path("guide/", guide.guide, name="guide"),
    path("guide/<slug:slug>/", guide.guide_page, name="guide_page"),
    path("help-now/", help_now.help_now, name="help_now"),
    path("healthz", health.health, name="health"),
    path("language/", language.set_language, name="set_language"),
    path("more/", more.more, name="more"),
    path("start/", start.start, name="start"),
    path("join/", start.join, name="join"),
    path("terms/", start.terms, name="terms"),
    path("clinic/switch/", start.clinic_switch, name="clinic_switch"),
    path("clinic/settings/", clinic_settings.clinic_settings, name="clinic_settings"),
    path("people/", people.people, name="people"),
    path("people/invite/", people.people_invite, name="people_invite"),
    path("people/<uuid:id>/end/", people.people_end, name="people_end"),
    path("patients/<uuid:id>/invite/", people.patient_invite, name="patient_invite"),
    path("invitation/", invitation.invitation, name="invitation"),
    path("invitations/<uuid:id>/", people.invitation_sent, name="invitation_sent"),
    path("invitations/<uuid:id>/withdraw/", people.invitation_withdraw, name="invitation_withdraw"),
    path("invitations/<str:secret>/open/", invitation.invitation_open, name="invitation_open"),
    path("outcomes/", outcomes.outcomes, name="outcomes"),
    path("account/profile/", profile.profile, name="profile"),
    path("worklist/", worklist.worklist, name="worklist"),
    path("worklist/<uuid:alert_id>/", worklist.task, name="task"),
    path(
        "worklist/<uuid:alert_id>/acknowledge/",
        worklist.alert_acknowledge,
        name="alert_acknowledge",
    ),
    path("worklist/<uuid:alert_id>/hand-over/", worklist.alert_hand_over, name="alert_hand_over"),
    path("worklist/<uuid:alert_id>/close/", worklist.alert_close, name="alert_close"),
    path("patients/", patients.patients, name="patients"),
    path("patients/new/", patients.patient_new, name="patient_new"),
    path("patients/<uuid:patient_id>/", patients.patient, name="patient"),
    path("patients/<uuid:patient_id>/contact/", patients.patient_contact, name="patient_contact"),
    path(
        "patients/<uuid:patient_id>/evaluate/", patients.evaluation_start, name="evaluation_start"
    ),
    path("evaluations/<uuid:evaluation_id>/", evaluation.evaluation, name="evaluation"),
    *(
        path(f"evaluations/<uuid:evaluation_id>/{way}", view, name=name)
        for way, view, name in (
            ("answer/", evaluation.evaluation_answer, "evaluation_answer"),
            ("facts/", evaluation.evaluation_facts, "evaluation_facts"),
            ("how/<slug:finding_id>/", evaluation.evaluation_how, "evaluation_how"),
            ("waive/<slug:gate>/", conclusion.evaluation_waive, "evaluation_waive"),
            ("override/", conclusion.evaluation_override, "evaluation_override"),
            (
                "override/withdraw/",
                conclusion.evaluation_override_withdraw,
                "evaluation_override_withdraw",
            ),
            ("why/<slug:source>/", conclusion.evaluation_why, "evaluation_why"),
            ("finish/", signature.evaluation_finish, "evaluation_finish"),
            ("sign/", signature.evaluation_sign, "evaluation_sign"),
            ("signed/", signature.evaluation_signed, "evaluation_signed"),
            ("add/", signature.evaluation_add, "evaluation_add"),
            ("compare/", signature.evaluation_compare, "evaluation_compare"),
            ("replay/", signature.evaluation_replay, "evaluation_replay"),
            ("<slug:name>/", evaluation.evaluation_section, "evaluation_section"),
        )
    ),
]
