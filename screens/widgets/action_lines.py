"""One action as a line of the list, and the headings above the lines."""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from rich.cells import cell_len

from auditor.base.i18n import _, day, number
from auditor.base.labels import word
from auditor.base.text import capital
from auditor.base.vocabulary import OPEN_STATUSES, Method, Sort, Status
from auditor.drawing.inks import QUADRANT_INKS
from auditor.sentences.finding_states import spread_over
from auditor.views.actions import ActionLine
from screens.widgets.drawing import Part, fit, wrapped

STATUS_SIGNS = {
    Status.PROPOSED: "?",
    Status.PLANNED: "○",
    Status.IN_PROGRESS: "◐",
    Status.DONE: "●",
    Status.VERIFIED: "✓",
    Status.DROPPED: "✗",
}
"""One-column signs beside the words, so that a status never rests on colour alone."""

MARK = "*"
LATE = "!"
BLOCKED = "⊘"
"""In place of the sign of the status: it waits for another action."""

_ROOMY = 72
"""From this width on there is room for more than the title and what orders it."""
_BROAD = 110
"""From this width on the status is a word, and owner and due date stand in full."""

_FIGURE = 4
"""The width of effort, and of impact."""
_SIGNS = 2
"""The sign of the status, and that of being late."""


class Columns(Struct, frozen=True):
    """The widths of the columns; one without room has none, and the status is then its sign alone."""

    title: int
    touchpoint: int
    status: int
    owner: int
    due: int

    @classmethod
    def of(cls, width: int, owned: bool, dated: bool, earned: bool = False) -> Columns:
        """Return the columns of a list of that width, in which some actions have an owner, or a due date.

        With `earned`, there is room for what they bring in place of where they are.
        """
        broad = width >= _BROAD
        status = 14 if broad else _SIGNS
        owner = (13 if broad else 9) if owned and width >= _ROOMY else 0
        due = (13 if broad else 10) if dated and width >= _ROOMY else 0
        room = width - 34 - status - owner - due
        touchpoint = min(24, room // 3) if width >= _ROOMY and room >= 40 else 0
        if earned:
            touchpoint = max(touchpoint, min(30, room - 16))
        return cls(room - touchpoint, touchpoint, status, owner, due)


def draw_headings(columns: Columns, sort: Sort, descending: bool, method: Method = Method.PRIORITY) -> str:
    """Return the headings as wide as the lines; the one that the list is sorted by bears an arrow.

    `method` is whose numbers the lines show.
    """
    score = _("prio") if method is Method.PRIORITY else word(method)
    arrow = "▾" if descending is not (sort in (Sort.PRIORITY, Sort.RETURN)) else "▴"

    def head(text: str, room: int, by: Sort, right: bool = False) -> str:
        shown = capital(text) + (arrow if by is sort else "")
        apart = "" if right or (room <= _FIGURE and cell_len(shown) == room) else " "
        return fit(apart + shown, room, right)

    return "".join(
        (
            fit("#", 6, right=True),
            head(score, 6, Sort.PRIORITY, right=True),
            " ",
            head(_("action"), columns.title + 1, Sort.TITLE),
            head(_("return"), columns.touchpoint, Sort.RETURN)
            if sort is Sort.RETURN
            else head(_("where"), columns.touchpoint, Sort.TOUCHPOINT),
            head(_("eff"), _FIGURE, Sort.EFFORT),
            head(_("imp"), _FIGURE, Sort.IMPACT),
            head(_("quadrant"), 12, Sort.QUADRANT),
            head(_("status") if columns.status > _SIGNS else "", columns.status, Sort.STATUS),
            head(_("owner"), columns.owner, Sort.OWNER),
            head(_("due"), columns.due, Sort.DUE),
        )
    )


def draw_action(
    action: ActionLine, rank: int, columns: Columns, today: date, marked: bool = False, earned: str = ""
) -> list[Part]:
    """Return the parts of an action's line; what is `earned` by it stands in place of where it is."""
    quiet = "dim" if action.status is Status.DROPPED else "plain"
    late = is_late(action, today)
    waits = _("blocked") if action.blocked else word(action.status)
    status = f" {waits}" if columns.status > _SIGNS else ""
    return [
        (fit(MARK if marked else "", 1), "accent"),
        (fit(str(rank), 5, right=True), "dim"),
        (fit(number(action.priority, 1), 6, right=True), "accent"),
        ("  ", "plain"),
        (fit(action.title, columns.title), "strong" if marked else quiet),
        (
            fit(f" {earned or spread_over(action.touchpoint, action.touchpoints)}", columns.touchpoint),
            "plain" if earned else "dim",
        ),
        (fit(f"  {action.effort}", _FIGURE), quiet),
        (fit(f"  {action.impact}", _FIGURE), quiet),
        (fit(f" {word(action.quadrant)}", 12), QUADRANT_INKS[action.quadrant]),
        (
            f"{BLOCKED if action.blocked else STATUS_SIGNS[action.status]}{LATE if late else ' '}",
            "bad" if late else quiet,
        ),
        (fit(status, columns.status - _SIGNS), quiet),
        (fit(f" {action.owner}", columns.owner), "plain"),
        (fit(f" {short_day(action.due, today, columns.due - 1)}", columns.due), "bad" if late else "plain"),
    ]


def is_late(action: ActionLine, today: date) -> bool:
    """Tell whether an action is still open after the day it was due."""
    return action.due is not None and action.due < today and action.status in OPEN_STATUSES


def short_day(when: date | None, today: date, room: int) -> str:
    """Return a date without its year where that is this year; month and year where there is no room for more."""
    text = day(when).removesuffix(f" {today.year}")
    return text if cell_len(text) <= room else text.partition(" ")[2]


def card(action: ActionLine, width: int, today: date, marked: bool = False) -> list[list[Part]]:
    """Return the lines of a card: the title in two, then whose it is and when it is due; where, if at several touchpoints."""
    mark = f"{MARK} " if marked else "  "
    where = spread_over("", action.touchpoints)
    first, second = (action.title, "") if where else wrapped(action.title, width - 2, 2)
    ink = "strong" if marked else "plain"
    below: Part = (fit(where, width - 2), "dim") if where else (fit(second, width - 2), ink)
    return [
        [(mark, "accent"), (fit(first, width - 2), ink)],
        [("  ", "plain"), below],
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
