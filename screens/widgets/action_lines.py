"""One action as a row of the list, of one line or two, and the headings above the rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from msgspec import Struct
from msgspec.structs import replace
from rich.cells import cell_len

from auditor.base.i18n import _, day, number
from auditor.base.labels import letter, word
from auditor.base.vocabulary import OPEN_STATUSES, Method, Sort, Status
from auditor.drawing.cells import broken
from auditor.drawing.inks import QUADRANT_INKS
from auditor.sentences.finding_states import spread_over
from auditor.views.actions import ActionLine
from screens.widgets.drawing import Part, fit, wrapped
from screens.widgets.headings import Heading

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

TITLE = 45
"""Cells that a title has before anything is shown beside it that can be left out."""
_COMFORT = 60
"""Cells that it has before there are words where signs do."""
_FIGURE = 4
"""The width of effort, and of impact."""
_SCORE = 6
_QUADRANT = 2
_SIGNS = 3
"""A space, the sign of the status, and that of being late."""
_HEADED = 7
"""Wide enough for the word above the signs."""
_WORDED = 16
"""Wide enough for the words of the statuses beside their signs."""
_ALIKE = 24
"""So many characters alike at the beginning, and titles are not told apart by it."""


class Laid(Struct, frozen=True):
    """What a list has to show, which says how its columns are laid."""

    total: int
    """How many actions there are."""
    owned: bool = False
    """Whether somebody has one."""
    dated: bool = False
    """Whether one is due some day."""
    earned: bool = False
    """Whether it is shown what they bring."""
    tall: bool = False
    """Whether a row has a second line, which says where it is."""


class Columns(Struct, frozen=True):
    """The widths of the columns; one that is left out has none."""

    rank: int
    title: int
    touchpoint: int
    """Where it is; or what it brings, when that is shown."""
    figures: int
    """Effort and impact."""
    quadrant: int
    status: int
    owner: int
    due: int

    @classmethod
    def of(cls, width: int, laid: Laid) -> Columns:
        """Return the columns of a list of that width. What is left out first is what the title needs more."""
        rank = max(3, len(str(laid.total)))
        title = width - rank - _SCORE - 1 - _QUADRANT - _SIGNS
        found = cls(rank, title, 0, 0, _QUADRANT, _SIGNS, 0, 0)
        if laid.earned and not laid.tall:
            found = found._with(16, touchpoint=max(16, min(30, found.title - 28)))
        if laid.dated:
            found = found._with(TITLE, due=8)
        if laid.owned:
            found = found._with(TITLE, owner=7)
        found = found._with(TITLE, status=_HEADED)._with(TITLE, figures=2 * _FIGURE)
        if not laid.tall and not laid.earned:
            found = found._with(TITLE, touchpoint=20)
        found = found._with(_COMFORT, status=_WORDED)
        if found.owner:
            found = found._with(_COMFORT, owner=13)
        if found.due:
            found = found._with(_COMFORT, due=13)
        if found.touchpoint and not laid.earned:
            found = found._with(_COMFORT, touchpoint=28)
        return found._with(_COMFORT, quadrant=10)

    def _with(self, least: int, **widths: int) -> Columns:
        """Return these with columns of those widths, if so many cells are left for the title; else as they are."""
        title = self.title - sum(width - getattr(self, name) for name, width in widths.items())
        return replace(self, title=title, **widths) if title >= least else self

    @property
    def before(self) -> int:
        """Cells before the title."""
        return self.rank + _SCORE + 1


def headings_of(columns: Columns, by_return: bool, method: Method = Method.PRIORITY) -> list[Heading]:
    """Return the headings of the columns; `method` is whose numbers the lines show."""
    score = _("prio") if method is Method.PRIORITY else word(method)
    where = Heading(_("where"), columns.touchpoint, Sort.TOUCHPOINT)
    earned = Heading(_("return"), columns.touchpoint, Sort.RETURN)
    figure = columns.figures // 2
    return [
        Heading("#", columns.rank, right=True),
        Heading(score, _SCORE, Sort.PRIORITY, right=True),
        Heading(_("action"), columns.title + 1, Sort.TITLE),
        earned if by_return else where,
        Heading(_("eff"), figure, Sort.EFFORT),
        Heading(_("imp"), figure, Sort.IMPACT),
        Heading(_("quadrant")[: columns.quadrant - 1], columns.quadrant, Sort.QUADRANT),
        Heading(_("status") if columns.status > _SIGNS else "", columns.status, Sort.STATUS),
        Heading(_("owner") if columns.owner > 8 else _("who"), columns.owner, Sort.OWNER),
        Heading(_("due") if columns.due > 8 else _("by"), columns.due, Sort.DUE),
    ]


def is_falling(sort: Sort, descending: bool) -> bool:
    """Tell whether a list begins with the most of what it is sorted by."""
    return descending is not (sort in (Sort.PRIORITY, Sort.RETURN))


def draw_action(
    action: ActionLine,
    rank: int,
    columns: Columns,
    today: date,
    marked: bool = False,
    earned: str = "",
    title: str = "",
) -> list[Part]:
    """Return the parts of a row's first line; what is `earned` by it stands in place of where it is.

    `title` is what this line has of what it is called, when that is not its title.
    """
    quiet = "dim" if action.status is Status.DROPPED else "plain"
    late = is_late(action, today)
    waits = _("blocked") if action.blocked else word(action.status)
    sign = BLOCKED if action.blocked else STATUS_SIGNS[action.status]
    status = f" {sign}{LATE if late else ' '}" + (f" {waits}" if columns.status >= _WORDED else "")
    where = earned or spread_over(action.touchpoint, action.touchpoints)
    figure = columns.figures // 2
    return [
        (fit(str(rank), columns.rank, right=True), "dim"),
        (fit(number(action.priority, 1), _SCORE, right=True), "accent"),
        (MARK if marked else " ", "accent"),
        (fit(title or action.title, columns.title), "strong" if marked else quiet),
        (fit(f" {where}", columns.touchpoint), "plain" if earned else "dim"),
        (fit(f"  {action.effort}", figure), quiet),
        (fit(f"  {action.impact}", figure), quiet),
        (fit(f" {letter(action.quadrant)}", columns.quadrant), QUADRANT_INKS[action.quadrant]),
        (fit(status, columns.status), "bad" if late else quiet),
        (fit(f" {action.owner}", columns.owner), "plain"),
        (fit(f" {short_day(action.due, today, columns.due - 1)}", columns.due), "bad" if late else "plain"),
    ]


def draw_below(
    action: ActionLine, columns: Columns, width: int, rest: str, beside: str, marked: bool = False
) -> list[Part]:
    """Return the parts of a row's second line: the rest of what it is called, and what is said `beside` it."""
    quiet = "dim" if action.status is Status.DROPPED else "plain"
    before = columns.before
    room = width - before
    rest = fit(rest, room).rstrip() if rest else ""
    gap = f"{rest and ' · '}{beside}" if beside else ""
    return [
        (" " * before, "plain"),
        (rest, "strong" if marked else quiet),
        (fit(gap, room - cell_len(rest)), "dim"),
    ]


def in_two(title: str, columns: Columns) -> tuple[str, str]:
    """Return what the first line of a row has of a title, and what is left for the second."""
    if cell_len(title) <= columns.title:
        return title, ""
    first, rest = broken(title, columns.title, 2, cell_len)
    return first, rest


def alike(actions: Iterable[ActionLine]) -> frozenset[str]:
    """Return how titles begin that begin alike at different touchpoints."""
    where: dict[str, set[int]] = defaultdict(set)
    for action in actions:
        where[action.title[:_ALIKE]].add(action.touchpoint_id)
    return frozenset(beginning for beginning, points in where.items() if len(points) > 1)


def called(action: ActionLine, beginnings: frozenset[str]) -> str:
    """Return what a row calls an action: where titles begin alike, what tells them apart comes first."""
    if action.title[:_ALIKE] not in beginnings:
        return action.title
    return f"{action.touchpoint}: {_begun_small(action.title)}"


def where_of(action: ActionLine, everywhere: bool, is_led: bool) -> str:
    """Return where an action is; with its journey where the list is of `everywhere`.

    What `is_led` by its touchpoint is not told it twice.
    """
    names = [action.journey if everywhere else "", action.stage]
    if action.touchpoints > 1:
        names[1] = spread_over("", action.touchpoints)
    elif not is_led:
        names.append(action.touchpoint)
    return " › ".join(filter(None, names))


def _begun_small(title: str) -> str:
    """Return a title as it goes on within a line; one that begins with an abbreviation stays."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def is_late(action: ActionLine, today: date) -> bool:
    """Tell whether an action is still open after the day it was due."""
    return action.due is not None and action.due < today and action.status in OPEN_STATUSES


def short_day(when: date | None, today: date, room: int) -> str:
    """Return a date without its year where that is this year; where there is no room for it, as much as tells it."""
    text = day(when).removesuffix(f" {today.year}")
    if when is None:
        return text
    plain = text.replace(".", "")
    shorter = (plain,) if when.year == today.year else (text.partition(" ")[2], f"{when.month}/{when.year}")
    return next((one for one in (text, *shorter) if cell_len(one) <= room), shorter[-1])


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
