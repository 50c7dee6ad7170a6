"""`auditor interview`: questions to customers for each stage, and what is known of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from auditor.base import labels
from auditor.base.errors import RefusedError
from auditor.base.i18n import _, in_language, ngettext
from auditor.base.naming import pick
from auditor.cli.exchange.export import file_options, print_or_write
from auditor.cli.frame import output
from auditor.cli.frame.options import Noun, format_option
from auditor.cli.frame.rows import whole_journey
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.frame.tables import Column, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from auditor.base.vocabulary import Phase
    from auditor.library.interviews import Question
    from auditor.views.journeys import Journey, Persona, Stage
    from auditor.workspace import Workspace


@click.group(
    cls=Noun,
    help=_(
        "Questions to customers, and what they reply. Which are asked at a stage depends on its phase "
        "(“auditor stage edit --phase”). Files in the folder “interviews” beside your settings add to them."
    ),
)
def interview() -> None:
    """Group of the interview commands."""


def _bank(workspace: Workspace) -> Mapping[Phase, Sequence[Question]]:
    """Return the questions by phase, and say which files were left out."""
    from auditor.library.interviews import question_bank

    bank, problems = question_bank(workspace.config.interviews)
    for problem in problems:
        output.say(_("Left out: {problem}").format(problem=problem))
    return bank


def _chosen(workspace: Workspace, journey: Journey, word: str | None) -> list[Persona]:
    """Return the persona meant, or all of a journey."""
    personas = workspace.reads.journeys.personas(journey.id)
    return personas if word is None else [pick(personas, word, _("persona"))]


@interview.command(
    help=_("Print an interview guide in Markdown. It has room for answers, and what is known already.")
)
@click.argument("journey")
@click.option("--persona", metavar="PERSONA", help=_("With what is known of this persona."))
@click.option("--stage", metavar="STAGE", help=_("The questions of this stage only."))
@file_options
@with_workspace
def guide(
    workspace: Workspace, journey: str, persona: str | None, stage: str | None, file: str | None, force: bool
) -> None:
    """Print a guide."""
    from msgspec.structs import replace

    from auditor.reporting.guide import interview_guide

    found = whole_journey(workspace, journey)
    chosen = _chosen(workspace, found, persona)
    if stage is not None:
        found = replace(found, stages=(pick(found.stages, stage, _("stage")),))
    replies = workspace.reads.maps.replies(found.id)
    one = chosen[0] if len(chosen) == 1 else None
    print_or_write(interview_guide(found, one, _bank(workspace), replies), file, force)


class Asked(Struct, frozen=True):
    """A question at a stage, with what is known of it by persona."""

    stage: Stage
    question: Question
    replies: Mapping[int, str]


@interview.command("list", help=_("List the questions of a journey, with what is known so far."))
@click.argument("journey")
@click.option("--persona", metavar="PERSONA", help=_("What is known of this persona only."))
@format_option
@with_workspace
def list_questions(workspace: Workspace, journey: str, persona: str | None, form: str) -> None:
    """List questions."""
    found = whole_journey(workspace, journey)
    chosen = _chosen(workspace, found, persona)
    bank = _bank(workspace)
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
        for question in bank[stage.phase]
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


@interview.command(
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
    questions = list(_bank(workspace)[place.phase])
    asked = pick(
        questions,
        question,
        _("question"),
        name=lambda one: one.key,
        number=lambda one: questions.index(one) + 1,
    )
    chosen = _chosen(workspace, found, persona)
    if not chosen:
        raise RefusedError(
            _("“{name}” has no personas yet: “auditor persona add” adds one.").format(name=found.name)
        )
    if len(chosen) > 1:
        raise click.UsageError(_("Say whose reply it is with --persona."))
    with told(workspace):
        workspace.noting.reply(place.id, chosen[0].id, asked.key, text)


@interview.command(help=_("Check question files of your own. Every problem has file, line, key and reason."))
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.pass_context
def check(ctx: click.Context, files: tuple[str, ...]) -> None:
    """Check files."""
    from auditor.library.interviews import examine

    bad = False
    for file in files:
        found, problems = examine(Path(file))
        if found is None:
            bad = True
            output.say("\n".join(map(str, problems)))
        else:
            good = ngettext("{file}: good, {count} question", "{file}: good, {count} questions", len(found))
            output.show(good.format(file=file, count=len(found)))
    ctx.exit(output.REFUSED if bad else output.DONE)
