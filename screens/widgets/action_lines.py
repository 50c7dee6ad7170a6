"""One action as a line of the list, and the headings above the lines."""

from __future__ import annotations

from auditor.frozen import frozen
from auditor.i18n import _, day, number
from auditor.labels import word
from auditor.views import ActionLine
from auditor.vocabulary import Quadrant, Status
from screens.widgets.drawing import Part, fit

STATUS_SIGNS = {
    Status.PROPOSED: "?",
    Status.PLANNED: "○",
    Status.IN_PROGRESS: "◐",
    Status.DONE: "●",
    Status.VERIFIED: "✓",
    Status.DROPPED: "✗",
}
"""One-column signs beside the words, so that a status never rests on colour alone."""

_QUADRANT_INKS = {
    Quadrant.QUICK_WIN: "good",
    Quadrant.BIG_BET: "accent",
    Quadrant.FILL_IN: "plain",
    Quadrant.MONEY_PIT: "dim",
}


@frozen
class _Columns:
    """The widths of the columns; one without room has none, and the status is then its sign alone."""

    title: int
    touchpoint: int
    status: int
    owner: int
    due: int

    @classmethod
    def of(cls, width: int) -> _Columns:
        """Return the columns of a list of that width; the title has what the others leave."""
        status = 13 if width >= 100 else 2
        owner, due = (14, 13) if width >= 150 else (0, 0)
        room = width - 33 - status - owner - due
        touchpoint = min(24, room // 3) if width >= 72 else 0
        return cls(room - touchpoint, touchpoint, status, owner, due)


def draw_headings(width: int) -> str:
    """Return the headings as wide as the lines."""
    columns = _Columns.of(width)
    return "".join(
        (
            fit("#", 5, right=True),
            fit(_("prio"), 6, right=True),
            "  ",
            fit(_("action"), columns.title),
            fit(" " + _("where"), columns.touchpoint),
            fit(" " + _("eff"), 4),
            fit(" " + _("imp"), 4),
            fit(" " + _("quadrant"), 12),
            fit(_("status") if columns.status > 2 else "", columns.status),
            fit(_("owner"), columns.owner),
            fit(_("due"), columns.due),
        )
    )


def draw_action(action: ActionLine, rank: int, width: int) -> list[Part]:
    """Return the parts of an action's line."""
    columns = _Columns.of(width)
    quiet = "dim" if action.status is Status.DROPPED else "plain"
    status = word(action.status) if columns.status > 2 else ""
    return [
        (fit(str(rank), 5, right=True), "dim"),
        (fit(number(action.priority, 1), 6, right=True), "accent"),
        ("  ", "plain"),
        (fit(action.title, columns.title), quiet),
        (fit(f" {action.touchpoint}", columns.touchpoint), "dim"),
        (fit(f"  {action.effort}", 4), quiet),
        (fit(f"  {action.impact}", 4), quiet),
        (fit(f" {word(action.quadrant)}", 12), _QUADRANT_INKS[action.quadrant]),
        (fit(f"{STATUS_SIGNS[action.status]} {status}", columns.status), quiet),
        (fit(action.owner, columns.owner), "plain"),
        (fit(day(action.due), columns.due), "plain"),
    ]
