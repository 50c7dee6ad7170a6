"""Rounds for tests: several people audit one journey, each in a workspace of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from auditor.base.vocabulary import Verdict
from auditor.workspace import Workspace
from tests.walks import audit_of

Opener = Callable[..., Workspace]


def round_of(
    workspace: Workspace, journey: int, *auditors: str, persona: int | None = None
) -> dict[str, int]:
    """Start a round and return the number of each auditor's audit."""
    number = workspace.rounds.start(journey, auditors, persona)
    line = workspace.reads.rounds.line(number)
    assert line is not None
    return {audit.auditor: audit.id for audit in line.audits}


def say(workspace: Workspace, audit_id: int, place: int, verdicts: Iterable[Verdict | None]) -> None:
    """Give verdicts on the first checks at a place of the walk."""
    for answer, verdict in zip(audit_of(workspace, audit_id).visits[place].answers, verdicts, strict=False):
        if verdict is not None:
            workspace.audits.answer(answer.id, verdict, f"seen by {workspace.who}")


def finish(workspace: Workspace, audit_id: int) -> None:
    """Finish an audit in which one feeling is noted, at the last touchpoint."""
    workspace.audits.feel(audit_of(workspace, audit_id).visits[-1].id, 0)
    workspace.audits.finish(audit_id)
