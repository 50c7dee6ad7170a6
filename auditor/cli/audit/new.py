"""`auditor audit new`: start an audit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.base.vocabulary import Depth
from auditor.cli.audit.outcome import tell_effort
from auditor.cli.columns.sharing import tell_differing_at
from auditor.cli.frame import output
from auditor.cli.frame.lookup import a_journey, persona_or_new
from auditor.cli.frame.options import depth_option, whose_option
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Start an audit of a journey; print its number."))
@click.argument("journey")
@whose_option
@click.option("--auditor", metavar="NAME", help=_("Who walks; without it, you."))
@depth_option
@with_workspace
def new(
    workspace: Workspace,
    journey: str,
    persona: str | None,
    fresh: str | None,
    auditor: str | None,
    depth: str,
) -> None:
    """Start an audit."""
    found = a_journey(workspace, journey)
    number, name = persona_or_new(workspace, found.id, persona, fresh)
    tell_differing_at(workspace, found.id)
    with told(workspace):
        made = workspace.audits.start(found.id, auditor, number, name, Depth(depth))
    if name:
        output.say(_("“{name}” is a new persona of this journey.").format(name=name))
    line = workspace.reads.audits.line(made)
    tell_effort(workspace, found.id, Depth(depth), line.auditor_id if line else None)
    output.show(str(made))
