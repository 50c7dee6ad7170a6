"""`auditor interview reply`: write what is known of a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.naming import pick
from auditor.cli.columns.questions import questions_by_phase
from auditor.cli.frame.lookup import whole_journey
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.interview.questions import personas_meant
from auditor.library.interviews import questions_at

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Write what is known of a question. QUESTION is its key, which “interview list” tells; an empty "
        "TEXT takes the reply away. --persona is needed where there are several."
    )
)
@click.argument("journey")
@click.argument("stage")
@click.argument("question")
@click.argument("text")
@click.option("--persona", metavar="PERSONA", help=_("Whose reply it is."))
@with_workspace
def reply(
    workspace: Workspace, journey: str, stage: str, question: str, text: str, persona: str | None
) -> None:
    """Write a reply."""
    found = whole_journey(workspace, journey)
    place = pick(found.stages, stage, _("stage"))
    own = workspace.reads.interviews.questions(found.id)
    questions = questions_at(place, questions_by_phase(workspace), own)
    asked = pick(
        questions,
        question,
        _("question"),
        name=lambda one: one.key,
        number=lambda one: questions.index(one) + 1,
    )
    chosen = personas_meant(workspace, found, persona)
    if not chosen:
        raise RefusedError(
            _("“{name}” has no personas yet: “auditor persona add” adds one.").format(name=found.name)
        )
    if len(chosen) > 1:
        raise click.UsageError(_("Say whose reply it is with --persona."))
    with told(workspace):
        workspace.noting.reply(place.id, chosen[0].id, asked.key, text)
