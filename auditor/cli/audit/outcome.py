"""What is said when an audit is started, of what it asks, and when it is finished: what it showed, who is to finish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.base.i18n import _
from auditor.base.vocabulary import Depth
from auditor.cli.frame import output
from auditor.sentences import proof as proof_text
from auditor.sentences.depths import effort_text

if TYPE_CHECKING:
    from auditor.workspace import Workspace


def tell_proofs(workspace: Workspace, audit_id: int) -> None:
    """Say what an audit that is finished showed of the actions that wait for proof."""
    for proof in workspace.reads.proofs.by_audit(audit_id):
        action = proof.action
        output.say(f"{action.id} {action.title}: {proof_text.verdict(proof)}")
        if proof.effect is not None and action.effect is None:
            output.say(_("“auditor action verify {number}” settles it.").format(number=action.id))


def tell_round(workspace: Workspace, round_id: int) -> None:
    """Say who of a round is still to finish, or what comes next."""
    found = workspace.reads.rounds.line(round_id)
    if found is None:
        return
    if found.waiting:
        names = ", ".join(found.waiting)
        output.say(_("Hidden from the others until these have finished: {names}.").format(names=names))
    else:
        output.say(
            _("All have finished: “auditor audit round show {number}” says how far you agree.").format(
                number=round_id
            )
        )


def tell_effort(workspace: Workspace, journey_id: int, depth: Depth, auditor_id: int | None = None) -> None:
    """Say how much an audit of a depth asks for, and about how long that takes somebody, or else the user."""
    for offer in workspace.depths(journey_id, auditor_id):
        if offer.depth is depth:
            effort = effort_text(offer.judgements, offer.minutes)
            output.say(_("To judge: {effort}.").format(effort=effort))
