"""How long one saved answer takes, against one bare commit with the same pragmas in a file of the same size."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import cycle
from pathlib import Path

from auditor.base.vocabulary import Verdict
from auditor.settings.config import Config
from auditor.workspace import Workspace
from tests.benchmarks.databases import WHO, Made, questions
from tests.benchmarks.ratios import Measure, Ratio, in_turns, ratio, timed


def saved_answer(made: Made, times: int, what: str = "small") -> Ratio:
    """Measure `times` answers, each with its history and what is worked out from it, against bare commits."""
    copy = made.path.with_name("bare.db")
    shutil.copyfile(made.path, copy)
    try:
        with _program(made) as ours, _bare(copy, made) as bare:
            taken = in_turns({"ours": ours, "bare": bare}, times, warm=5)
    finally:
        copy.unlink()
    return ratio(f"one saved answer, {what} database", taken["ours"], taken["bare"], 3.0)


@contextmanager
def _program(made: Made) -> Iterator[Measure]:
    answers = cycle(answer.id for visit in questions(made).visits for answer in visit.answers)
    verdicts = cycle((Verdict.PASS, Verdict.FAIL, Verdict.PARTLY))
    workspace = Workspace.open(str(made.path), Config(made.path.parent, WHO))
    try:
        workspace.get_ready_to_write()
        yield timed(lambda: workspace.audits.answer(next(answers), next(verdicts)))
    finally:
        workspace.close()


@contextmanager
def _bare(path: Path, made: Made) -> Iterator[Measure]:
    from auditor.store.engine import PRAGMAS

    answers = cycle(answer.id for visit in questions(made).visits for answer in visit.answers)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in PRAGMAS:
            connection.execute(pragma)
        verdicts = cycle(("pass", "fail", "partly"))

        def commit() -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(
                "UPDATE answer SET verdict = ?, answered_at = '2026-01-01T00:00:00.000000+00:00' WHERE id = ?",
                (next(verdicts), next(answers)),
            )
            connection.execute("COMMIT")

        yield timed(commit)
