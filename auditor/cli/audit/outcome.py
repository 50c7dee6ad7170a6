"""What is said when an audit is finished: what it showed, and who is still to finish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.base.i18n import _
from auditor.cli.frame import output
from auditor.sentences import proof as proof_text

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
