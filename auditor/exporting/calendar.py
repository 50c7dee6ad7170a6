"""Actions, and evidence to ask again, in a calendar: iCalendar (RFC 5545) with a VTODO each, and a VEVENT on the due day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from auditor import __version__
from auditor.base.i18n import language
from auditor.base.text import clean, one_line
from auditor.base.vocabulary import Quadrant, Status
from auditor.exporting.mended import ticket_title
from auditor.exporting.words import LEVELS, asking_described, described
from auditor.sentences.askings import title_text
from auditor.views.exporting import HandedAction, HandedAsking

if TYPE_CHECKING:
    from icalendar import Calendar, Event, Todo


class Shape(StrEnum):
    """What actions are in a calendar: many programs show only events, others tasks as well."""

    BOTH = "both"
    EVENTS = "events"
    TASKS = "tasks"


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


def calendar(
    actions: Iterable[HandedAction],
    shape: Shape = Shape.BOTH,
    askings: Iterable[HandedAsking] = (),
    name: str = "",
) -> Iterator[str]:
    """Yield a calendar of tasks, events or both. Equal actions give an equal file, whenever it is made.

    With a `name` it is one to subscribe to: it bears that name, and asks to be read anew every hour (RFC 7986, and the
    properties that older programs go by). There are no alarms: what reminds one is for each to choose.

    Evidence to be asked for again (`askings`) stands after the actions, in the same way and without a priority.

    Due dates are dates without a time of day; an event lasts that whole day, takes up no time, and there is none of an
    action that has no due date. UIDs are made of that of the action, so that a calendar that takes the file once more
    changes its entries and adds none; DTSTAMP is the last change, and SEQUENCE rises with each. PRIORITY 1, 4, 5, 9 is
    quick win, big bet, fill-in, money pit.
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", f"-//Auditor//Auditor {__version__}//{language().upper()}")
    made.add("version", "2.0")
    if name:
        _let_subscribe(made, _text(one_line(name)))
    # What a calendar holds stands before its last line; put into it, all would be held at once.
    whole = str(made.to_ical(), "utf-8")
    begin = whole.removesuffix(_END)
    yield begin
    for action in actions:
        if shape is not Shape.EVENTS:
            yield str(_task(action).to_ical(), "utf-8")
        if shape is not Shape.TASKS and action.line.due is not None:
            yield str(_event(action).to_ical(), "utf-8")
    for one in askings:
        if shape is not Shape.EVENTS:
            yield str(_asking_task(one).to_ical(), "utf-8")
        if shape is not Shape.TASKS and one.asking.due is not None:
            yield str(_asking_event(one, one.asking.due).to_ical(), "utf-8")
    yield whole[len(begin) :]


def _let_subscribe(made: Calendar, name: str) -> None:
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT1H")


_END = "END:VCALENDAR\r\n"


def _task(action: HandedAction) -> Todo:
    from icalendar import Todo

    line = action.line
    status, percent = _STATUSES[line.status]
    task = Todo()
    task.add("uid", f"{action.uid}@auditor")
    _describe(task, action, ticket_title(action))
    task.add("status", status)
    if percent is not None:
        task.add("percent-complete", percent)
    if line.due is not None:
        task.add("due", line.due)
    if status == "COMPLETED" and action.closed is not None:
        task.add("completed", _utc(action.closed))
    return task


def _event(action: HandedAction) -> Event:
    from icalendar import Event

    line = action.line
    assert line.due is not None
    event = Event()
    event.add("uid", f"{action.uid}-due@auditor")
    title = ticket_title(action)
    _describe(event, action, f"✓ {title}" if line.status in (Status.DONE, Status.VERIFIED) else title)
    event.add("status", "CANCELLED" if line.status is Status.DROPPED else "CONFIRMED")
    _last_a_day(event, line.due)
    return event


def _last_a_day(event: Event, day: date) -> None:
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(1))
    event.add("transp", "TRANSPARENT")


def _asking_task(one: HandedAsking) -> Todo:
    from icalendar import Todo

    task = Todo()
    task.add("uid", f"{one.uid}@auditor")
    _describe_asking(task, one, title_text(one.asking))
    task.add("status", "NEEDS-ACTION" if one.asking.is_open else "COMPLETED")
    task.add("percent-complete", 0 if one.asking.is_open else 100)
    if one.asking.due is not None:
        task.add("due", one.asking.due)
    if one.asking.closed is not None:
        task.add("completed", _utc(one.asking.closed))
    return task


def _asking_event(one: HandedAsking, day: date) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{one.uid}-due@auditor")
    title = title_text(one.asking)
    _describe_asking(event, one, title if one.asking.is_open else f"✓ {title}")
    event.add("status", "CONFIRMED")
    _last_a_day(event, day)
    return event


def _describe_asking(entry: Todo | Event, one: HandedAsking, title: str) -> None:
    asking = one.asking
    _date(entry, one.created, one.changed, one.revision)
    entry.add("summary", _text(title))
    entry.add("description", _text(asking_described(asking)))
    entry.add("categories", [_text(part) for part in (asking.journey, asking.stage) if part])


def _describe(entry: Todo | Event, action: HandedAction, title: str) -> None:
    """Add what tasks and events have alike."""
    line = action.line
    _date(entry, action.created, action.changed, action.revision)
    entry.add("summary", _text(title))
    entry.add("description", _text(described(action)))
    entry.add("categories", [_text(line.journey), _text(line.stage)])
    entry.add("priority", _PRIORITIES[LEVELS[Quadrant(line.quadrant)]])


def _date(entry: Todo | Event, created: datetime, changed: datetime, revision: int) -> None:
    entry.add("dtstamp", _utc(changed))
    entry.add("created", _utc(created))
    entry.add("last-modified", _utc(changed))
    entry.add("sequence", revision - 1)


def _text(text: str) -> str:
    """Return text without control characters, which a calendar may not have; tabs become spaces."""
    return clean(text).replace("\t", " ")


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
