"""docs/running.md names every variable, and no other; its production settings are clean."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

from tools.serving import COMMAND, without_settings

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
NAME = re.compile(r"SIJOINT_[A-Z_]+|DATABASE_URL")


def _read_by_the_code() -> set[str]:
    """Every text of the program that is the name of a variable."""
    found = set()
    for file in (ROOT / "src" / "sijoint").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found |= {node.value} if NAME.fullmatch(node.value.strip()) else set()
    return found


def _documented() -> list[str]:
    return re.findall(rf"^\| `({NAME.pattern})` \|", PAGE, re.MULTILINE)


def test_every_variable_is_documented_once() -> None:
    assert sorted(_documented()) == sorted(_read_by_the_code())


def test_no_name_is_put_together() -> None:
    # Else the test above would not see it; `_FILE` is put behind whole names only.
    for file in (ROOT / "src" / "sijoint").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"\"SIJOINT_[A-Z_]*\{|\"SIJOINT_\"", text), file


def test_the_documented_production_settings_are_clean(tmp_path: Path) -> None:
    block = re.search(r"```sh\n# /etc/sijoint/environment.*?\n(.*?)```", PAGE, re.DOTALL)
    assert block
    settings = dict(line.split("=", 1) for line in block.group(1).split())
    secrets = {
        "SIJOINT_SECRET_KEY_FILE": "".join(map(chr, range(48, 58))) * 4 + "abcdefghijklmnop",
        "DATABASE_URL_FILE": "postgresql://sijoint:the-password@localhost/sijoint",
        "SIJOINT_EMAIL_PASSWORD_FILE": "hush",
    }
    for name, secret in secrets.items():
        file = tmp_path / name
        file.write_text(secret, encoding="utf-8")
        settings[name] = str(file)
    settings["SIJOINT_DATA_DIR"] = str(tmp_path)
    said = _check("--deploy", "--fail-level", "WARNING", **settings)
    assert said.returncode == 0, said.stderr
    # Names below this one, and the lists of browsers: the page says why they are off.
    assert "no issues (2 silenced)" in said.stdout
    settings["SIJOINT_HSTS_PRELOAD"] = "yes"
    said = _check("--deploy", "--fail-level", "WARNING", **settings)
    assert said.returncode == 0, said.stderr
    assert "no issues (0 silenced)" in said.stdout


def test_what_production_lacks_is_named(tmp_path: Path) -> None:
    said = _check(
        "--deploy",
        SIJOINT_DATA_DIR=str(tmp_path),
        SIJOINT_PRODUCTION="yes",
        SIJOINT_SECRET_KEY="k1" * 30,
        SIJOINT_DEBUG="yes",
        SIJOINT_DEMO="yes",
    )
    assert said.returncode == 1
    for complaint in ("E003", "E004", "E005", "W001"):
        assert f"sijoint.{complaint}" in said.stderr


def test_each_wrong_value_stops_the_start_and_is_named(tmp_path: Path) -> None:
    wrong = {
        "SIJOINT_PRODUCTION": ("perhaps", "must be yes or no"),
        "SIJOINT_DEBUG": ("perhaps", "must be yes or no"),
        "SIJOINT_DEMO": ("perhaps", "must be yes or no"),
        "SIJOINT_BEHIND_PROXY": ("perhaps", "must be yes or no"),
        "SIJOINT_HSTS_PRELOAD": ("perhaps", "must be yes or no"),
        "SIJOINT_HSTS_SUBDOMAINS": ("perhaps", "must be yes or no"),
        "SIJOINT_VERIFY_EMAIL": ("perhaps", "must be yes or no"),
        "SIJOINT_ORIGINS": ("clinic.example", "must be like https://clinic.example"),
        "SIJOINT_SESSION_HOURS": ("169", "must be a whole number, from 1 to 168"),
        "SIJOINT_EMAIL_PORT": ("65536", "must be a whole number, from 1 to 65535"),
        "SIJOINT_EMAIL_SECURITY": ("ssl", "must be starttls, tls or none"),
    }
    for name, (value, allowed) in wrong.items():
        said = _check(SIJOINT_DATA_DIR=str(tmp_path), **{name: value})
        assert said.returncode == 2
        assert said.stderr == f"sijoint: {name}={value}: {allowed}\n"


def _check(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, "manage", "check", *arguments],
        env={**without_settings(), **environ},
        capture_output=True,
        text=True,
        check=False,
    )
