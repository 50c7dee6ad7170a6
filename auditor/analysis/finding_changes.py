"""What became of findings between two audits: new, gone, still there, come back. Pure; the rules are the product's own."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from msgspec.structs import replace

from auditor.analysis.lasting import is_fault, stand_of
from auditor.base.vocabulary import STILL_SEEN
from auditor.views.audits import Audit, AuditLine
from auditor.views.findings import Finding, FindingChanges, Sighting


def changes_between(
    findings: Iterable[Finding], audit: AuditLine | Audit, earlier: AuditLine | Audit | None
) -> FindingChanges:
    """Return what became of the faults of a journey from the audit `earlier` to `audit`; None: from nothing.

    A fault is open as `lasting.stand_of` says, of what had been seen when each of the two audits gave its last word;
    what was seen since tells nothing. What is open both times is still there where somebody saw it there meanwhile,
    else nobody saw it again. So new + back + still + unseen are open now, and gone + still + unseen were open before.
    An audit in progress tells of itself, not of others. Remarks and what was waived are left out.
    """
    faults = [one for one in findings if is_fault(one)]
    before_id = None if earlier is None else earlier.id
    before = None if earlier is None else _moment(faults, earlier)
    now = _moment(faults, audit)
    kinds: dict[str, list[Finding]] = {kind: [] for kind in FindingChanges.__struct_fields__}
    for one in faults:
        then = _until(one, before, (before_id,), (audit.id,)) if before_id is not None else None
        at_last = _until(one, now, (audit.id, before_id), ())
        kind = _kind(then, at_last)
        if kind:
            kinds[kind].append(one)
    return FindingChanges(**{kind: tuple(found) for kind, found in kinds.items()})


def _kind(before: Finding | None, now: Finding | None) -> str:
    """Return which of the changes a finding had; empty for none."""
    was_open = before is not None and stand_of(before).is_open
    if now is None or not stand_of(now).is_open:
        return "gone" if was_open else ""
    earlier = () if before is None else before.sightings
    if was_open:
        again = (one for one in now.sightings if one not in earlier)
        return "still" if any(one.seen in STILL_SEEN for one in again) else "unseen"
    return "back" if any(one.seen in STILL_SEEN for one in earlier) else "new"


def _until(
    finding: Finding, moment: datetime | None, within: Collection[int | None], without: Collection[int]
) -> Finding | None:
    """Return a finding as it was known at a moment; None where it was not yet.

    What the audits `within` say is known then whenever they said it, and of `without` nothing is.
    """

    def is_known(one: Sighting) -> bool:
        if one.audit_id is not None and one.audit_id in within:
            return True
        return moment is not None and one.at <= moment and one.audit_id not in without

    drafts = [one for one in finding.drafts if one.audit_id in within]
    told = [one for one in (*finding.sightings, *drafts) if is_known(one)]
    is_noted = finding.pain_id is not None and moment is not None and finding.found <= moment
    if not told and not is_noted:
        return None
    return replace(finding, sightings=tuple(sorted(told, key=lambda one: one.at)))


def _moment(findings: Iterable[Finding], audit: AuditLine | Audit) -> datetime:
    """Return when an audit last said anything of a finding; where it says nothing, when it was finished, else begun."""
    said = (
        one.at
        for finding in findings
        for one in (*finding.sightings, *finding.drafts)
        if one.audit_id == audit.id
    )
    return max(said, default=audit.finished or audit.started)
