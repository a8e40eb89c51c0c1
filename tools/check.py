"""Run every check and report all failures: `make check`."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tools.repository import EM_DASH, LEFTOVERS, NOT_COMMITTED, ROOT, files, found

LONGEST_MODULE = 300
LONGEST_FUNCTION = 40

COMMANDS = {
    "formatting (make fix)": ["ruff", "format", "--check", "--quiet", "."],
    "lint": ["ruff", "check", "--quiet", "--output-format=concise", "."],
    "types": ["mypy", "--no-error-summary"],
    "layers": ["lint-imports", "--no-logo"],
    "evidence": ["sijoint", "evidence", "check"],
    "translations (make messages)": ["python", "-m", "tools.messages", "check"],
    "system (Django's own)": ["python", "-m", "tools.site", "check", "--fail-level", "WARNING"],
    "missing migrations": ["python", "-m", "tools.site", "makemigrations", "--check", "--dry-run"],
    "templates": ["python", "-m", "tools.site", "templates"],
    "stale pages (make docs)": ["python", "-m", "docs.build", "--check"],
}


def main() -> int:
    """Run all checks; 1 if any failed."""
    checks: dict[str, Callable[[], str]] = {
        **{name: _runner(command) for name, command in COMMANDS.items()},
        "registry addresses and machine paths": lambda: "\n".join(found(NOT_COMMITTED)),
        "leftovers": lambda: "\n".join(found(LEFTOVERS)),
        "em dashes": lambda: "\n".join(found(EM_DASH)),
        "size of modules and functions": lambda: "\n".join(_too_long()),
    }
    failed = []
    for name, check in checks.items():
        complaint = check()
        print(f"{'FAILED' if complaint else 'ok':8}{name}", flush=True)
        if complaint:
            failed.append(name)
            print(complaint.rstrip(), end="\n\n", flush=True)
    print(f"{len(failed)} of {len(checks)} checks failed" if failed else "All checks passed")
    return 1 if failed else 0


def _runner(command: list[str]) -> Callable[[], str]:
    """What the command prints if it fails, else an empty text."""

    def run() -> str:
        # The tools stand beside the Python that runs this.
        program = str(Path(sys.executable).parent / command[0])
        result = subprocess.run([program, *command[1:]], cwd=ROOT, capture_output=True, text=True)
        if result.returncode == 0:
            return ""
        return result.stdout + result.stderr or f"exit status {result.returncode}"

    return run


def _too_long() -> Iterator[str]:
    """Modules and functions over the budget, tests left out."""
    for path in files():
        name = path.relative_to(ROOT)
        # Migrations are written by Django.
        if path.suffix == ".py" and name.parts[0] != "tests" and "migrations" not in name.parts:
            text = path.read_text(encoding="utf-8")
            lines = len(text.splitlines())
            if lines > LONGEST_MODULE:
                yield f"{name}: {lines} lines; {LONGEST_MODULE} at most"
            yield from (f"{name}:{complaint}" for complaint in _long_functions(text))


def _long_functions(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            lines = node.end_lineno - node.lineno + 1
            # What a function promises is not what it does: the docstring is left out.
            lines -= _docstring_lines(node)
            if lines > LONGEST_FUNCTION:
                yield f"{node.lineno}: {node.name} has {lines} lines; {LONGEST_FUNCTION} at most"


def _docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = node.body[0]
    if ast.get_docstring(node) is None or first.end_lineno is None:
        return 0
    return first.end_lineno - first.lineno + 1


if __name__ == "__main__":
    sys.exit(main())
