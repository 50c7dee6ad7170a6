"""Actions as tasks of a calendar: iCalendar (RFC 5545) with a VTODO for each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from auditor import __version__
from auditor.base.i18n import language
from auditor.base.text import clean
from auditor.base.vocabulary import Quadrant, Status
from auditor.exporting.words import LEVELS, described
from auditor.views.exporting import HandedAction

if TYPE_CHECKING:
    from icalendar import Todo

_STATUSES = {
    Status.PROPOSED: ("NEEDS-ACTION", 0),
    Status.PLANNED: ("NEEDS-ACTION", 0),
    Status.IN_PROGRESS: ("IN-PROCESS", 50),
    Status.DONE: ("COMPLETED", 100),
    Status.VERIFIED: ("COMPLETED", 100),
    Status.DROPPED: ("CANCELLED", None),
}
"""The calendar's word for a status, and how many per cent of the work that is."""

_PRIORITIES = (1, 4, 5, 9)
"""Of the calendar's 1 (highest) to 9 (lowest), by level."""


def calendar(actions: Iterable[HandedAction]) -> str:
    """Return a calendar of tasks. Equal actions give an equal file, whenever it is made.

    Due dates are dates without a time of day. UID is that of the action, so that a calendar that takes the file once
    more changes its tasks and adds none; DTSTAMP is the last change. PRIORITY 1, 4, 5, 9 is quick win, big bet,
    fill-in, money pit.
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", f"-//Auditor//Auditor {__version__}//{language().upper()}")
    made.add("version", "2.0")
    for action in actions:
        made.add_component(_task(action))
    return str(made.to_ical(), "utf-8")


def _task(action: HandedAction) -> Todo:
    from icalendar import Todo

    line = action.line
    status, percent = _STATUSES[line.status]
    task = Todo()
    task.add("uid", f"{action.uid}@auditor")
    task.add("dtstamp", _utc(action.changed))
    task.add("created", _utc(action.created))
    task.add("last-modified", _utc(action.changed))
    task.add("summary", _text(line.title))
    task.add("description", _text(described(action)))
    task.add("categories", [_text(line.journey), _text(line.stage)])
    task.add("priority", _PRIORITIES[LEVELS[Quadrant(line.quadrant)]])
    task.add("status", status)
    if percent is not None:
        task.add("percent-complete", percent)
    if line.due is not None:
        task.add("due", line.due)
    if status == "COMPLETED" and action.closed is not None:
        task.add("completed", _utc(action.closed))
    return task


def _text(text: str) -> str:
    """Return text without control characters, which a calendar may not have; tabs become spaces."""
    return clean(text).replace("\t", " ")


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
