"""`auditor people nobody`: the touchpoints that nobody answers for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.columns.responsibility import charge_columns
from auditor.cli.frame import output
from auditor.cli.frame.lookup import journey_number
from auditor.cli.frame.options import format_option, of_journey_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Table

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "List the touchpoints nobody is responsible for. That is where nobody is named at the touchpoint, at its stage or "
        "at its journey, or whoever is has left; the greatest need stands first."
    )
)
@of_journey_option
@format_option
@with_workspace
def nobody(workspace: Workspace, journey: str | None, form: str) -> None:
    """List what nobody answers for."""
    charges = workspace.reads.responsibility.charges(workspace.today, journey_number(workspace, journey))
    found = [one for one in charges if not one.responsible.is_here]
    found.sort(key=lambda one: -one.need)
    columns = charge_columns(with_person=any(one.responsible.left for one in found))
    output.rows(Table(columns, found), form, _("Somebody is responsible for every touchpoint."))
