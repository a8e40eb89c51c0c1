"""Commands on the web application for checks: with no setting of the machine, and no database.

`python -m tools.site templates` compiles every template of ours; anything else is a command of
Django.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tools.serving import without_settings

SOURCE = Path(__file__).parent.parent / "src" / "sijoint"


def main(arguments: list[str]) -> int:
    """Exit status 1 when something is wrong, as Django says it."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.clear()
        os.environ.update(without_settings())
        os.environ["SIJOINT_DATA_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "sijoint.config.settings"
        if arguments == ["templates"]:
            complaints = list(_templates())
            print("\n".join(complaints))
            return 1 if complaints else 0
        from django.core.management import execute_from_command_line

        execute_from_command_line(["tools.site", *arguments])
    return 0


def _templates() -> Iterator[str]:
    import django
    from django.template import TemplateDoesNotExist, TemplateSyntaxError
    from django.template.loader import get_template

    django.setup()
    for folder in sorted(SOURCE.glob("*/templates")):
        for file in sorted(f for f in folder.rglob("*") if f.suffix in (".html", ".txt")):
            name = str(file.relative_to(folder))
            try:
                get_template(name)
            except (TemplateDoesNotExist, TemplateSyntaxError) as error:
                yield f"{name}: {error}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
