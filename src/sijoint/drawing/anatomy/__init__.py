"""Anatomy for education: bones, ligaments, muscles and where pain is felt, in plain words.

Every drawing takes a function that translates its English texts and gives a `Figure`, 800 units
wide. Labels are set so that they are at least 14 px high when the figure is 328 px wide. Bones
are mirrored, not drawn twice. Ember marks only the joint in question or the place of pain.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from sijoint.drawing.anatomy.bracing_muscles import draw_bracing_muscles
from sijoint.drawing.anatomy.form_and_force import draw_form_and_force
from sijoint.drawing.anatomy.joint_section import draw_joint_section
from sijoint.drawing.anatomy.ligaments import draw_ligaments
from sijoint.drawing.anatomy.load_path import draw_load_path, draw_load_path_one_leg
from sijoint.drawing.anatomy.pain_places import draw_pain_places
from sijoint.drawing.anatomy.pelvic_floor_brace import draw_pelvic_floor_brace
from sijoint.drawing.anatomy.pelvis_front import draw_pelvis_front
from sijoint.drawing.anatomy.pelvis_joints import draw_pelvis_joints
from sijoint.drawing.element import Figure
from sijoint.drawing.say import Say

ANATOMY: Mapping[str, Callable[[Say], Figure]] = MappingProxyType(
    {
        "pelvis_joints": draw_pelvis_joints,
        "pelvis_front": draw_pelvis_front,
        "load_path": draw_load_path,
        "load_path_one_leg": draw_load_path_one_leg,
        "ligaments": draw_ligaments,
        "bracing_muscles": draw_bracing_muscles,
        "pelvic_floor_brace": draw_pelvic_floor_brace,
        "form_and_force": draw_form_and_force,
        "pain_places": draw_pain_places,
        "joint_section": draw_joint_section,
    }
)
"""Each drawing by its name; call it with a translator, or with ``str`` for English."""

__all__ = ["ANATOMY", "Say"]
