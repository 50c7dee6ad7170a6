"""What an action did not mend when it was done: it goes to an action of its own, so that nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from auditor.analysis.lasting import is_fault
from auditor.base.errors import NotFoundError, RefusedError
from auditor.base.i18n import _
from auditor.base.text import inner_quotes, shortened
from auditor.base.vocabulary import Status
from auditor.base.ways_out import WayOut
from auditor.store.tables import ActionRecord, FindingRecord
from auditor.store.work import Work
from auditor.views.findings import Finding
from auditor.writing.action_links import hand_on
from auditor.writing.finding_rows import finding_name, subject_of
from auditor.writing.mended import findings_mended
from auditor.writing.proposals import add_action, newest_telling, standing_alike
from auditor.writing.remedies import Remedy
from auditor.writing.strategies import serve_alike


def leave(work: Work, action_ids: Sequence[int], left: Iterable[int]) -> list[int]:
    """Propose for each action what it has not mended of its findings as an action of its own; return their numbers.

    Raises RefusedError where nothing that an action mends is mended, NotFoundError for a finding that none mends.
    """
    unmended = set(left)
    made = []
    for number in dict.fromkeys(action_ids) if unmended else ():
        action = work.get(ActionRecord, number)
        mended = findings_mended(work, number)
        own = [one for one in mended if one.id in unmended]
        unmended -= {one.id for one in own}
        if own:
            _refuse_nothing_mended(action, mended, own)
            made.append(_propose(work, action, own))
    for number in sorted(unmended):
        finding = finding_name(work.get(FindingRecord, number))
        raise NotFoundError(
            _("None of these actions mends {finding}.").format(finding=finding), WayOut.SEE_ACTION
        )
    return made


def _refuse_nothing_mended(action: ActionRecord, mended: Sequence[Finding], left: Sequence[Finding]) -> None:
    if all(one in left for one in mended if is_fault(one)):
        raise RefusedError(
            _("Nothing that “{title}” is to mend is mended: leave it open.").format(
                title=inner_quotes(shortened(action.title, 60))
            )
        )


def _propose(work: Work, action: ActionRecord, left: Sequence[Finding]) -> int:
    worst = max(left, key=lambda one: one.need)
    remedy = Remedy(action.title, action.effort, action.impact)
    number = add_action(work, worst.touchpoint_id, remedy, Status.PROPOSED, ())
    made = work.get(ActionRecord, number)
    hand_on(work, action, {one.id: _standing(work, one.id) for one in left}, made)
    serve_alike(work, made, action)
    return number


def _standing(work: Work, finding_id: int) -> set[int]:
    """Return the touchpoints where a finding stands by the newest audit that tells of it."""
    finding = work.get(FindingRecord, finding_id)
    audit = newest_telling(work, finding)
    subject = subject_of(finding)
    return {subject.touchpoint_id} if audit is None else standing_alike(work, audit, subject)
