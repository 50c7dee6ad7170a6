"""One action as a card of the board."""

from __future__ import annotations

from datetime import date

from rich.cells import cell_len

from auditor.i18n import _, number
from auditor.views import ActionLine
from screens.widgets.action_lines import MARK, is_late, short_day
from screens.widgets.drawing import Part, fit, wrapped


def card(action: ActionLine, width: int, today: date, marked: bool = False) -> list[list[Part]]:
    """Return the lines of a card: the title in two, then whose it is and when it is due."""
    mark = f"{MARK} " if marked else "  "
    first, second = wrapped(action.title, width - 2, 2)
    ink = "strong" if marked else "plain"
    return [
        [(mark, "accent"), (fit(first, width - 2), ink)],
        [("  ", "plain"), (fit(second, width - 2), ink)],
        _whose_and_when(action, width, today),
    ]


def _whose_and_when(action: ActionLine, width: int, today: date) -> list[Part]:
    late = is_late(action, today)
    due = short_day(action.due, today, width // 2)
    when = _("late {day}").format(day=due) if late else due
    rank = number(action.priority, 1)
    room = max(0, width - 4 - cell_len(rank) - cell_len(when))
    return [
        (fit(f"  {rank} ", cell_len(rank) + 3), "accent"),
        (fit(action.owner, room), "dim"),
        (fit(when, width - room - cell_len(rank) - 3, right=True), "bad" if late else "dim"),
    ]
