"""What is said when an audit is started, of what it asks, and when it is finished: what it found and showed, who is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis.finding_changes import changes_between
from auditor.base.i18n import _
from auditor.base.vocabulary import Depth
from auditor.cli.frame import output
from auditor.sentences import proof as proof_text
from auditor.sentences.depths import effort_text
from auditor.sentences.finding_counts import changed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.views.audits import AuditLine
    from auditor.views.findings import Finding
    from auditor.workspace import Workspace


_NAMED = 5
"""So many findings are named of each kind."""


def tell_findings(workspace: Workspace, line: AuditLine) -> None:
    """Say what became of findings in an audit that is finished, since the one before it: new, gone, come back."""
    before = workspace.reads.follow.finished_before(line.id)
    found = workspace.reads.findings.of_journey(line.journey_id)
    changes = changes_between(found, line, before)
    if said := changed(changes):
        output.say(_("Findings: {changes}.").format(changes=said))
    for title, kind in (
        (_("New: {findings}"), changes.new if before else ()),
        (_("Gone: {findings}"), changes.gone),
        (_("Came back: {findings}"), changes.back),
    ):
        if kind:
            output.say(title.format(findings=_names(kind)))


def _names(findings: Sequence[Finding]) -> str:
    names = ", ".join(one.name for one in findings[:_NAMED])
    return names + (" …" if len(findings) > _NAMED else "")


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
