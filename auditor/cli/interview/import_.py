"""`auditor interview import`: take a filled-in form back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _, number
from auditor.cli.columns.questions import asked_of
from auditor.cli.frame import output
from auditor.cli.frame.lookup import a_journey, whole_journey
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.frame.tables import Column, Table
from auditor.sentences.interviews import plan_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditor.views.interviews import AskedQuestion, FormPlan
    from auditor.views.journeys import Journey
    from auditor.workspace import Workspace

Filled = tuple[str, str, str, float | None]
"""Stage or touchpoint, question, what was said, feeling."""


@click.command(
    "import",
    help=_(
        "Take a filled-in form back: all of it or nothing. What would change is shown first; on a terminal you are asked, "
        "elsewhere --yes says that it is meant. A respondent is known again by the code name, so a form may be imported "
        "once more when it was filled in further."
    ),
)
@click.argument("file", metavar="FILE")
@click.option(
    "--journey", metavar="JOURNEY", help=_("The journey it is of; without it, the one that the form names.")
)
@click.option("--yes", is_flag=True, help=_("Import without asking."))
@click.option("--dry-run", is_flag=True, help=_("Only show what would be imported."))
@format_option
@with_workspace
def import_form(
    workspace: Workspace, file: str, journey: str | None, yes: bool, dry_run: bool, form: str
) -> None:
    """Import a form."""
    from auditor.importing.interviews import journey_named, plan_form, read_form

    path = Path(file).expanduser()
    lines = read_form(path)
    line = (
        a_journey(workspace, journey)
        if journey is not None
        else journey_named(lines, workspace.reads.journeys.lines(), path)
    )
    found = whole_journey(workspace, str(line.id))
    known = workspace.reads.interviews.known(found, asked_of(workspace, found))
    plan = plan_form(lines, known, path)
    output.rows(Table(_columns(), list(_shown(plan, found, known.asked))), form, plan_text(plan))
    if plan.replies or plan.said:
        output.say(plan_text(plan))
    if dry_run:
        return
    if not plan.is_known and not (yes or output.agreed(_("Import this?"))):
        return
    with told(workspace):
        workspace.respondents.take_in(plan)


def _shown(plan: FormPlan, journey: Journey, asked: Sequence[AskedQuestion]) -> Iterator[Filled]:
    """Yield what would be written."""
    questions = {(one.stage_id, one.key): one for one in asked}
    points = {point.id: point.name for point in journey.touchpoints}
    for stage, key, text in plan.replies:
        yield questions[stage, key].stage, questions[stage, key].text, text, None
    for one in plan.said:
        yield points[one.touchpoint_id], "", one.quote, one.feeling


def _columns() -> list[Column[Filled]]:
    def feeling(row: Filled) -> str:
        return "" if row[3] is None else number(row[3], 1, signed=True)

    return [
        Column("place", lambda row: row[0], _("Of"), least=10),
        Column("question", lambda row: row[1] or None, _("Question"), lambda row: row[1], least=16),
        Column("text", lambda row: row[2], _("Reply"), least=16),
        Column("feeling", lambda row: row[3], _("Feeling"), feeling, right=True),
    ]
