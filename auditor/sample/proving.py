"""Lets some actions of the sample be done, and looks at them again."""

from __future__ import annotations

from auditor.base.i18n import in_language
from auditor.base.vocabulary import AuditKind
from auditor.sample.data import SampleDone
from auditor.sample.walking import Made, actions_of, whole_audit


def make_done(made: Made, planned: SampleDone) -> None:
    """Let the action that the newest finished audit's finding has be done, if it has one."""
    workspace = made.workspace
    audits = workspace.reads.audits.lines(made.journey)
    newest = next(line for line in audits if line.finished is not None and line.kind is AuditKind.WHOLE)
    number = dict(actions_of(made, newest.id)).get((planned.touchpoint, planned.check))
    if number is None:
        return
    made.done[planned.touchpoint, planned.check] = number
    with workspace.together():
        workspace.actions.accept([number])
        workspace.actions.edit(number, owner=in_language(planned.owner))
        workspace.actions.done([number])


def look_again(made: Made, planned: SampleDone) -> None:
    """Look again at an action that is done, and settle what it did."""
    workspace = made.workspace
    number = made.done.get((planned.touchpoint, planned.check))
    if number is None:
        return
    (audit_id,) = workspace.audits.start_recheck([number], in_language(planned.auditor))
    with workspace.together():
        for visit in whole_audit(workspace, audit_id).visits:
            for answer in visit.answers:
                workspace.audits.answer(answer.id, planned.verdict, in_language(planned.note))
            workspace.audits.feel(visit.id, planned.feeling, planned.emotion)
        workspace.audits.finish(audit_id)
    workspace.proofs.verify([number])
