"""Pictures of the tests that an examiner does by hand."""

from sijoint.drawing.hands_on.figure import HANDS_ON, hands_on_figure

__all__ = ["HANDS_ON", "hands_on_figure"]
