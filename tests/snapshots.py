"""Everything a user can see in a database, to compare before and after."""

from __future__ import annotations

from typing import Any

from auditor.base.vocabulary import Status
from auditor.views.actions import ActionFilter
from auditor.workspace import Workspace


def everything(workspace: Workspace) -> dict[str, Any]:
    """Return what all reads show, but the history."""
    reads = workspace.reads
    journeys = reads.journeys.lines()
    audits = reads.audits.lines()
    actions = reads.actions.ranking(ActionFilter(tuple(Status))).all()
    return {
        "journeys": [(line, reads.journeys.get(line.id)) for line in journeys],
        "personas": [reads.journeys.personas(line.id) for line in journeys],
        "summaries": [reads.audits.summary(line.id) for line in journeys],
        "people": reads.people.all(),
        "filters": reads.actions.filters(),
        "rules": [workspace.rules],
        "audits": audits,
        "answers": [
            (reads.audits.get(line.id), reads.audits.findings(line.id)) for line in audits if not line.hidden
        ],
        "maps": [(reads.maps.get(line.id), reads.maps.replies(line.id)) for line in journeys],
        "actions": [reads.actions.get(line.id) for line in actions],
    }
