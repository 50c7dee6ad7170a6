"""Reads task lists in Markdown: each box is a check, headings are title and sections, text below a box is why."""

from __future__ import annotations

import re

from msgspec.structs import replace

from auditor.importing.checklists.drafts import Draft, DraftCheck, plain

_TASK = re.compile(r"\s*(?:[-*+]|\d{1,4}[.)])\s+\[[ xX✓✔-]?\]\s+(\S.*)")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(?=\S)")
_FENCE = re.compile(r"\s*(```|~~~)")
_QUOTE = re.compile(r"^[\s>*+-]+")
_EMPHASISED = re.compile(r"\*\*([^*]{1,100})\*\*:?")


def is_task_list(text: str) -> bool:
    """Tell whether a text has a box to tick in a line."""
    return any(_TASK.fullmatch(line) for line in text.splitlines())


def read_task_list(text: str) -> Draft:
    """Return the boxes of a text as checks, in order; empty where it has none."""
    title = section = ""
    checks: list[DraftCheck] = []
    fenced = below = False
    for line in text.splitlines():
        if _FENCE.match(line):
            fenced = not fenced
        if fenced:
            continue
        if found := _TASK.fullmatch(line):
            if said := plain(found[1]):
                checks.append(DraftCheck(said, section=section))
                below = True
        elif found := _HEADING.match(line):
            below = False
            said = plain(line[found.end() :].rstrip("# \t"))
            if len(found[1]) == 1 and not title and not checks:
                title = said
            else:
                section = said
        elif not line.strip():
            continue
        elif below and line[:1] in " \t>":
            said = plain(_QUOTE.sub("", line))
            checks[-1] = replace(checks[-1], why=f"{checks[-1].why} {said}".strip()[:5000])
        else:
            below = False
            if found := _EMPHASISED.fullmatch(line.strip()):
                section = plain(found[1])
    return Draft(title, tuple(checks))
