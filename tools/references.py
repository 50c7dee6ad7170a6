"""Writes the pages of all commands, keys and settings (COMMANDS.md, KEYS.md, SETTINGS.md) from the program itself.

So it does with the manual pages below docs/man, one for each language, which every install puts where `man` looks.

`make docs` runs it; with `--check` it writes nothing and names the pages that are not as the program is now.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tools.commands_page import commands_page
from tools.keys_page import keys_page
from tools.messages import LANGUAGES
from tools.settings_page import settings_page

DOCS = Path(__file__).resolve().parents[1] / "docs"


def _manual(language: str) -> str:
    """Return the manual page in a language; commands speak that in which they were imported, so a process prints it."""
    command = [sys.executable, "-m", "auditor", "--lang", language, "man"]
    run = subprocess.run(command, cwd=DOCS.parent, capture_output=True, check=True)
    return run.stdout.decode("utf-8").replace("\r\n", "\n")


PAGES: dict[str, Callable[[], str]] = {
    "COMMANDS.md": commands_page,
    "KEYS.md": keys_page,
    "SETTINGS.md": settings_page,
    "man/man1/auditor.1": partial(_manual, "en"),
    **{f"man/{language}/man1/auditor.1": partial(_manual, language) for language in LANGUAGES},
}
"""What makes the text of each page, in English, whatever the language of the machine, but for some manual pages."""


def stale() -> dict[Path, str]:
    """Return the pages that are not as the program is now, each with the text it is to have."""
    made = {DOCS / name: make() for name, make in PAGES.items()}
    return {path: text for path, text in made.items() if _held(path) != text}


def _held(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def main(arguments: list[str]) -> None:
    """Write what is stale; with `--check`, leave with its names instead."""
    wanted = stale()
    if arguments == ["--check"]:
        if wanted:
            sys.exit(f"stale, run make docs: {', '.join(path.name for path in wanted)}")
        return
    for path, text in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
