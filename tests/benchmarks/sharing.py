"""How long an answer and a gate take that stand for a whole site, against one bare commit of as many rows."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from itertools import cycle
from pathlib import Path

from auditor.base.vocabulary import Verdict
from auditor.settings.config import Config
from auditor.workspace import Workspace
from tests.benchmarks.databases import WHO
from tests.benchmarks.ratios import Measure, Ratio, in_turns, ratio, timed
from tests.nouns.one_site import at, new_site, write_checklist
from tests.walks import audit_of

PAGES, MORE = 400, 33
"""A site of so many pages, each with 40 checks."""
AIM = 16.0
"""A key that a whole site follows is to stay under a quarter of a second on a disk that takes 15 ms for the bare rows."""


def of_a_site(folder: Path, times: int, pages: int = PAGES) -> list[Ratio]:
    """Measure an answer that the whole site follows, and a gate that shuts a check at all its pages."""
    write_checklist(folder / "settings", MORE)
    workspace = Workspace.open(str(folder / "site.db"), Config(folder / "settings", WHO))
    try:
        audit = workspace.audits.start(new_site(workspace, pages), WHO)
        visit = audit_of(workspace, audit).visits[0].id
        asked = at(workspace, audit, 1, "menu").id
        verdicts, present = cycle((Verdict.PASS, Verdict.FAIL)), cycle((False, True))
        measures: dict[str, Measure] = {
            "answer": timed(lambda: workspace.audits.answer(asked, next(verdicts))),
            "gate": timed(lambda: workspace.audits.tell_presence(visit, {"shop": next(present)})),
        }
        bare = folder / "bare-site.db"
        shutil.copyfile(folder / "site.db", bare)
        with closing(sqlite3.connect(bare, isolation_level=None)) as connection:
            taken = in_turns({**measures, "bare": _bare(connection)}, times, warm=2)
    finally:
        workspace.close()
    return [
        ratio(f"one {what} for a site of {pages} pages", taken[what], taken["bare"], AIM) for what in measures
    ]


def _bare(connection: sqlite3.Connection) -> Measure:
    """Return a measure of as many answers changed, and as many rows of history, in one transaction."""
    from auditor.store.engine import PRAGMAS

    for pragma in PRAGMAS:
        connection.execute(pragma)
    rows = connection.execute(
        "SELECT a.id FROM answer a JOIN wording w ON w.id = a.wording_id WHERE w.check_key = 'menu'"
    ).fetchall()
    (change,) = connection.execute("SELECT max(id) FROM change").fetchone()
    verdicts = cycle(("pass", "fail"))

    def commit() -> None:
        verdict = next(verdicts)
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(
            "UPDATE answer SET verdict = ?, revision = revision + 1 WHERE id = ?",
            [(verdict, number) for (number,) in rows],
        )
        connection.executemany(
            "INSERT INTO change_row (change_id, entity, row_id, before, after)"
            ' VALUES (?, \'answer\', ?, \'{"verdict":"pass"}\', \'{"verdict":"fail"}\')',
            [(change, number) for (number,) in rows],
        )
        connection.execute("COMMIT")

    return timed(commit)
