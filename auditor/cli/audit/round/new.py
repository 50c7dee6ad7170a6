"""`auditor audit round new`: several people audit one journey, each alone, and then agree."""

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


@click.command(help=_("Start a round; print its number. Each auditor gets an audit of their own."))
@click.argument("journey")
@click.option("--auditors", metavar="NAMES", required=True, help=_("Who audits: names with commas between."))
@whose_option
@depth_option
@with_workspace
def new(
    workspace: Workspace, journey: str, auditors: str, persona: str | None, fresh: str | None, depth: str
) -> None:
    """Start a round."""
    found = a_journey(workspace, journey)
    number_, name = persona_or_new(workspace, found.id, persona, fresh)
    names = [part for part in auditors.split(",") if part.strip()]
    tell_differing_at(workspace, found.id)
    with told(workspace):
        made = workspace.rounds.start(found.id, names, number_, name, depth=Depth(depth))
    tell_effort(workspace, found.id, Depth(depth))
    output.show(str(made))
