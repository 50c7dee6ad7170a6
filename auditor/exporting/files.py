"""Actions as the file of another program, whichever it is."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from auditor.base.i18n import N_, _
from auditor.exporting.calendar import Shape, calendar
from auditor.exporting.github import issue, issue_name, issues
from auditor.exporting.jira import jira_csv
from auditor.exporting.tasks import Grouping, task_list
from auditor.views.exporting import HandedAction


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


def handed_text(
    target: ExportTarget,
    actions: Sequence[HandedAction],
    by: Grouping = Grouping.OWNER,
    shape: Shape = Shape.BOTH,
) -> str:
    """Return the actions as the text of a file; `by` heads the groups of a task list, `shape` is of a calendar."""
    if target is ExportTarget.CALENDAR:
        return calendar(actions, shape)
    if target is ExportTarget.JIRA:
        return jira_csv(actions)
    if target is ExportTarget.MARKDOWN:
        return task_list(actions, by)
    return issues(actions)


_SHAPES = {
    Shape.BOTH: N_("events on due dates, and tasks"),
    Shape.EVENTS: N_("events on due dates only"),
    Shape.TASKS: N_("tasks only"),
}


def shape_name(shape: Shape) -> str:
    """Return what actions are in a calendar, in the user's language."""
    return _(_SHAPES[shape])


def issue_files(folder: Path, actions: Sequence[HandedAction]) -> dict[Path, str]:
    """Return an issue a file, each in `folder`."""
    return {folder / issue_name(action): issue(action) for action in actions}
