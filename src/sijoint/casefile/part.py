"""What every table of the answer shares: no other keys, no NaN, and the same few kinds of value."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Params = dict[str, str]
Share = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=0)]
Side = Literal["left", "right"]


class Part(BaseModel):
    """A table of the answer; no other keys, no NaN."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, allow_inf_nan=False)
