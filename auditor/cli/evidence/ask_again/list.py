"""`auditor evidence ask-again list`: what is to be asked again, and what has aged so that it should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.columns.askings import asking_columns
from auditor.cli.frame import output
from auditor.cli.frame.completing import owner_names
from auditor.cli.frame.lookup import a_person, journey_number
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Table

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    "list",
    help=_(
        "List the evidence that is to be asked for again. What is due first stands first, and after it what is proposed, "
        "because it has lost half its weight. The numbers are those of the evidence."
    ),
)
@click.option("--journey", metavar="JOURNEY", help=_("Of this journey only (number or name)."))
@click.option("--who", metavar="NAME", shell_complete=owner_names, help=_("Only what this person has."))
@click.option("--mine", is_flag=True, help=_("Only yours."))
@click.option("--all", "every", is_flag=True, help=_("Also what was asked again already."))
@format_option
@with_workspace
def list_askings(
    workspace: Workspace, journey: str | None, who: str | None, mine: bool, every: bool, form: str
) -> None:
    """List what is to be asked again."""
    number = journey_number(workspace, journey)
    reads = workspace.reads.askings
    noted = reads.all(number) if every else reads.open(number)
    lines = [
        *(one for one in noted if one.closed is None),
        *reads.proposed(number),
        *(one for one in noted if one.closed is not None),
    ]
    if mine or who is not None:
        person = workspace.person if who is None else a_person(workspace, who).id
        lines = [one for one in lines if one.owner_id == person]
    columns = asking_columns(workspace.rules.weighing, reads.today)
    output.rows(Table(columns, lines), form, _("Nothing is to be asked for again."))


@click.command()
@click.pass_context
def list_simply(context: click.Context) -> None:
    """List it in a table, as `auditor evidence ask-again` does, which has no options."""
    context.invoke(list_askings, journey=None, who=None, mine=False, every=False, form="simple")
