"""Text from people within Markdown, where it is nothing but text."""

from __future__ import annotations

import re

from auditor.base.text import one_line

_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~&]")
_LINE_BEGIN = re.compile(r"^(\s*)([-+](?=\s|$)|[-=](?=[-=\s]*$)|\d{1,9}(?=[.)](?:\s|$)))")
"""What makes a list or a heading of a line; a number such as `+0.5`, `-2` or `7.4` is none of it."""


def escaped(text: str) -> str:
    r"""Return `text` on one line so that Markdown takes it for nothing but text: marks get a `\` before them."""
    line = _MARKUP.sub(r"\\\g<0>", one_line(text))
    return _LINE_BEGIN.sub(_escaped_begin, line)


def _escaped_begin(found: re.Match[str]) -> str:
    space, mark = found.groups()
    return f"{space}{mark}\\" if mark.isdigit() else f"{space}\\{mark}"
