"""`auditor evidence suggestions`: the answers that measurements suggest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base import labels
from auditor.base.i18n import _, day
from auditor.cli.frame import output
from auditor.cli.frame.lookup import journey_number
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table

if TYPE_CHECKING:
    from auditor.views.suggestions import Suggestion
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "List the answers that measurements suggest.\n\n"
        "They wait until the check is answered in an audit: in the walk, = takes one; another answer settles it too."
    )
)
@click.argument("journey", required=False)
@click.option("--all", "settled", is_flag=True, help=_("Also those that were answered."))
@format_option
@with_workspace
def suggestions(workspace: Workspace, journey: str | None, settled: bool, form: str) -> None:
    """List suggestions."""
    number = journey_number(workspace, journey)
    found = workspace.reads.suggestions.lines(number, settled)
    output.rows(Table(_columns(settled), found), form, _("No answer is suggested."))


def _columns(settled: bool) -> list[Column[Suggestion]]:
    return [
        Column("id", lambda one: one.id),
        Column("evidence_id", lambda one: one.evidence_id, _("Evidence"), right=True),
        Column("journey", lambda one: one.journey),
        Column("stage", lambda one: one.stage),
        Column("touchpoint_id", lambda one: one.touchpoint_id),
        Column("touchpoint", lambda one: one.touchpoint, _("Touchpoint"), least=10),
        Column("check", lambda one: f"{one.checklist}/{one.check_key}", _("Check"), least=14),
        Column("verdict", lambda one: one.verdict, _("Suggested"), lambda one: labels.word(one.verdict)),
        Column("why", lambda one: one.why, _("Because"), least=16),
        Column("source", lambda one: one.source, _("Measured by"), minor=2, least=10),
        Column("measured", lambda one: one.measured, _("Measured"), lambda one: day(one.measured), minor=1),
        Column("settled", lambda one: one.settled, _("Answered") if settled else "", _answered),
        Column("taken", lambda one: one.taken),
    ]


def _answered(one: Suggestion) -> str:
    if one.settled is None:
        return ""
    return _("taken") if one.taken else _("otherwise")
