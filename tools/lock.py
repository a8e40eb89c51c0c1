"""Compile requirements/*.txt from pyproject.toml, with hashes and without index addresses."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent
FILES = {
    "build": ["--group", "build"],
    "base": ["pyproject.toml"],
    "dev": ["pyproject.toml", "--group", "test", "--group", "check"],
    "bench": ["pyproject.toml", "--group", "test", "--group", "bench"],
}
OPTIONS = [
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-header",
    "--no-annotate",
    "--quiet",
]


def main() -> int:
    """Compile each file with a throw-away compiler; the constraints keep them in step."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / "bin" / "python"
        subprocess.run([python, "-m", "pip", "install", "--quiet", "uv"], check=True)
        uv = Path(folder) / "bin" / "uv"
        for name, inputs in FILES.items():
            target = f"requirements/{name}.txt"
            constraint = [] if name in ("build", "base") else ["-c", "requirements/base.txt"]
            arguments = [*inputs, *constraint, *OPTIONS, "-o", target, "--upgrade"]
            subprocess.run([uv, "pip", "compile", *arguments], cwd=ROOT, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
