"""`auditor respondent erase`: overwrite all that a respondent said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame import output
from auditor.cli.frame.lookup import a_respondent
from auditor.cli.frame.options import journey_option
from auditor.cli.frame.session import with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Erase all that a respondent said, for good. Replies, quotes and notes are overwritten in the history too, so it "
        "can’t be undone; that one person was asked, where, and how they felt stays. For who withdraws their consent."
    )
)
@click.argument("respondent")
@journey_option
@click.option("--yes", is_flag=True, help=_("Do it without asking."))
@with_workspace
def erase(workspace: Workspace, respondent: str, journey: str | None, yes: bool) -> None:
    """Erase what a respondent said."""
    found = a_respondent(workspace, respondent, journey)
    question = _("Erase all that “{code}” said, for good?").format(code=found.code)
    if not (yes or output.agreed(question)):
        return
    workspace.respondents.erase(found.id)
    output.say(_("Erased all that “{code}” said.").format(code=found.code))
    output.say(
        _(
            "Copies made before still have it: “auditor db backups” lists them. So may exports and reports you gave away."
        )
    )
