"""`auditor interview question edit`: change a question of the team's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.errors import NotFoundError
from auditor.base.i18n import _
from auditor.base.naming import pick
from auditor.cli.frame.lookup import whole_journey
from auditor.cli.frame.options import NUMBER
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Change a question of your own. Replies to it stay."))
@click.argument("number", type=NUMBER)
@click.option("--text", metavar="TEXT", help=_("The question."))
@click.option("--stage", metavar="STAGE", help=_("Asked at this stage."))
@click.option("--every-stage", is_flag=True, help=_("Asked at every stage."))
@with_workspace
def edit(workspace: Workspace, number: int, text: str | None, stage: str | None, every_stage: bool) -> None:
    """Change a question."""
    if stage is not None and every_stage:
        raise click.UsageError(_("Give --stage or --every-stage, not both."))
    known = workspace.reads.interviews.question(number)
    if known is None:
        raise NotFoundError(_("There is no question number {number}.").format(number=number))
    place = 0 if every_stage else None
    if stage is not None:
        place = pick(whole_journey(workspace, str(known.journey_id)).stages, stage, _("stage")).id
    with told(workspace):
        workspace.questions.edit(number, text=text, stage_id=place)
