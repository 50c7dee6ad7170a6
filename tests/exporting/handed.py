"""Actions made of plain values, for tests of what is written for other programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from auditor.analysis.priority import priority, quadrant
from auditor.base.vocabulary import Status
from auditor.exporting import calendar as calendars
from auditor.exporting import jira, tasks
from auditor.exporting.calendar import Shape
from auditor.exporting.tasks import Grouping
from auditor.views.actions import ActionLine, LinkedFinding
from auditor.views.exporting import HandedAction


def calendar(actions: Iterable[HandedAction], shape: Shape = Shape.BOTH) -> str:
    """Return a calendar as one text."""
    return "".join(calendars.calendar(actions, shape))


def jira_csv(actions: Iterable[HandedAction], accounts: Mapping[str, str] | None = None) -> str:
    """Return a table for Jira as one text."""
    return "".join(jira.jira_csv(actions, accounts or {}))


def task_list(actions: Iterable[HandedAction], by: Grouping) -> str:
    """Return a task list as one text."""
    return "".join(tasks.task_list(actions, by))


CREATED = datetime(2026, 1, 2, 3, 4, 5, 678_901, tzinfo=UTC)
CHANGED = datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)


def handed(
    number: int = 1,
    title: str = "Show the price",
    *,
    effort: int = 2,
    impact: int = 4,
    status: Status = Status.PLANNED,
    owner: str = "Åsa",
    due: date | None = None,
    note: str = "",
    found: str = "",
    stage: str = "Purchase",
    touchpoint: str = "Checkout",
    journey: str = "Shop",
) -> HandedAction:
    """Return an action; `found` is the comment on a sour feeling that it answers; another
    persona was very happy there later."""
    value, kind = priority(effort, impact, 0.5, 0.1), quadrant(effort, impact)
    line = ActionLine(
        number,
        title,
        1,
        journey,
        stage,
        1,
        touchpoint,
        effort,
        impact,
        3,
        0.5,
        0.1,
        value,
        kind,
        status,
        owner,
        due,
    )
    later = LinkedFinding("", "", None, None, 2, "", 4, CHANGED, 1, None, "Business buyer")
    sour = LinkedFinding("", "", None, None, -1, found, 1, CREATED, 1, None, "Private buyer", (later,))
    findings = (sour,) if found else ()
    closed = CHANGED if status in (Status.DONE, Status.VERIFIED, Status.DROPPED) else None
    return HandedAction(line, f"uid{number}", note, "", CREATED, CHANGED, 3, closed, findings)
