"""Actions as CSV that Jira's importer takes, one issue a row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping

from auditor.base import labels
from auditor.base.text import clean, folded, neutral
from auditor.base.vocabulary import Status
from auditor.exporting.mended import ticket_title
from auditor.exporting.pictures import NOT_BESIDE, Beside
from auditor.exporting.words import LEVELS, described
from auditor.views.exporting import HandedAction

COLUMNS = (
    *("Summary", "Issue Type", "Status", "Priority", "Assignee", "Due Date", "Labels", "Labels"),
    *("External Issue ID", "Description", "Owner"),
)
"""Jira's names of its fields, whatever the language; a field named twice takes several values.

The last is no field of Jira's: it takes names, a field of the user's own. Only an account can be assigned an issue.
"""

_PRIORITIES = ("Highest", "High", "Medium", "Low")
_STATUSES = {
    Status.PROPOSED: "To Do",
    Status.PLANNED: "To Do",
    Status.IN_PROGRESS: "In Progress",
    Status.DONE: "Done",
    Status.VERIFIED: "Done",
    Status.DROPPED: "Done",
}
_SUMMARY_LIMIT = 255
_CELL_LIMIT = 32_000
"""Jira's limit of a description is 32,767 characters, as is a spreadsheet's of a cell."""


def jira_csv(
    actions: Iterable[HandedAction], accounts: Mapping[str, str], beside: Beside = NOT_BESIDE
) -> Iterator[str]:
    """Yield the actions as CSV (RFC 4180) with all cells quoted.

    `accounts` are those of owners in Jira, by their folded names; who has none stands in a field beside. `beside` is
    where the pictures are.
    A cell that a spreadsheet would take for a formula has an apostrophe before it (`text.neutral`), which
    `text.as_written` takes away again.
    """
    yield _row(COLUMNS)
    for action in actions:
        yield _row([neutral(cell) for cell in _cells(action, accounts, beside)])


def _row(cells: Iterable[str]) -> str:
    file = io.StringIO()
    csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(cells)
    return file.getvalue()


def has_account(owner: str, accounts: Mapping[str, str]) -> bool:
    """Tell whether an owner can be assigned an issue."""
    return folded(owner) in accounts


def _cells(action: HandedAction, accounts: Mapping[str, str], beside: Beside) -> list[str]:
    line = action.line
    account = accounts.get(folded(line.owner), "")
    return [
        clean(ticket_title(action))[:_SUMMARY_LIMIT],
        "Task",
        _STATUSES[line.status],
        _PRIORITIES[LEVELS[line.quadrant]],
        account,
        line.due.isoformat() if line.due else "",
        _label(labels.word(line.quadrant)),
        _label(line.stage),
        action.uid,
        clean(described(action, beside))[:_CELL_LIMIT],
        "" if account else clean(line.owner),
    ]


def _label(text: str) -> str:
    """Return text as a label, which can't have spaces."""
    return re.sub(r"\s+", "-", clean(text).strip())
