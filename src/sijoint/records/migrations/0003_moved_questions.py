"""Three joints and high blood pressure have questions of their own since this release."""

from django.db import migrations

JOINTS = ("shoulder", "wrist", "knee")
UNCONTROLLED = "high_pressure"


def moved(answers):
    """Answers of 0.1.0 as the questions of now take them; what was told stays told."""
    told = answers.get("illnesses", [])
    joints = [name for name in told if name in JOINTS]
    if not joints and UNCONTROLLED not in told:
        return answers
    now = {key: answer for key, answer in answers.items() if key != "illnesses"}
    if left := [name for name in told if name not in (*JOINTS, UNCONTROLLED)]:
        now["illnesses"] = left
    if joints:
        now["joints"] = joints
    if UNCONTROLLED in told:
        # The question is asked of those who have high blood pressure.
        health = [name for name in answers.get("health", []) if name != "hypertension"]
        now |= {"health": ["hypertension", *health], "high_pressure": "no"}
    return now


def move(apps, _editor):
    """Rewrite the intakes that hold such an answer."""
    for intake in apps.get_model("records", "Intake").objects.iterator():
        now = moved(intake.answers)
        if now != intake.answers:
            intake.answers = now
            intake.save(update_fields=["answers"])


class Migration(migrations.Migration):
    dependencies = [("records", "0002_note_version")]

    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
