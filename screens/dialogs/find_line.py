"""Finds a line of a list by its words, and goes there."""

from __future__ import annotations

from auditor.base.i18n import _
from screens.dialogs.choose import ChooseDialog, Option
from screens.widgets.line_list import LineList

MOST = 5_000
"""So many lines are looked through; a list that has more has a filter of its own."""


class FindLineDialog(ChooseDialog):
    """A line to type in, and the lines that have its words, each with its heading; gives the number of one."""

    CSS = """
    FindLineDialog.dialog > .box { width: 120; }
    """

    def __init__(self, lines: LineList) -> None:
        """Offer the lines of a list, standing at that of its cursor."""
        options: list[Option] = []
        heading, at = "", 0
        for line in range(min(lines.count, MOST)):
            text = lines.text_of(line)
            if lines.is_heading(line):
                heading = text or heading
                continue
            if line == lines.cursor:
                at = len(options)
            options.append(Option(line, text, heading))
        super().__init__(_("Find a line"), options, at)
