"""The lines of journeys at home: what is told in columns that are as wide as what stands in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct
from rich.cells import cell_len

from auditor.base.i18n import _, day, ngettext, number, percent
from screens.home.journeys import ArchiveRow, GroupRow, JourneyRow, Marks, Order, marks_of
from screens.widgets.drawing import Part, fit

LEAST_NAME = 30
"""So many cells a name has before anything else is told at length."""

UNKNOWN = "…"
"""In place of a number that is still being counted."""

_BETWEEN = " · "
_GAP = 2


class _Richness(Struct, frozen=True):
    """How much is told: less of it where names would have no room."""

    points: bool = False
    dated: str = ""
    """`long` for “audited” and the day, `short` for the day alone."""
    brief: bool = False
    """Marks in a word."""


_LEVELS = (
    _Richness(points=True, dated="long"),
    _Richness(dated="long"),
    _Richness(dated="short"),
    _Richness(dated="short", brief=True),
    _Richness(brief=True),
)


class Columns:
    """The columns of the journeys that are listed, at a width."""

    def __init__(
        self,
        rows: Iterable[JourneyRow],
        width: int,
        order: Order,
        today: date,
        counted: bool,
        grouped: bool,
    ) -> None:
        """Lay out `rows`, `grouped` or not; `counted` tells whether the actions are counted by now."""
        self._order = order
        self._today = today
        self._counted = counted
        self._rows = list(rows)
        self._left = 4 if grouped else 2
        self._points = {one: _points(one) for one in {row.journey.touchpoints for row in self._rows}}
        self._to_do = {count: _to_do(count) for count in {_open(row) for row in self._rows} | {99}}
        self._days = {at: day(at) for at in {row.journey.last_audit for row in self._rows}}
        names = max((self._indent(row) + cell_len(row.journey.title) for row in self._rows), default=0)
        for self._level in _LEVELS:
            self._widths = self._needed()
            self.name = width - 1 - sum(each + _GAP for each in self._widths if each)
            if self.name >= min(names, LEAST_NAME):
                break
        self.name = max(self.name, 12)

    def _needed(self) -> tuple[int, int, int, int, int]:
        """Return how wide marks, touchpoints, day, need and what is to do are, as they are told at this level."""
        rows, level = self._rows, self._level
        marks = max((_marks_width(self._marks(row)) for row in rows), default=0)
        if not self._counted:
            marks = max(marks, cell_len(_late(99)))
        return (
            marks,
            _widest(self._points.values()) if level.points else 0,
            max(_widest(map(self._when, rows)), _widest(self._days.values())) if level.dated else 0,
            _widest(map(self._need, rows)),
            _widest(self._to_do.values()),
        )

    def _marks(self, row: JourneyRow) -> Marks:
        return marks_of(row.journey, row.figures, self._today, brief=True) if self._level.brief else row.marks

    def _when(self, row: JourneyRow) -> str:
        dated, one = self._level.dated, row.journey
        if one.archived is not None:
            return ""
        if one.last_audit is not None:
            last = self._days[one.last_audit]
            return _("audited {day}").format(day=last) if dated == "long" else last
        return _("not audited yet") if one.open_audit is None and dated == "long" else ""

    def _need(self, row: JourneyRow) -> str:
        if self._order is not Order.NEED:
            return ""
        need = row.journey.need
        return f"{_('need')} {'–' if need is None else percent(need)}"

    def _indent(self, row: JourneyRow) -> int:
        left = 4 if row.journey.archived is not None else self._left
        return left + 2 * min(row.depth, 4)

    def draw(self, row: JourneyRow) -> list[Part]:
        """Return the line of a journey."""
        indent = self._indent(row)
        away = row.journey.archived is not None
        parts: list[Part] = [
            (" " * indent if not row.depth else " " * (indent - 2) + "└ ", "dim"),
            (fit(row.journey.title, max(4, self.name - indent)), "plain" if away else "strong"),
        ]
        marks, points, when, need, to_do = self._widths
        if marks:
            parts += [(" " * _GAP, "plain"), *_drawn(self._marks(row), marks)]
        if points:
            parts.append((" " * _GAP + fit(self._points[row.journey.touchpoints], points), "dim"))
        if when:
            parts.append((" " * _GAP + fit(self._when(row), when), "dim"))
        if need:
            parts.append((" " * _GAP + fit(self._need(row), need), "warn" if row.journey.need else "dim"))
        count = _open(row)
        said = self._to_do[count] if self._counted else UNKNOWN
        if not count and row.journey.last_audit is None:
            said = ""
        ink = "warn" if self._counted and count and not away else "dim"
        parts.append((" " * _GAP + fit(said, to_do, right=True), ink))
        return parts


def _widest(texts: Iterable[str]) -> int:
    return max(map(cell_len, texts), default=0)


def _points(count: int) -> str:
    return ngettext("{n} touchpoint", "{n} touchpoints", count).format(n=count)


def _to_do(count: int) -> str:
    return ngettext("{n} to do", "{n} to do", count).format(n=number(count))


def _late(count: int) -> str:
    return ngettext("{n} late", "{n} late", count).format(n=number(count))


def _open(row: JourneyRow) -> int:
    return row.figures.open if row.figures is not None else 0


def _marks_width(marks: Marks) -> int:
    return sum(cell_len(text) for text, _ink in marks) + len(_BETWEEN) * max(0, len(marks) - 1)


def _drawn(marks: Marks, width: int) -> list[Part]:
    parts: list[Part] = []
    for place, mark in enumerate(marks):
        parts += [(_BETWEEN, "dim"), mark] if place else [mark]
    return [*parts, (" " * (width - _marks_width(marks)), "plain")]


def draw_group(row: GroupRow, width: int) -> list[Part]:
    """Return the line of a client, with what wants somebody's eye below it."""
    name = row.client or _("no client")
    told: list[Part] = [
        (ngettext("{n} journey", "{n} journeys", row.count).format(n=number(row.count)), "dim"),
    ]
    if row.late:
        told.append((ngettext("{n} late", "{n} late", row.late).format(n=row.late), "bad"))
    if row.drafts:
        told.append((ngettext("{n} draft", "{n} drafts", row.drafts).format(n=row.drafts), "plain"))
    if row.due:
        told.append((ngettext("{n} review due", "{n} reviews due", row.due).format(n=row.due), "warn"))
    return _folding(name, told, row.folded, width)


def draw_archive(row: ArchiveRow, width: int) -> list[Part]:
    """Return the line above what is archived."""
    count = ngettext("{n} journey", "{n} journeys", row.count).format(n=number(row.count))
    return _folding(_("Archived"), [(count, "dim")], row.folded, width)


def _folding(name: str, told: list[Part], folded: bool, width: int) -> list[Part]:
    more = _marks_width(tuple(told))
    room = max(8, width - more - 7)
    shown = fit(name, min(cell_len(name), room))
    parts: list[Part] = [(" ▸ " if folded else " ▾ ", "accent"), (shown, "accent"), ("  ", "plain")]
    return parts + _drawn(tuple(told), max(more, width - cell_len(shown) - 5))
