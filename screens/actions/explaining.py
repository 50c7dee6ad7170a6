"""Reads what the place of an action rests on."""

from __future__ import annotations

from auditor.sentences.explain_confidence import confidence_terms
from auditor.sentences.returns import chance_text
from auditor.views.actions import ActionFilter
from auditor.workspace import Workspace
from screens.dialogs.reasons import Explained


def explained(workspace: Workspace, action_id: int, shown: ActionFilter | None = None) -> Explained | None:
    """Return an action with what its place rests on; None when it is no longer there.

    With the filter of the list it is `shown` in, also how much its place rests on guesses and how likely it is to
    bring most, which takes the whole list.
    """
    reads = workspace.reads
    action = reads.actions.get(action_id)
    if action is None:
        return None
    line, rules = action.line, workspace.rules
    counted = reads.evidence.for_touchpoint(line.journey_id, line.touchpoint_id)
    chances = reads.returns.chances(shown) if shown is not None else {}
    return Explained(
        action,
        reads.actions.grounds(line.touchpoint_id),
        rules.scoring,
        reads.actions.history(line.id),
        confidence_terms(counted, rules.weighing, reads.evidence.today),
        reads.decisions.robustness(line, shown) if shown is not None else None,
        reads.proofs.of(line.id),
        chance_text(chances[line.id]) if line.id in chances else "",
    )
