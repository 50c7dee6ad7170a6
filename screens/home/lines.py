"""The lines of home beside those of journeys: what wants the user's eye, the first actions, and the ways to begin."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from rich.cells import cell_len

from auditor.base.i18n import _, number
from auditor.base.labels import letter
from auditor.drawing.inks import QUADRANT_INKS
from auditor.views.actions import ActionLine
from auditor.views.askings import Asking
from auditor.views.home import NextAction
from screens.home.desk import Desk, DeskAskings
from screens.widgets.action_lines import TITLE, called, short_day
from screens.widgets.drawing import Part, fit

if TYPE_CHECKING:
    from screens.forms.new_journey import Offer


_LEAST_PLACE = 12
"""So many cells say where something is, or none do."""
_DAY = 10
"""So many cells a day has."""


def draw_offer(offer: Offer, width: int) -> list[Part]:
    """Return a way to begin."""
    room = min(40, width // 2)
    name, about = fit(offer.name, room - 1), fit(offer.about, width - room - 3)
    return [("  ", "plain"), (name, "strong"), (" ", "plain"), (about, "dim")]


def draw_desk(line: Desk | DeskAskings, width: int) -> list[Part]:
    """Return how many actions, or how much evidence, want somebody's eye, and why."""
    return [
        (
            fit("…" if line.count is None else number(line.count), 7, right=True),
            "bad" if line.urgent else "accent",
        ),
        (fit(f"  {line.name}", width - 7), "plain"),
    ]


def draw_action(line: ActionLine, width: int, several: bool, beginnings: frozenset[str]) -> list[Part]:
    """Return an action with its place, as far as its title leaves room; the journey too where there are `several`.

    `beginnings` are those of titles that begin alike.
    """
    where = min(_where_width(width), width - 12 - TITLE) if several or width >= 100 else 0
    where = where if where >= _LEAST_PLACE else 0
    place = _place(line.journey, line.touchpoint, where) if several else line.touchpoint
    return [
        (fit(number(line.priority, 1), 7, right=True), "accent"),
        ("  ", "plain"),
        (fit(called(line, beginnings), width - 12 - where), "plain"),
        (fit(f"  {place}", where), "dim"),
        (fit(f" {letter(line.quadrant)}", 3), QUADRANT_INKS[line.quadrant]),
    ]


def draw_next(line: NextAction, width: int, today: date, several: bool) -> list[Part]:
    """Return an action with the day it is due, and with its journey where there are `several`."""
    place = _place(line.journey, line.touchpoint, _where_width(width)) if several else line.touchpoint
    late = line.due is not None and line.due < today
    whose = "" if line.mine else line.owner or _("nobody")
    return _due_line(line.title, place, whose, line.due, late, width, today)


def draw_asking(one: Asking, width: int, today: date) -> list[Part]:
    """Return evidence to be asked for again, with the day it is due."""
    from auditor.sentences.askings import title_text
    from auditor.sentences.evidence import place_text

    return _due_line(title_text(one), place_text(one), "", one.due, one.is_late(today), width, today)


def _where_width(width: int) -> int:
    return 24 if 70 <= width < 100 else width // 3 if width >= 100 else 0


def _place(journey: str, touchpoint: str, room: int) -> str:
    """Return where an action is as far as there is room: its journey goes before the touchpoint."""
    return f"{journey} · {touchpoint}" if room > 30 else journey


def _due_line(
    title: str, place: str, whose: str, day: date | None, late: bool, width: int, today: date
) -> list[Part]:
    when = short_day(day, today, _DAY)
    due = _("late {day}").format(day=when) if late else when
    last = max(16, cell_len(_("late {day}").format(day=" " * _DAY)) + 2)
    where = _where_width(width)
    told = f"{place} · {whose}" if whose and where > 30 else place
    return [
        ("         ", "plain"),
        (fit(title, max(20, width - 9 - last - where)), "plain"),
        (fit(f"  {told}", where), "dim"),
        (fit(f"  {due}", last), "bad" if late else "plain"),
    ]
