"""`auditor action done`: actions are done and wait for proof; what they have not mended goes to actions of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.analysis.finding_counts import open_faults
from auditor.base.i18n import _, ngettext
from auditor.cli.frame import output
from auditor.cli.frame.completing import finding_names
from auditor.cli.frame.lookup import some_actions, some_findings
from auditor.cli.frame.options import actions_argument
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from auditor.views.findings import Finding
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Call actions done. They wait for proof: a later audit shows whether they worked. All findings that they mend count "
        "as mended, but those named with --not: these go to a new proposed action."
    )
)
@actions_argument
@click.option(
    "--not",
    "left",
    multiple=True,
    metavar="FINDING",
    shell_complete=finding_names,
    help=_("A finding that is not mended, such as CHK-4; may be repeated."),
)
@with_workspace
def done(workspace: Workspace, actions: tuple[str, ...], left: tuple[str, ...]) -> None:
    """Call actions done."""
    numbers = some_actions(workspace, actions)
    mends = open_faults(workspace.reads.findings.mended_by_any(numbers))
    journeys = {one.journey_id for one in mends}
    unmended = some_findings(workspace, left, str(journeys.pop()) if len(journeys) == 1 else None)
    with told(workspace):
        made = workspace.actions.done(numbers, [one.id for one in unmended])
    _tell(mends, {one.id for one in unmended}, made)


def _tell(mends: Iterable[Finding], left: Collection[int], made: Iterable[int]) -> None:
    """Say what counts as mended, and where the rest has gone."""
    mended = [one.name for one in mends if one.id not in left]
    if mended:
        output.say(_("Taken as mended: {findings}").format(findings=", ".join(mended)))
    if numbers := [str(number) for number in made]:
        said = ngettext(
            "Proposed for what is left: action {numbers}",
            "Proposed for what is left: actions {numbers}",
            len(numbers),
        )
        output.say(said.format(numbers=", ".join(numbers)))
