"""`auditor audit round agree`: begin the agreed audit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _, ngettext
from auditor.cli.frame import output
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Begin the agreed audit; print its number. What at least two answered, all alike, is taken over; "
        "the rest is decided in “auditor audit walk”. Finishing it proposes the actions."
    )
)
@click.argument("number", type=int)
@with_workspace
def agree(workspace: Workspace, number: int) -> None:
    """Begin the agreed audit."""
    with told(workspace):
        made = workspace.rounds.agree(number)
    line = workspace.reads.rounds.line(number)
    found = workspace.reads.rounds.agreement(number) if line is not None and not line.waiting else None
    alone = sum(not one.is_settled for one in found.said_by_one) if found is not None else 0
    if alone:
        output.say(
            ngettext(
                "{count} answer that only one auditor gave is left open.",
                "{count} answers that only one auditor gave are left open.",
                alone,
            ).format(count=alone)
        )
    output.show(str(made))
