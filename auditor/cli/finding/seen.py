"""`auditor finding seen`: what became of findings when somebody looked."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import click

from auditor.base import labels
from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.vocabulary import Seen
from auditor.cli.finding.options import findings_argument
from auditor.cli.frame.lookup import an_audit, some_findings, whole_audit
from auditor.cli.frame.options import journey_option
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.views.findings import Finding
    from auditor.workspace import Workspace

AS_ANSWERED = "as-answered"
"""Takes back what was said in an audit of findings themselves."""


@click.command(
    help=_(
        "Say what became of findings. SEEN is one of {choices}. Without --audit it is as you saw it today; the next audit "
        "that looks has the last word. In an audit the answer to its check says it of each finding; this says otherwise, "
        "and {as_answered} takes that back."
    ).format(
        choices=", ".join(f"{seen} ({labels.word(seen)})" for seen in Seen),
        as_answered=AS_ANSWERED,
    )
)
@findings_argument
@click.argument("seen", type=click.Choice([*map(str, Seen), AS_ANSWERED]), metavar="SEEN")
@click.option("--audit", metavar="AUDIT", help=_("In this audit."))
@click.option("--note", metavar="TEXT", help=_("What you saw."))
@journey_option
@with_workspace
def seen(
    workspace: Workspace,
    findings: tuple[str, ...],
    seen: str,
    audit: str | None,
    note: str | None,
    journey: str | None,
) -> None:
    """Say what became of findings."""
    what = None if seen == AS_ANSWERED else Seen(seen)
    if audit is None:
        if what is None:
            raise click.UsageError(_("Name the audit in which it was said: --audit."))
        found = some_findings(workspace, findings, journey)
        with told(workspace):
            workspace.findings.see_by_hand([one.id for one in found], what, note or "")
        return
    line = an_audit(workspace, audit, open_first=True)
    found = some_findings(workspace, findings, journey or str(line.journey_id))
    visits = _visits(workspace, line.id, found)
    with told(workspace), workspace.together():
        for visit, numbers in visits.items():
            workspace.findings.see(numbers, visit, what, note)


def _visits(workspace: Workspace, audit_id: int, findings: Iterable[Finding]) -> dict[int, list[int]]:
    """Return the numbers of findings by the visit of an audit to their touchpoint."""
    visits = {visit.touchpoint_id: visit.id for visit in whole_audit(workspace, audit_id).visits}
    found: defaultdict[int, list[int]] = defaultdict(list)
    for one in findings:
        if one.touchpoint_id not in visits:
            raise RefusedError(
                _("Audit {number} does not visit “{touchpoint}”, where {finding} is.").format(
                    number=audit_id, touchpoint=one.touchpoint, finding=one.name
                )
            )
        found[visits[one.touchpoint_id]].append(one.id)
    return found
