"""`auditor finding list`: what is wrong, the most severe first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.analysis.lasting import at_touchpoint, worst_first
from auditor.base.i18n import _
from auditor.cli.columns.findings import listed
from auditor.cli.finding.filters import FilterOptions
from auditor.cli.frame import output
from auditor.cli.frame.clients import WhichJourneys
from auditor.cli.frame.lookup import a_touchpoint, an_audit, findings_of
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.typed import takes

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    "list",
    help=_(
        "List the open findings, the most severe first. They are those of all journeys, or of one; the newest answers to "
        "their checks, and what was said of findings themselves, tell what is open."
    ),
)
@click.argument("journey", required=False)
@click.option("--touchpoint", metavar="TOUCHPOINT", help=_("Of this touchpoint only."))
@click.option(
    "--audit", metavar="AUDIT", help=_("All that this audit tells anything of, also while it is in progress.")
)
@takes("said", FilterOptions)
@takes("which", WhichJourneys)
@format_option
@with_workspace
def list_findings(
    workspace: Workspace,
    said: FilterOptions,
    which: WhichJourneys,
    journey: str | None,
    touchpoint: str | None,
    audit: str | None,
    form: str,
) -> None:
    """List findings."""
    line = None if audit is None else an_audit(workspace, audit)
    if line is None:
        found = findings_of(workspace, journey)
    else:
        journey = str(line.journey_id)
        found = workspace.reads.findings.of_audit(line.id, line.journey_id)
    journeys = which.numbers(workspace)
    if journeys is not None:
        found = [one for one in found if one.journey_id in journeys]
    if touchpoint is not None:
        found = at_touchpoint(found, a_touchpoint(workspace, touchpoint, journey).id)
    chosen = said.chosen(worst_first(found), every_kind=line is not None)
    hint = _("There is no such finding: --all lists every one.") if found else _("Nothing is found yet.")
    output.rows(listed(chosen, audit_id=line.id if line else None), form, hint)
