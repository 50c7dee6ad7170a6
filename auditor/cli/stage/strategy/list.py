"""`auditor stage strategy list`: goals, the strategies that serve them, and who works on these."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.base.naming import pick
from auditor.cli.columns.strategies import served, strategy_columns
from auditor.cli.frame import output
from auditor.cli.frame.lookup import whole_journey
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Table

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_("List goals, their strategies, and who works on these. The goals are those of a journey’s stages.")
)
@click.argument("journey")
@click.option("--stage", metavar="STAGE", help=_("Of this stage only."))
@format_option
@with_workspace
def list_strategies(workspace: Workspace, journey: str, stage: str | None, form: str) -> None:
    """List strategies."""
    found = whole_journey(workspace, journey)
    stages = found.stages if stage is None else (pick(found.stages, stage, _("stage")),)
    rows = served(stages, workspace.reads.strategies.serving(found.id))
    output.rows(
        Table(strategy_columns(), rows),
        form,
        _("There are no strategies yet: “auditor stage strategy add” adds one."),
    )
