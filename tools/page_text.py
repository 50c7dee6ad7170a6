"""Text of the program as Markdown that shows it as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from textwrap import wrap

WIDTH = 110
"""Characters of a line, where it can be broken."""

_OPTION = re.compile(r"(?<![\w-])--?[a-z][a-z-]*")
_ACTS = re.compile(r"([\\`*<\[\]])")
_BEGINS = re.compile(r"^(\s*)([-+#>]|\d+(?=[.)]))(?=\s|[.)]\s)")
"""What begins a list, a heading or a quotation where it stands at the beginning of a line."""


def paragraph(text: str) -> str:
    """Return a paragraph that shows a text of the program as it is, broken into lines."""
    return wrapped(prose(text))


def item(term: str, text: str) -> str:
    """Return an item of a list: a term set as code, and what the program says of it."""
    return wrapped(f"- `{term}` — {prose(text)}", "  ")


def wrapped(markdown: str, indent: str = "") -> str:
    """Return Markdown broken into lines; all but the first begin with `indent`, and none begins something else."""
    first, *more = wrap(
        markdown, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
    return "\n".join((first, *(_BEGINS.sub(r"\1\\\2", line) for line in more)))


def prose(text: str) -> str:
    """Return text on one line in which nothing acts as Markdown, but for options, which are set as code."""
    line = " ".join(text.split())
    parts: list[str] = []
    at = 0
    for option in _OPTION.finditer(line):
        parts += [_ACTS.sub(r"\\\1", line[at : option.start()]), f"`{option.group()}`"]
        at = option.end()
    return "".join((*parts, _ACTS.sub(r"\\\1", line[at:])))


def table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table of cells in Markdown."""
    head = list(headings)
    return "\n".join(_row(cells) for cells in (head, ["---"] * len(head), *rows))


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"


def anchor(heading: str) -> str:
    """Return where a heading is found within its page, as git hosts name it."""
    return "#" + re.sub(r"[^\w\- ]", "", heading.casefold()).replace(" ", "-")


def page(title: str, about: str, parts: Iterable[str]) -> str:
    """Return a whole page of Markdown; `parts` are set apart by empty lines."""
    return "\n\n".join((f"# {title}", wrapped(about), *parts)) + "\n"
