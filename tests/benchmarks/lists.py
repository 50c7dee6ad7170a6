"""How long the list of actions takes to be filtered and sorted, against one statement that gives the same order."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from auditor.input.filters import read_filter
from auditor.settings.config import Config
from auditor.workspace import Workspace
from tests.benchmarks.databases import WHO, Made
from tests.benchmarks.ratios import Ratio, in_turns, ratio, timed

PAGE = 50
"""Both know after it how many there are and where each stands; the program also how they spread in the matrix, and by
whichever formula the user has chosen, which no statement knows. So nothing is aimed at."""

_PRIORITY = "x.impact * (0.5 + 0.5 * t.need) * (6 - x.effort) DESC, x.effort, t.id, x.id"
_OPEN = "x.removed_at IS NULL AND x.status IN ('proposed', 'planned', 'in-progress')"

FILTERS = {
    "": (_OPEN, _PRIORITY),
    "quadrant:quick-win effort<3": (f"{_OPEN} AND x.impact >= 4 AND x.effort < 3", _PRIORITY),
    "due<2026-06-01 form": (f"{_OPEN} AND x.due < '2026-06-01' AND x.folded LIKE '%form%'", _PRIORITY),
    "sort:stage": (_OPEN, f"s.position, s.name, {_PRIORITY}"),
    "-sort:due": (_OPEN, f"x.due IS NULL, x.due DESC, {_PRIORITY}"),
}
"""Filters as they are typed, with the condition and the order of the statement that gives the same."""


def lists(made: Made, times: int) -> list[Ratio]:
    """Measure each filter `times` rounds: ranked anew, with its first page."""
    workspace = Workspace.open(str(made.path), Config(made.path.parent, WHO))
    try:
        with closing(sqlite3.connect(made.path)) as connection:
            return [_measured(workspace, connection, words, times) for words in FILTERS]
    finally:
        workspace.close()


def _measured(workspace: Workspace, connection: sqlite3.Connection, words: str, times: int) -> Ratio:
    wanted = read_filter(words, workspace.today)
    condition, order = FILTERS[words]
    statement = f"""
        SELECT x.id FROM action x
        JOIN touchpoint t ON t.id = x.touchpoint_id JOIN stage s ON s.id = t.stage_id
        JOIN journey j ON j.id = t.journey_id
        WHERE {condition} AND t.removed_at IS NULL AND s.removed_at IS NULL AND j.removed_at IS NULL
        ORDER BY {order}
    """
    taken = in_turns(
        {
            "ours": timed(lambda: workspace.reads.actions.ranking(wanted).page(0, PAGE)),
            "statement": timed(lambda: connection.execute(statement).fetchall()),
        },
        times,
    )
    name = f"list of actions, “{words}”" if words else "list of actions, all open"
    return ratio(name, taken["ours"], taken["statement"], None)
