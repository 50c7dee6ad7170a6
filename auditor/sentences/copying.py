"""What is handed to the clipboard: a thing in full, as plain lines that can be pasted into a message or a ticket."""

from __future__ import annotations

from auditor.base.i18n import _, in_language
from auditor.sentences import faults
from auditor.sentences.finding_states import touchpoints
from auditor.views.findings import Finding


def finding_lines(finding: Finding) -> str:
    """Return a finding: what is wrong, how bad, where, for whom, and what mends it."""
    facts = (
        (_("Where"), f"{finding.journey} › {finding.stage} › {touchpoints(finding)}"),
        (_("Place"), ", ".join(filter(None, (finding.place, finding.item)))),
        (_("Severity"), faults.severity(finding)),
        (_("Whom it hits"), finding.whom),
        (_("Remedy"), in_language(finding.check.remedy) if finding.check is not None else ""),
        (_("Note"), finding.note),
    )
    told = [f"{label}: {text}" for label, text in facts if text]
    return "\n".join([f"{finding.name} {faults.statement(finding)}", *told, faults.address(finding)]).strip()
