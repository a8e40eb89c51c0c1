"""Pain drawings as Hypothesis makes them."""

from __future__ import annotations

from hypothesis import strategies as st

from sijoint.drawing.body_chart.drawing import Kind, Mark, PainDrawing
from sijoint.drawing.body_chart.region import REGIONS

marks = st.builds(
    Mark,
    st.sampled_from(list(REGIONS)),
    st.none() | st.integers(0, 10),
    st.frozensets(st.sampled_from(Kind)),
)
drawings = st.builds(
    PainDrawing,
    st.lists(marks, unique_by=lambda mark: mark.region).map(tuple),
    st.booleans(),
)
