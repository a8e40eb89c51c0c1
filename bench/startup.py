"""Start of the command, against importing NumPy, in whole processes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from bench.figure import Figure
from bench.timing import best_seconds

ROUNDS = 9
COMMAND = Path(sys.executable).parent / "sijoint"
SAMPLE = Path(__file__).parent.parent / "samples" / "one-sided-buttock-pain.toml"


def figures() -> list[Figure]:
    """Times of the command as multiples of `python -c "import numpy"`."""
    seconds = best_seconds(
        {
            "numpy": lambda: _run(sys.executable, "-c", "import numpy"),
            "help": lambda: _run(COMMAND, "--help"),
            "assess": lambda: _run(COMMAND, "assess", SAMPLE),
        },
        rounds=ROUNDS,
    )
    unit = "x import numpy"
    numpy = f"import numpy {seconds['numpy'] * 1e3:.0f} ms"
    return [
        Figure("sijoint --help", seconds["help"] / seconds["numpy"], 2.0, unit, False, numpy),
        Figure("sijoint assess", seconds["assess"] / seconds["numpy"], 4.0, unit, False, numpy),
    ]


def _run(*command: str | Path) -> None:
    subprocess.run(command, check=True, capture_output=True)
