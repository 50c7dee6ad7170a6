"""Writes the pages of all commands and of all keys, docs/COMMANDS.md and docs/KEYS.md, from the program itself.

`make docs` runs it; with `--check` it writes nothing and names the pages that are not as the program is now.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from tools.commands_page import commands_page
from tools.keys_page import keys_page

DOCS = Path(__file__).resolve().parents[1] / "docs"

PAGES: dict[str, Callable[[], str]] = {"COMMANDS.md": commands_page, "KEYS.md": keys_page}
"""What makes the text of each page, in English whatever the language of the machine."""


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
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
