from __future__ import annotations
from dataclasses import dataclass
@dataclass(frozen=True)
class Door:
    name: str
    method: str
    answers: tuple[str, ...]
DOORS=[]
