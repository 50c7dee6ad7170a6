"""`auditor respondent reply`: write what a respondent replied to a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.base.naming import pick
from auditor.cli.columns.questions import asked_of
from auditor.cli.frame.lookup import a_respondent, whole_journey
from auditor.cli.frame.options import journey_option
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Write what a respondent replied. QUESTION is its key, which “interview list” tells; an empty TEXT takes the "
        "reply away."
    )
)
@click.argument("respondent")
@click.argument("stage")
@click.argument("question")
@click.argument("text")
@journey_option
@with_workspace
def reply(
    workspace: Workspace, respondent: str, stage: str, question: str, text: str, journey: str | None
) -> None:
    """Write a reply."""
    found = a_respondent(workspace, respondent, journey)
    whole = whole_journey(workspace, str(found.journey_id))
    place = pick(whole.stages, stage, _("stage"))
    questions = [one for one in asked_of(workspace, whole) if one.stage_id == place.id]
    asked = pick(
        questions,
        question,
        _("question"),
        name=lambda one: one.key,
        number=lambda one: questions.index(one) + 1,
    )
    with told(workspace):
        workspace.respondents.reply(found.id, place.id, asked.key, text)
