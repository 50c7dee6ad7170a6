"""The calendar of actions, read back by a parser written from RFC 5545 alone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from auditor.base.text import clean
from auditor.base.vocabulary import EvidenceKind, Status
from auditor.exporting import calendar as calendars
from auditor.exporting import tasks as task_lists
from auditor.exporting.calendar import Shape
from auditor.exporting.tasks import Grouping
from auditor.exporting.words import described
from auditor.views.askings import Asking
from auditor.views.exporting import HandedAsking
from tests.exporting.handed import calendar, handed
from tests.hostile import ALL

Properties = list[tuple[str, str, str]]
"""Name, parameters and value, in the order of the file."""

_LINE = re.compile(r"([A-Z-]+)((?:;[A-Z-]+=[^;:\x00-\x1f]*)*):(.*)", re.DOTALL)


def content_lines(text: str) -> list[str]:
    """Return the unfolded lines (RFC 5545 §3.1), each of at most 75 octets in the file."""
    assert text.endswith("\r\n")
    lines = text.removesuffix("\r\n").split("\r\n")
    assert all(len(line.encode("utf-8")) <= 75 for line in lines)
    unfolded: list[str] = []
    for line in lines:
        assert not re.search("[\x00-\x08\x0a-\x1f\x7f]", line), line
        if line[:1] in (" ", "\t"):
            unfolded[-1] += line[1:]
        else:
            unfolded.append(line)
    return unfolded


def plain(value: str) -> str:
    """Return a TEXT value without its escapes (RFC 5545 §3.3.11); others than these are refused."""
    assert not re.search(r"(?<!\\)(?:\\\\)*\\[^\\;,nN]", value)
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def tasks(text: str, kind: str = "VTODO") -> list[Properties]:
    """Return the properties of every VTODO, or VEVENT, of a calendar."""
    found: list[Properties] = []
    inside: list[str] = []
    for line in content_lines(text):
        match = _LINE.fullmatch(line)
        assert match, line
        name, parameters, value = match.groups()
        if name == "BEGIN":
            inside.append(value)
            assert value in ("VCALENDAR", "VTODO", "VEVENT")
            if value == kind:
                found.append([])
        elif name == "END":
            assert inside.pop() == value
        elif inside == ["VCALENDAR", kind]:
            found[-1].append((name, parameters, value))
        elif len(inside) == 1:
            assert inside == ["VCALENDAR"] and name in ("VERSION", "PRODID")
    assert not inside
    return found


def values(properties: Properties) -> dict[str, str]:
    """Return the values by name; none may come twice."""
    assert len({name for name, _parameters, _value in properties}) == len(properties)
    return {name: value for name, _parameters, value in properties}


def test_an_action_is_a_task_with_its_due_date() -> None:
    (task,) = tasks(calendar([handed(due=date(2026, 12, 1), note="In euro, too")]))
    assert ("DUE", ";VALUE=DATE", "20261201") in task
    found = values(task)
    assert found["UID"] == "uid1@auditor"
    assert found["SUMMARY"] == "Show the price"
    assert found["DTSTAMP"] == found["LAST-MODIFIED"] == "20260203T040506Z"
    assert found["CREATED"] == "20260102T030405Z"
    assert found["CATEGORIES"] == "Shop,Purchase"
    said = plain(found["DESCRIPTION"])
    assert "Touchpoint: Shop › Purchase › Checkout" in said
    assert "Why: quick win: impact 4 · effort 2 · need 0.50" in said
    assert "Owner: Åsa" in said and "Due: 1 Dec 2026" in said and "In euro, too" in said


def events(text: str) -> list[Properties]:
    """Return the properties of every VEVENT of a calendar."""
    return tasks(text, "VEVENT")


def test_what_is_due_is_an_event_of_that_whole_day_too() -> None:
    actions = [handed(1, due=date(2026, 12, 31)), handed(2)]
    (event,) = events(calendar(actions))
    assert ("DTSTART", ";VALUE=DATE", "20261231") in event and ("DTEND", ";VALUE=DATE", "20270101") in event
    found = values(event)
    assert (found["UID"], found["SUMMARY"], found["TRANSP"]) == (
        "uid1-due@auditor",
        "Show the price",
        "TRANSPARENT",
    )
    assert found["DTSTAMP"] == "20260203T040506Z" and "Owner: Åsa" in plain(found["DESCRIPTION"])
    assert [values(task)["UID"] for task in tasks(calendar(actions))] == ["uid1@auditor", "uid2@auditor"]


def test_events_or_tasks_alone() -> None:
    actions = [handed(1, due=date(2026, 12, 1)), handed(2)]
    counted = {
        shape: (len(events(calendar(actions, shape))), len(tasks(calendar(actions, shape))))
        for shape in Shape
    }
    assert counted == {Shape.BOTH: (1, 2), Shape.EVENTS: (1, 0), Shape.TASKS: (0, 2)}


@pytest.mark.parametrize(
    ("status", "title", "word"),
    [
        (Status.PLANNED, "Show the price", "CONFIRMED"),
        (Status.DONE, "✓ Show the price", "CONFIRMED"),
        (Status.DROPPED, "Show the price", "CANCELLED"),
    ],
)
def test_an_event_tells_what_is_done_and_what_is_dropped(status: Status, title: str, word: str) -> None:
    (event,) = events(calendar([handed(status=status, due=date(2026, 12, 1))]))
    assert (values(event)["SUMMARY"], values(event)["STATUS"]) == (title, word)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_an_event_ends_where_the_next_day_begins(day: date) -> None:
    found = values(events(calendar([handed(due=day)]))[0])
    assert found["DTSTART"] == f"{day:%Y%m%d}" and found["DTEND"] == f"{day + timedelta(1):%Y%m%d}"


@pytest.mark.parametrize(
    ("status", "word", "percent", "completed"),
    [
        (Status.PROPOSED, "NEEDS-ACTION", "0", False),
        (Status.PLANNED, "NEEDS-ACTION", "0", False),
        (Status.IN_PROGRESS, "IN-PROCESS", "50", False),
        (Status.DONE, "COMPLETED", "100", True),
        (Status.VERIFIED, "COMPLETED", "100", True),
        (Status.DROPPED, "CANCELLED", None, False),
    ],
)
def test_a_status_is_the_calendar_s_own(
    status: Status, word: str, percent: str | None, completed: bool
) -> None:
    (task,) = tasks(calendar([handed(status=status)]))
    found = values(task)
    assert (found["STATUS"], found.get("PERCENT-COMPLETE")) == (word, percent)
    assert ("COMPLETED" in found) is completed
    assert "DUE" not in found


@pytest.mark.parametrize(("effort", "impact", "level"), [(1, 5, 1), (5, 5, 4), (1, 1, 5), (5, 1, 9)])
def test_the_quadrant_is_the_priority(effort: int, impact: int, level: int) -> None:
    (task,) = tasks(calendar([handed(effort=effort, impact=impact)]))
    assert values(task)["PRIORITY"] == str(level)


_ANY = st.one_of(st.text(max_size=80), st.sampled_from(ALL).map(lambda text: text[:500]))


@settings(max_examples=60)
@given(_ANY, _ANY, _ANY, _ANY)
def test_whatever_text_there_is_comes_back_clean(title: str, note: str, found: str, stage: str) -> None:
    action = handed(title=title, note=note, found=found, stage=stage)
    first, second = tasks(calendar([action, handed(2)]))
    task = values(first)
    assert plain(task["SUMMARY"]) == clean(title).replace("\t", " ")
    assert plain(task["DESCRIPTION"]) == clean(described(action)).replace("\t", " ")
    assert values(second)["SUMMARY"] == "Show the price"


def test_equal_actions_give_equal_files() -> None:
    actions = [handed(number, due=date(2026, 3, number)) for number in range(1, 5)]
    assert calendar(actions) == calendar(list(actions))


def test_no_actions_are_an_empty_calendar() -> None:
    assert tasks(calendar([])) == []


def test_evidence_to_ask_again_is_a_task_and_an_event_on_its_due_day() -> None:
    at = datetime(2026, 11, 1, 12, tzinfo=UTC)
    asking = Asking(
        5,
        7,
        1,
        "Shop",
        1,
        "Before",
        None,
        "",
        None,
        "",
        EvidenceKind.SURVEY,
        "Exit",
        date(2026, 1, 1),
        due=date(2026, 12, 1),
    )
    text = "".join(calendars.calendar([], askings=[HandedAsking(asking, "uid7", at, at, 1)]))
    (task,), (event,) = tasks(text), events(text)
    assert values(task)["UID"] == "uid7@auditor"
    assert values(task)["SUMMARY"] == values(event)["SUMMARY"] == "Ask again: Exit"
    assert values(task)["STATUS"] == "NEEDS-ACTION"
    done = HandedAsking(replace(asking, closed=at), "uid7", at, at, 1)
    text = "".join(calendars.calendar([], askings=[done]))
    assert values(tasks(text)[0])["STATUS"] == "COMPLETED"
    listed = "".join(task_lists.task_list([], Grouping.QUADRANT, [done]))
    assert "## To be asked again" in listed and "- [x] **Ask again: Exit**" in listed
