"""Asks what becomes of several lines that were pasted where one fits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from auditor.base.i18n import _, ngettext
from auditor.base.text import shortened
from screens.dialogs.choose import ChooseDialog, Option
from screens.widgets.one_line import OneLine

if TYPE_CHECKING:
    from screens.frame.host import Host

_JOINED, _FIRST = range(2)


def ask_lines(host: Host, field: OneLine, lines: Sequence[str]) -> None:
    """Ask whether all lines are put into the field as one, or only the first."""
    title = ngettext(
        "One line fits here, and {count} was pasted.",
        "One line fits here, and {count} were pasted.",
        len(lines),
    ).format(count=len(lines))
    options = [
        Option(_JOINED, _("All of them, in one line"), ""),
        Option(_FIRST, _("Only the first: {line}").format(line=shortened(lines[0], 40)), ""),
    ]

    def take(number: int | None) -> None:
        if number is not None:
            field.put(" ".join(lines) if number == _JOINED else lines[0])

    host.open_dialog(ChooseDialog(title, options, is_short=True), take)
