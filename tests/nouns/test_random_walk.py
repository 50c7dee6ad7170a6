"""Many changes in a row, picked at random from a fixed seed: what is derived stays true, and all can be taken back."""

from __future__ import annotations

import os
from random import Random

import pytest

from auditor.library.templates import Template
from auditor.workspace import Workspace
from tests.nouns.hand import Hand
from tests.snapshots import everything
from tests.walks import run_sql

STEPS = 100
SEEDS = range(1, 1 + int(os.environ.get("AUDITOR_WALKS", "2")))
"""AUDITOR_WALKS=100 tries a hundred instead of two."""
ON_SERVERS = 10
"""On a server, where reading all rows takes its time, so many steps are taken between two looks."""
SHARE = {"fail": 2, "partly": 1, "pass": 0}
"""Halves of a severity that count as failed."""


def _untrue(workspace: Workspace) -> list[str]:
    """Return every tally and need that differs from what the formulas give, worked out from the rows alone."""
    verdicts: dict[int, list[tuple[int, str | None, bool]]] = {}
    for visit, severity, verdict, carried in run_sql(
        workspace,
        """SELECT a.visit_id, w.severity, a.verdict, a.carried FROM answer a JOIN wording w ON w.id = a.wording_id
        WHERE a.removed_at IS NULL""",
    ):
        verdicts.setdefault(visit, []).append((severity, verdict, carried))
    waiting = {
        number
        for (number,) in run_sql(
            workspace,
            """SELECT round_id FROM audit WHERE round_id IS NOT NULL AND kind <> 'agreed'
            AND removed_at IS NULL AND finished_at IS NULL""",
        )
    }
    wrong = []
    newest: dict[tuple[int, int], tuple[str, int, float]] = {}
    for visit, point, persona, started, audit, removed, feeling, round_, *stored in run_sql(
        workspace,
        """SELECT v.id, v.touchpoint_id, u.persona_id, u.started_at, u.id, u.removed_at, v.feeling,
        u.round_id, v.asked, v.answered, v.weight_asked, v.weight_failed
        FROM visit v JOIN audit u ON u.id = v.audit_id WHERE v.removed_at IS NULL""",
    ):
        given = verdicts.get(visit, [])
        counted = [(severity, SHARE[verdict]) for severity, verdict, _carried in given if verdict in SHARE]
        asked_here = [verdict for _severity, verdict, carried in given if not carried]
        answered = sum(verdict is not None for verdict in asked_here)
        asked = sum(severity for severity, _share in counted)
        failed = sum(severity * share for severity, share in counted) / 2
        if stored != [len(asked_here), answered, asked, failed]:
            wrong.append(f"visit {visit}: {stored} is not {[len(asked_here), answered, asked, failed]}")
        if removed is None and round_ not in waiting and (answered or feeling is not None):
            pains = [failed / asked] if asked else []
            pains += [(2 - feeling) / 4] if feeling is not None else []
            worst = (started, audit, max(pains, default=-1.0))
            newest[point, persona] = max(newest.get((point, persona), ("", 0, 0.0)), worst)
    for point, importance, critical, need in run_sql(
        workspace, "SELECT id, importance, critical, need FROM touchpoint WHERE removed_at IS NULL"
    ):
        known = [
            worst for (place, _persona), (*_when, worst) in newest.items() if place == point and worst >= 0
        ]
        expected = (
            min(1, importance / 5 * max(known) * (1.25 if critical else 1)) if known else importance / 10
        )
        if need != pytest.approx(expected):
            wrong.append(f"touchpoint {point}: {need} is not {expected}")
    return wrong


def _is_inside_itself(workspace: Workspace) -> bool:
    """Tell whether any journey leads back to itself through what its touchpoints open into."""
    ways = run_sql(
        workspace,
        "SELECT journey_id, opens_id FROM touchpoint WHERE removed_at IS NULL AND opens_id IS NOT NULL",
    )
    while ways:
        inner = {below for _above, below in ways}
        left = [way for way in ways if way[0] in inner]
        if len(left) == len(ways):
            return True
        ways = left
    return False


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_is_done_tallies_and_needs_stay_true_and_all_can_be_taken_back(
    workspace: Workspace, web_shop: int, web_shop_template: Template, seed: int
) -> None:
    start = everything(workspace)
    hand = Hand(workspace, Random(seed), web_shop_template)
    workspace.audits.start(web_shop, "Kim")
    every = 1 if workspace.location.url is None else ON_SERVERS
    for step in range(STEPS):
        hand.change()
        if step % every == 0:
            assert _untrue(workspace) == [], f"after step {step}"
            assert not _is_inside_itself(workspace), f"after step {step}"
    assert _untrue(workspace) == []
    assert workspace.upkeep.check() == []
    _redo_all(workspace)
    end = everything(workspace)
    assert len(workspace.reads.history.lines(10_000)) > STEPS / 3

    _undo_until(workspace, hand.begun)
    assert everything(workspace) == start
    assert _untrue(workspace) == []
    _redo_all(workspace)
    assert everything(workspace) == end
    assert _untrue(workspace) == []


def _undo_until(workspace: Workspace, first: int) -> None:
    """Undo until only the first changes are left."""
    while (line := workspace.reads.history.to_undo()) and line.id > first:
        workspace.undoing.undo()


def _redo_all(workspace: Workspace) -> None:
    while workspace.reads.history.to_redo():
        workspace.undoing.redo()
