"""`auditor action figures`: figures from before and after an action, or of the halves of an A/B test."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.base.vocabulary import Better, EvidenceKind
from auditor.cli.action.proof_tables import figure_columns
from auditor.cli.frame import output
from auditor.cli.frame.lookup import an_action
from auditor.cli.frame.options import format_option, one_of
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.frame.tables import Table
from auditor.input.figures import read_figures

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Record figures from before and after an action. They may be of the halves of an A/B test; without any, "
        "those recorded are listed. A figure is 120/2400 (of 2400 people, 120), 5%/2400, or a mean such as 48.2+-12.1/200 "
        "(deviation 12.1, 200 people) or 48.2 alone."
    ),
)
@click.argument("action")
@click.option("--before", metavar="FIGURE", help=_("The figure before, or of those without the change."))
@click.option("--after", metavar="FIGURE", help=_("The figure after, or of those with the change."))
@click.option("--unit", default="", metavar="TEXT", help=_("The unit of a mean, such as s or kr."))
@click.option("--lower-is-better", is_flag=True, help=_("Less is better, as of time or complaints."))
@click.option("--source", metavar="TEXT", help=_("Where the figures are from; needed to record them."))
@click.option("--date", "collected", metavar="DATE", help=_("Of when they are; without it, today."))
@click.option(
    "--kind",
    type=one_of(EvidenceKind),
    help=_("How they were won; without it, counted or asked before and after, not by an A/B test."),
)
@click.option("--note", default="", metavar="TEXT", help=_("A note."))
@format_option
@with_workspace
def figures(
    workspace: Workspace,
    action: str,
    before: str | None,
    after: str | None,
    unit: str,
    lower_is_better: bool,
    source: str | None,
    collected: str | None,
    kind: str | None,
    note: str,
    form: str,
) -> None:
    """Record or list figures."""
    line = an_action(workspace, action)
    if before is not None or after is not None:
        if before is None or after is None or not source:
            raise click.UsageError(_("Give --before, --after and --source."))
        one, other, meant = read_figures(before, after, unit)
        with told(workspace):
            workspace.proofs.record(
                line.id,
                one.side,
                other.side,
                source=source,
                collected=collected or date.today(),
                unit=meant,
                better=Better.LOWER if lower_is_better else Better.HIGHER,
                kind=EvidenceKind(kind) if kind else None,
                note=note,
            )
    found = workspace.reads.proofs.of(line.id)
    hint = _("No figures are recorded for action {number}.").format(number=line.id)
    output.rows(Table(figure_columns(workspace.rules.worth), found.figures if found else ()), form, hint)
