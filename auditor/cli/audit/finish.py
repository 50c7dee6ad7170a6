"""`auditor audit finish`: findings become proposed actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _, ngettext
from auditor.base.vocabulary import AuditKind
from auditor.cli.audit.outcome import tell_findings, tell_proofs, tell_round
from auditor.cli.frame import output
from auditor.cli.frame.lookup import an_audit
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Finish an audit. Every finding that no action answers gets a proposed one."))
@click.argument("audit")
@with_workspace
def finish(workspace: Workspace, audit: str) -> None:
    """Finish an audit."""
    line = an_audit(workspace, audit, open_first=True)
    with told(workspace):
        made = workspace.audits.finish(line.id)
    found = len(workspace.reads.audits.findings(line.id))
    findings = ngettext("{count} finding", "{count} findings", found).format(count=found)
    if line.round_id is not None and line.kind is not AuditKind.AGREED:
        output.show(
            _("{findings}; the agreed audit of the round proposes the actions").format(findings=findings)
        )
        tell_round(workspace, line.round_id)
    else:
        proposed = ngettext("{count} action proposed", "{count} actions proposed", made).format(count=made)
        output.show(f"{findings}, {proposed}")
        tell_findings(workspace, line)
    tell_proofs(workspace, line.id)
    if missing := line.asked - line.answered:
        output.say(
            ngettext(
                "{count} check is not answered; the audit can be opened again with “auditor audit reopen”.",
                "{count} checks are not answered; the audit can be opened again with “auditor audit reopen”.",
                missing,
            ).format(count=missing)
        )
