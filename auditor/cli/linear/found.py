"""What an audit found, in lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis.finding_changes import changes_between
from auditor.analysis.finding_counts import counted
from auditor.base.i18n import _
from auditor.base.vocabulary import AuditKind
from auditor.sentences import proof as proof_text
from auditor.sentences.faults import severity, statement
from auditor.sentences.finding_counts import changed, headline
from auditor.sentences.findings import sentence

if TYPE_CHECKING:
    from auditor.cli.linear.talk import Talk
    from auditor.views.audits import Audit, Found
    from auditor.views.findings import Finding


def say_found(talk: Talk, audit: Audit) -> None:
    """Say how much an audit found, what became of what was found before, and each finding."""
    reads = talk.workspace.reads
    if audit.round_id is not None and audit.kind is AuditKind.WHOLE and _is_waited_for(talk, audit.round_id):
        return
    every = reads.findings.of_journey(audit.journey_id)
    found = reads.audits.found(audit, every)
    last = reads.follow.finished_before(audit.id)
    talk.say(headline(counted(one.finding for one in found if one.finding is not None)))
    if last is not None and (said := changed(changes_between(every, audit, last))):
        talk.say(_("Findings: {what}").format(what=said))
    for proof in reads.proofs.by_audit(audit.id):
        talk.say(f"{proof.action.id} {proof.action.title}: {proof_text.verdict(proof)}")
    talk.say_some(map(found_line, found))


def _is_waited_for(talk: Talk, round_id: int) -> bool:
    """Tell whether others of a round have not finished yet, and say who."""
    line = talk.workspace.reads.rounds.line(round_id)
    if line is None or not line.waiting:
        return False
    names = ", ".join(line.waiting)
    talk.say(_("Hidden from the others until these have finished: {names}.").format(names=names))
    return True


def found_line(found: Found) -> str:
    """Return one finding of an audit, where it is, and what is done about it."""
    if found.finding is not None:
        return finding_line(found.finding)
    return " · ".join((sentence(found), found.touchpoint))


def finding_line(finding: Finding) -> str:
    """Return a finding by its name, how severe it is, and where."""
    parts = (f"{finding.name} {statement(finding)}", finding.touchpoint, severity(finding))
    return " · ".join(filter(None, parts))
