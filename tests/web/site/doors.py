"""The table of the doors: who gets in where."""

from __future__ import annotations

from dataclasses import dataclass

TABLE = """
name                                 how  out  none pat  oth  desk own  ther sec  coll
account_login                        GET  200  ->   ->   ->   ->   ->   ->   ->   ->
account_login                        POST 422  ->   ->   ->   ->   ->   ->   ->   ->
account_logout                       GET  ->   200  200  200  200  200  200  200  200
account_logout                       POST ->   ->   ->   ->   ->   ->   ->   ->   ->
account_inactive                     GET  200  200  200  200  200  200  200  200  200
account_signup                       GET  200  ->   ->   ->   ->   ->   ->   ->   ->
account_signup                       POST 422  ->   ->   ->   ->   ->   ->   ->   ->
account_reauthenticate               GET  in   200  200  200  200  200  200  200  200
account_reauthenticate               POST in   422  422  422  422  422  422  422  422
account_email                        GET  in   200  200  200  200  200  200  200  200
account_email                        POST in   ->   ->   ->   ->   ->   ->   ->   ->
account_email_verification_sent      GET  200  200  200  200  200  200  200  200  200
account_change_password              GET  in   200  200  200  200  200  200  200  200
account_change_password              POST in   422  422  422  422  422  422  422  422
account_set_password                 GET  in   ->   ->   ->   ->   ->   ->   ->   ->
account_set_password                 POST in   ->   ->   ->   ->   ->   ->   ->   ->
account_reset_password               GET  200  200  200  200  200  200  200  200  200
account_reset_password               POST 422  422  422  422  422  422  422  422  422
account_confirm_login_code           GET  in   ->   ->   ->   ->   ->   ->   ->   ->
account_confirm_login_code           POST in   ->   ->   ->   ->   ->   ->   ->   ->
account_confirm_email                GET  200  200  200  200  200  200  200  200  200
account_reset_password_from_key_done GET  200  200  200  200  200  200  200  200  200
account_reset_password_from_key      GET  200  200  200  200  200  200  200  200  200
account_reset_password_from_key      POST 422  422  422  422  422  422  422  422  422
account_reset_password_done          GET  200  200  200  200  200  200  200  200  200
mfa_index                            GET  in   200  200  200  200  200  200  200  200
mfa_authenticate                     GET  in   ->   ->   ->   ->   ->   ->   ->   ->
mfa_authenticate                     POST in   ->   ->   ->   ->   ->   ->   ->   ->
mfa_reauthenticate                   GET  in   ->   ->   ->   ->   ->   ->   ->   ->
mfa_reauthenticate                   POST in   ->   ->   ->   ->   ->   ->   ->   ->
mfa_activate_totp                    GET  in   ->   ->   ->   ->   ->   ->   ->   ->
mfa_activate_totp                    POST in   ->   ->   ->   ->   ->   ->   ->   ->
mfa_deactivate_totp                  GET  in   404  404  404  404  404  404  404  404
mfa_view_recovery_codes              GET  in   404  404  404  404  404  404  404  404
mfa_generate_recovery_codes          GET  in   ->   ->   ->   ->   ->   ->   ->   ->
mfa_generate_recovery_codes          POST in   ->   ->   ->   ->   ->   ->   ->   ->
mfa_download_recovery_codes          GET  in   404  404  404  404  404  404  404  404
mfa_list_webauthn                    GET  in   200  200  200  200  200  200  200  200
mfa_add_webauthn                     GET  in   ->   ->   ->   ->   ->   ->   ->   ->
mfa_add_webauthn                     POST in   ->   ->   ->   ->   ->   ->   ->   ->
mfa_reauthenticate_webauthn          GET  in   ->   ->   ->   ->   ->   ->   ->   ->
mfa_reauthenticate_webauthn          POST in   ->   ->   ->   ->   ->   ->   ->   ->
mfa_remove_webauthn                  GET  in   ->   ->   ->   ->   ->   ->   ->   ->
mfa_remove_webauthn                  POST in   ->   ->   ->   ->   ->   ->   ->   ->
mfa_edit_webauthn                    GET  in   ->   ->   ->   ->   ->   ->   ->   ->
mfa_edit_webauthn                    POST in   ->   ->   ->   ->   ->   ->   ->   ->
mfa_login_webauthn                   GET  in   ->   ->   ->   ->   ->   ->   ->   ->
mfa_login_webauthn                   POST in   ->   ->   ->   ->   ->   ->   ->   ->
home                                 GET  200  200  200  200  200  200  200  200  200
check                                GET  ->   ->   ->   ->   ->   ->   ->   ->   ->
check                                POST ->   ->   ->   ->   ->   ->   ->   ->   ->
check_result                         GET  ->   ->   ->   ->   ->   ->   ->   ->   ->
check_step                           GET  200  200  200  200  200  200  200  200  200
check_step                           POST 422  422  422  422  422  422  422  422  422
clinics                              GET  200  200  200  200  200  200  200  200  200
clinic                               GET  200  200  200  200  200  200  200  200  200
consent                              GET  in   403  200  200  403  403  403  403  403
consent                              POST in   403  422  422  403  403  403  403  403
evidence                             GET  200  200  200  200  200  200  200  200  200
evidence_model                       GET  200  200  200  200  200  200  200  200  200
evidence_item                        GET  200  200  200  200  200  200  200  200  200
guide                                GET  200  200  200  200  200  200  200  200  200
guide_page                           GET  200  200  200  200  200  200  200  200  200
help_now                             GET  200  200  200  200  200  200  200  200  200
health                               GET  200  200  200  200  200  200  200  200  200
intake                               GET  in   403  ->   ->   403  403  403  403  403
intake                               POST in   403  ->   ->   403  403  403  403  403
intake_step                          GET  in   403  200  200  403  403  403  403  403
intake_step                          POST in   403  422  422  403  403  403  403  403
set_language                         POST 400  400  400  400  400  400  400  400  400
more                                 GET  in   403  200  200  200  200  200  200  200
start                                GET  in   ->   ->   ->   ->   ->   ->   ->   ->
join                                 GET  in   200  200  200  200  200  200  200  200
join                                 POST in   422  422  422  422  422  422  422  422
terms                                GET  200  200  200  200  200  200  200  200  200
clinic_switch                        GET  in   403  200  200  200  200  200  200  200
clinic_switch                        POST in   403  422  422  422  422  422  422  422
clinic_settings                      GET  in   403  403  403  403  200  403  403  403
clinic_settings                      POST in   403  403  403  403  422  403  403  403
people                               GET  in   403  403  403  403  200  403  403  403
people_invite                        GET  in   403  403  403  403  200  403  403  403
people_invite                        POST in   403  403  403  403  422  403  403  403
people_end                           GET  in   403  403  403  403  200  403  403  403
people_end                           POST in   403  403  403  403  ->   403  403  403
patient_invite                       POST in   403  403  403  ->   ->   ->   ->   404
invitation                           GET  410  410  410  410  410  410  410  410  410
invitation                           POST 410  410  410  410  410  410  410  410  410
invitation_sent                      GET  in   403  403  403  404  200  404  404  404
invitation_withdraw                  POST in   403  403  403  404  ->   404  404  404
invitation_open                      GET  ->   ->   ->   ->   ->   ->   ->   ->   ->
outcomes                             GET  in   403  403  403  403  200  403  403  403
profile                              GET  in   403  404  404  200  200  200  200  200
profile                              POST in   403  404  404  422  422  422  422  422
worklist                             GET  in   403  403  403  403  403  200  200  200
task                                 GET  in   403  403  403  403  403  200  200  404
alert_acknowledge                    POST in   403  403  403  403  403  ->   ->   404
alert_hand_over                      POST in   403  403  403  403  403  422  422  404
alert_close                          POST in   403  403  403  403  403  422  422  404
patients                             GET  in   403  403  403  200  200  200  200  200
patient_new                          GET  in   403  403  403  200  200  200  200  200
patient_new                          POST in   403  403  403  422  422  422  422  422
patient                              GET  in   403  403  403  403  403  200  200  404
patient_contact                      GET  in   403  403  403  200  200  200  200  404
patient_contact                      POST in   403  403  403  422  422  422  422  404
evaluation_start                     POST in   403  403  403  403  403  ->   ->   404
evaluation                           GET  in   403  403  403  403  403  ->   ->   404
evaluation_answer                    POST in   403  403  403  403  403  422  422  404
evaluation_facts                     POST in   403  403  403  403  403  422  422  404
evaluation_retell                    POST in   403  403  403  403  403  ->   ->   404
evaluation_how                       GET  in   403  403  403  403  403  200  200  404
evaluation_waive                     GET  in   403  403  403  403  403  200  200  404
evaluation_waive                     POST in   403  403  403  403  403  422  422  404
evaluation_override                  GET  in   403  403  403  403  403  200  200  404
evaluation_override                  POST in   403  403  403  403  403  422  422  404
evaluation_override_withdraw         POST in   403  403  403  403  403  404  404  404
evaluation_why                       GET  in   403  403  403  403  403  200  200  404
evaluation_finish                    GET  in   403  403  403  403  403  200  200  404
evaluation_finish                    POST in   403  403  403  403  403  ->   ->   404
evaluation_note                      POST in   403  403  403  403  403  ->   ->   404
evaluation_sign                      POST in   403  403  403  403  403  422  422  404
evaluation_signed                    GET  in   403  403  403  403  403  200  200  404
evaluation_add                       POST in   403  403  403  403  403  422  422  404
evaluation_compare                   GET  in   403  403  403  403  403  200  200  404
evaluation_replay                    GET  in   403  403  403  403  403  200  200  404
evaluation_section                   GET  in   403  403  403  403  403  200  200  404
evaluation_section                   POST in   403  403  403  403  403  ->   ->   404
my_data                              GET  in   403  200  200  403  403  403  403  403
my_data_contact                      GET  in   403  200  200  403  403  403  403  403
my_data_contact                      POST in   403  422  422  403  403  403  403  403
my_data_json                         GET  in   403  200  200  403  403  403  403  403
my_data_pdf                          GET  in   403  200  200  403  403  403  403  403
my_data_erase                        GET  in   403  200  200  403  403  403  403  403
my_data_erase                        POST in   403  ->   ->   403  403  403  403  403
my_data_keep                         POST in   403  ->   ->   403  403  403  403  403
erasures                             GET  in   403  403  403  403  200  403  403  403
erasure_do                           GET  in   403  403  403  403  200  403  403  403
erasure_do                           POST in   403  403  403  403  ->   403  403  403
guide_page                           POST 422  422  422  422  422  422  422  422  422
patients                             POST in   403  403  403  200  200  200  200  200
plan_propose                         POST in   403  403  403  403  403  ->   ->   404
exercise_motion                      GET  200  200  200  200  200  200  200  200  200
exercise_move                        GET  200  200  200  200  200  200  200  200  200
plan_retest                          POST in   403  403  403  403  403  422  422  404
plan_hands_off                       POST in   403  403  403  403  403  ->   ->   404
plan_mine                            GET  in   403  200  200  403  403  403  403  403
plan                                 GET  in   403  403  403  403  403  200  200  404
plan_add                             GET  in   403  403  403  403  403  200  200  404
plan_approve                         GET  in   403  403  403  403  403  200  200  404
plan_approve                         POST in   403  403  403  403  403  422  422  404
plan_edit                            GET  in   403  403  403  403  403  200  200  404
plan_edit                            POST in   403  403  403  403  403  422  422  404
plan_goal                            POST in   403  403  403  403  403  422  422  404
plan_goal_rate                       POST in   403  403  403  403  403  422  422  404
plan_goal_end                        POST in   403  403  403  403  403  ->   ->   404
plan_hands_on                        POST in   403  403  403  403  403  422  422  404
handout                              GET  in   403  200  404  404  404  200  200  404
plan_revise                          POST in   403  403  403  403  403  ->   ->   404
plan_undo                            POST in   403  403  403  403  403  ->   ->   404
plan_withdraw                        POST in   403  403  403  403  403  422  422  404
"""
"""For each address and method what everybody gets, in the order of `world.WHO`: signed out; an
account without a clinic; the person in care whom the rows concern; another one of the same clinic;
front desk; owner; treating therapist; second therapist; a therapist of another clinic.

A number is the status, ``in`` the way to the sign-in, ``->`` the way to another page. Sent is
nothing that makes sense: ``->`` after POST stands where nothing needs to be told, or where a notice
tells what was wrong. A method without a row is taken from nobody.
"""


@dataclass(frozen=True)
class Door:
    """A row of the table.

    Parameters
    ----------
    name : str
        Of the address.
    method : str
    answers : tuple of str
        In the order of `world.WHO`.
    """

    name: str
    method: str
    answers: tuple[str, ...]


def _door(line: str) -> Door:
    name, method, *answers = line.split()
    return Door(name, method, tuple(answers))


DOORS = [_door(line) for line in TABLE.strip().splitlines()[1:]]
