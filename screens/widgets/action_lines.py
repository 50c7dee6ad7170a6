"""One action as a line of the list, and the headings above the lines."""

from __future__ import annotations

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


def _columns(width: int) -> tuple[int, int, int, int]:
    """Return the widths of title, touchpoint, owner and due date."""
    room = width - 46
    owner, due = (14, 13) if width >= 120 else (0, 0)
    touchpoint = max(12, (room - owner - due) // 3)
    return room - touchpoint - owner - due, touchpoint, owner, due


def draw_headings(width: int) -> str:
    """Return the headings as wide as the lines."""
    title, touchpoint, owner, due = _columns(width)
    return "".join(
        (
            fit("#", 5, right=True),
            fit(_("prio"), 6, right=True),
            "  ",
            fit(_("action"), title),
            fit(" " + _("where"), touchpoint),
            fit(" " + _("eff"), 4),
            fit(" " + _("imp"), 4),
            fit(" " + _("quadrant"), 12),
            fit(_("status"), 13),
            fit(_("owner"), owner),
            fit(_("due"), due),
        )
    )


def draw_action(action: ActionLine, rank: int, width: int) -> list[Part]:
    """Return the parts of an action's line."""
    title, touchpoint, owner, due = _columns(width)
    quiet = "dim" if action.status is Status.DROPPED else "plain"
    return [
        (fit(str(rank), 5, right=True), "dim"),
        (fit(number(action.priority, 1), 6, right=True), "accent"),
        ("  ", "plain"),
        (fit(action.title, title), quiet),
        (fit(f" {action.touchpoint}", touchpoint), "dim"),
        (fit(f"  {action.effort}", 4), quiet),
        (fit(f"  {action.impact}", 4), quiet),
        (fit(f" {word(action.quadrant)}", 12), _QUADRANT_INKS[action.quadrant]),
        (fit(f"{STATUS_SIGNS[action.status]} {word(action.status)}", 13), quiet),
        (fit(action.owner, owner), "plain"),
        (fit(day(action.due), due), "plain"),
    ]
