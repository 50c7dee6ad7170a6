"""What was found at a touchpoint, to choose from: what an action can answer."""

from __future__ import annotations

from auditor.i18n import _, in_language
from auditor.labels import VERDICT_SIGNS, feeling
from auditor.views import Finding, FindingKey, LinkedFinding, Visit
from auditor.workspace import Workspace


def findings_at(workspace: Workspace, journey_id: int, touchpoint_id: int) -> dict[FindingKey, str]:
    """Return what the newest audit of each persona found at a touchpoint, each finding once, with its words."""
    found: dict[FindingKey, str] = {}
    seen: set[str] = set()
    for line in workspace.reads.audits.lines(journey_id):
        audit = workspace.reads.audits.get(line.id) if line.persona not in seen else None
        visits = audit.visits if audit else ()
        if not any(_looked(visit) for visit in visits if visit.touchpoint_id == touchpoint_id):
            continue
        seen.add(line.persona)
        for finding in workspace.reads.audits.findings(line.id):
            if finding.touchpoint_id == touchpoint_id:
                found.setdefault(key_of(finding), told(finding))
    return found


def _looked(visit: Visit) -> bool:
    return visit.feeling is not None or any(answer.verdict is not None for answer in visit.answers)


def key_of(finding: Finding | LinkedFinding) -> FindingKey:
    """Return what names a finding: its touchpoint, its check or none, and its pain point or none."""
    check = finding.check
    names = (check.checklist, check.key) if check else ("", "")
    if isinstance(finding, LinkedFinding):
        names = (finding.checklist, finding.check_key)
    return (finding.touchpoint_id, *names, finding.note_id)


def told(finding: Finding | LinkedFinding) -> str:
    """Return a finding in words."""
    if finding.check is not None:
        sign = f"{VERDICT_SIGNS[finding.verdict]} " if finding.verdict is not None else ""
        return sign + in_language(finding.check.text)
    if finding.note_id is not None:
        return _("pain point: {text}").format(text=finding.note)
    return _("the feeling: {feeling}").format(feeling=feeling(finding.feeling))
