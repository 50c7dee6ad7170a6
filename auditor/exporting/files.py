"""Actions as the file of another program, whichever it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from auditor.base.i18n import N_, _
from auditor.exporting.calendar import Shape, calendar
from auditor.exporting.github import issue, issue_name, issues
from auditor.exporting.jira import has_account, jira_csv
from auditor.exporting.pictures import NOT_BESIDE, Beside
from auditor.exporting.tasks import Grouping, task_list
from auditor.views.exporting import HandedAction, HandedAsking


class ExportTarget(StrEnum):
    """What actions are written for."""

    CALENDAR = "calendar"
    JIRA = "jira"
    MARKDOWN = "markdown"
    GITHUB = "github"


SUFFIXES = {
    ExportTarget.CALENDAR: ".ics",
    ExportTarget.JIRA: ".csv",
    ExportTarget.MARKDOWN: ".md",
    ExportTarget.GITHUB: ".md",
}

_NAMES = {
    ExportTarget.CALENDAR: N_("calendar: due dates as events, and tasks (.ics)"),
    ExportTarget.JIRA: N_("Jira: table for its importer (.csv)"),
    ExportTarget.MARKDOWN: N_("Markdown: task list (.md)"),
    ExportTarget.GITHUB: N_("GitHub: issue texts (.md)"),
}


def target_name(target: ExportTarget) -> str:
    """Return what a target is, in the user's language."""
    return _(_NAMES[target])


class Counted:
    """Actions on their way into a file, counted as they go; they can be gone through once."""

    def __init__(self, actions: Iterable[HandedAction], accounts: Mapping[str, str] | None = None) -> None:
        """Count none yet; `accounts` are those of owners in Jira."""
        self._actions = iter(actions)
        self._accounts = accounts or {}
        self.count = 0
        self.undated = 0
        """How many of them have no due date."""
        self.strangers: set[str] = set()
        """Owners who have no account in Jira."""
        self.undescribed = 0
        """How many of their pictures nobody has described."""

    def __iter__(self) -> Iterator[HandedAction]:
        """Yield the actions."""
        for action in self._actions:
            self.count += 1
            self.undated += action.line.due is None
            self.undescribed += sum(not one.text for finding in action.mends for one in finding.pictures)
            if action.line.owner and not has_account(action.line.owner, self._accounts):
                self.strangers.add(action.line.owner)
            yield action


def handed_text(
    target: ExportTarget,
    actions: Iterable[HandedAction],
    by: Grouping = Grouping.OWNER,
    shape: Shape = Shape.BOTH,
    accounts: Mapping[str, str] | None = None,
    askings: Iterable[HandedAsking] = (),
    beside: Beside = NOT_BESIDE,
) -> Iterator[str]:
    """Return the text of a file of actions, in pieces that are made as they are taken.

    `by` heads the groups of a task list, `shape` is of a calendar, `accounts` are those of owners in Jira,
    `askings` are evidence to be asked for again, which calendars and task lists take, `beside` is where pictures are.
    """
    if target is ExportTarget.CALENDAR:
        return calendar(actions, shape, askings)
    if target is ExportTarget.JIRA:
        return jira_csv(actions, accounts or {}, beside)
    if target is ExportTarget.MARKDOWN:
        return task_list(actions, by, askings, beside)
    return issues(actions, beside)


_SHAPES = {
    Shape.BOTH: N_("events on due dates, and tasks"),
    Shape.EVENTS: N_("events on due dates only"),
    Shape.TASKS: N_("tasks only"),
}


def shape_name(shape: Shape) -> str:
    """Return what actions are in a calendar, in the user's language."""
    return _(_SHAPES[shape])


def issue_files(
    folder: Path, actions: Iterable[HandedAction], beside: Beside = NOT_BESIDE
) -> dict[Path, str]:
    """Return an issue a file, each in `folder`; `beside` is where the pictures are."""
    return {folder / issue_name(action): issue(action, beside) for action in actions}
