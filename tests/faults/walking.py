"""A walk in a terminal of the test's own, and what is found of it afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from auditor.base.vocabulary import Verdict
from auditor.settings.config import Config
from auditor.store.location import Location
from auditor.workspace import Workspace
from tests.terminal.bare import Bare, bare

SAVED = r"saved \d"
"""How the walk says that an answer is on disk, and when."""
SOON = 60.0
"""Seconds within which the program has to end: on a quiet machine it takes one, and one that waits for more never ends."""


@contextmanager
def in_a_walk(shop_path: Path, *, with_signal: bool = True) -> Iterator[Bare]:
    """Stand at the second check of a walk, the first one answered."""
    environment = {
        "AUDITOR_DB": str(shop_path),
        "AUDITOR_CONFIG": str(shop_path.parent / "config"),
        "AUDITOR_USER": "Kim",
    }
    with bare(["audit", "walk"], environment, with_signal=with_signal) as terminal:
        terminal.until("check 1 of ")
        terminal.send(b"y")
        # The next check is shown before that, or with it.
        terminal.until(SAVED)
        yield terminal


def verdicts(shop_path: Path) -> list[Verdict | None]:
    """Return the verdicts of an audit in the order of its checks; the database is sound."""
    workspace = Workspace(Location(shop_path, None), Config(shop_path.parent / "config", "Kim"))
    # The days of audits in databases of tests are not those of their history.
    assert [flaw for flaw in workspace.upkeep.check() if "started_at" not in flaw] == []
    audit = workspace.reads.audits.get(1)
    workspace.close()
    assert audit is not None
    return [answer.verdict for visit in audit.visits for answer in visit.answers]
