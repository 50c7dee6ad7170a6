"""`auditor interview list`: the questions of a journey, with what is known so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from msgspec import Struct

from auditor.base import labels
from auditor.base.i18n import _, in_language
from auditor.cli.columns.questions import questions_by_phase
from auditor.cli.frame import output
from auditor.cli.frame.lookup import whole_journey
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table
from auditor.cli.interview.questions import personas_meant
from auditor.library.interviews import questions_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.library.interviews import Question
    from auditor.views.journeys import Persona, Stage
    from auditor.workspace import Workspace


class Asked(Struct, frozen=True):
    """A question at a stage, with what is known of it by persona."""

    stage: Stage
    question: Question
    replies: Mapping[int, str]


@click.command("list", help=_("List the questions of a journey, with what is known so far."))
@click.argument("journey")
@click.option("--persona", metavar="PERSONA", help=_("What is known of this persona only."))
@format_option
@with_workspace
def list_questions(workspace: Workspace, journey: str, persona: str | None, form: str) -> None:
    """List questions."""
    found = whole_journey(workspace, journey)
    chosen = personas_meant(workspace, found, persona)
    bank = questions_by_phase(workspace)
    own = workspace.reads.interviews.questions(found.id)
    replies = workspace.reads.maps.replies(found.id)
    rows = [
        Asked(
            stage,
            question,
            {
                one.persona_id: one.text
                for one in replies
                if (one.stage_id, one.question) == (stage.id, question.key)
            },
        )
        for stage in found.stages
        for question in questions_at(stage, bank, own)
    ]
    columns: list[Column[Asked]] = [
        Column("stage_id", lambda row: row.stage.id),
        Column("stage", lambda row: row.stage.name, _("Stage"), minor=2),
        Column(
            "phase",
            lambda row: row.stage.phase,
            _("Phase"),
            lambda row: labels.word(row.stage.phase),
            minor=3,
        ),
        Column("key", lambda row: row.question.key, _("Key")),
        Column("question", lambda row: in_language(row.question.text), _("Question"), least=20),
        Column("theme", lambda row: row.question.theme.key),
        Column("theme_title", lambda row: row.question.theme.shown, _("Theme"), minor=4),
        Column("probe", lambda row: in_language(row.question.probe)),
    ]
    table = Table([*columns, *map(_reply_column, chosen)], rows)
    record = [
        {
            **Table(columns, [row]).records()[0],
            "replies": [
                {"persona_id": one.id, "persona": one.name, "text": row.replies.get(one.id)} for one in chosen
            ],
        }
        for row in rows
    ]
    if rows:
        output.whole(record, [table], table, form)
    else:
        hint = _("“{name}” has no stages yet: “auditor stage add” adds one.").format(name=found.name)
        output.rows(table, form, hint)


def _reply_column(persona: Persona) -> Column[Asked]:
    return Column(
        f"persona_{persona.id}", lambda row: row.replies.get(persona.id), persona.name, least=12, minor=1
    )
