"""`auditor evidence support`, `contradictions` and `next`: what evidence amounts to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from msgspec import Struct

from auditor.base import labels
from auditor.base.errors import NotFoundError
from auditor.base.i18n import _, day, number, percent
from auditor.cli.frame import output
from auditor.cli.frame.options import format_option
from auditor.cli.frame.rows import a_journey, journey_number
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table
from auditor.sentences.evidence import goal_text, level_text, sides, to_do, why_ask

if TYPE_CHECKING:
    from auditor.views.evidence import AskNext, Contradiction, PersonaSupport, PointSupport
    from auditor.views.imports import Suggestion
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Show what touchpoints and personas rest on. That is opinion only, some data, or customers asked "
        "(five interviews, or thirty survey answers). Aged evidence is older than its half-life."
    )
)
@click.argument("journey")
@format_option
@with_workspace
def support(workspace: Workspace, journey: str, form: str) -> None:
    """Show support."""
    found = workspace.reads.evidence.support(a_journey(workspace, journey).id)
    if found is None:
        raise NotFoundError(_("The journey “{word}” was deleted just now.").format(word=journey))
    points = Table(_point_columns(), found.points)
    personas = Table(_persona_columns(), found.personas)
    record = {
        "journey_id": found.journey_id,
        "touchpoints": points.records(),
        "personas": personas.records(),
    }
    output.whole(record, [points, personas], points, form)


def _point_columns() -> list[Column[PointSupport]]:
    return [
        Column("id", lambda one: one.touchpoint_id, _("No."), right=True),
        Column("stage", lambda one: one.stage, _("Stage"), minor=2),
        Column("touchpoint", lambda one: one.touchpoint, _("Touchpoint"), least=12),
        Column("support", lambda one: one.level, _("Rests on"), lambda one: level_text(one.level)),
        Column(
            "confidence",
            lambda one: round(one.confidence, 4),
            _("Confidence"),
            lambda one: number(one.confidence, 2),
            right=True,
        ),
        Column("interviewed", lambda one: one.interviewed, _("Interviewed"), right=True, minor=1),
        Column("answered", lambda one: one.answered, _("Survey answers"), right=True, minor=1),
        Column("pieces", lambda one: one.pieces, _("Pieces"), right=True, minor=4),
        Column("newest", lambda one: one.newest, _("Newest"), lambda one: day(one.newest), minor=3),
        Column("aged", lambda one: list(one.aged), _("Aged"), _aged, minor=1),
    ]


def _aged(one: PointSupport | PersonaSupport) -> str:
    return _("No. {numbers}").format(numbers=", ".join(map(str, one.aged))) if one.aged else ""


def _persona_columns() -> list[Column[PersonaSupport]]:
    from auditor.analysis.support import INTERVIEWS_WANTED, problems_shown

    return [
        Column("id", lambda one: one.persona_id, _("No."), right=True),
        Column("persona", lambda one: one.persona, _("Persona")),
        Column("support", lambda one: one.level, _("Rests on"), lambda one: level_text(one.level)),
        Column(
            "interviewed",
            lambda one: one.interviewed,
            _("Interviews"),
            lambda one: goal_text(one.interviewed),
        ),
        Column("interviews_wanted", lambda _one: INTERVIEWS_WANTED),
        Column("problems_shown", lambda one: round(problems_shown(one.interviewed), 4)),
        Column("answered", lambda one: one.answered, _("Survey answers"), right=True),
        Column("pieces", lambda one: one.pieces),
        Column("newest", lambda one: one.newest, _("Newest"), lambda one: day(one.newest), minor=1),
        Column("aged", lambda one: list(one.aged), _("Aged"), _aged, minor=1),
    ]


@click.command(
    help=_(
        "List where auditors and evidence contradict each other. Both sides are told: what the auditor "
        "found, and what the evidence says."
    )
)
@click.argument("journey")
@format_option
@with_workspace
def contradictions(workspace: Workspace, journey: str, form: str) -> None:
    """List contradictions."""
    line = a_journey(workspace, journey)
    found = workspace.reads.contradictions.of(line.id)
    columns: list[Column[Contradiction]] = [
        Column("stage", lambda one: one.stage, _("Stage"), minor=2),
        Column("touchpoint_id", lambda one: one.touchpoint_id),
        Column("touchpoint", lambda one: one.touchpoint, _("Touchpoint"), least=12),
        Column("kind", lambda one: one.kind, _("Contradiction"), lambda o: labels.word(o.kind), minor=1),
        Column("persona", lambda one: one.persona or None),
        Column("feeling", lambda one: one.feeling),
        Column("check", lambda one: f"{one.checklist}/{one.check_key}" if one.check_key else None),
        Column("auditor", lambda one: sides(one)[0], _("The auditor"), least=20),
        Column("evidence", lambda one: sides(one)[1], _("The evidence"), least=20),
        Column("evidence_id", lambda one: one.evidence.id, _("No."), right=True),
    ]
    output.rows(Table(columns, found), form, _("Nothing contradicts what the auditors found."))


class Ranked(Struct, frozen=True):
    """Something to find out, with its place and the questions that fit."""

    rank: int
    ask: AskNext
    questions: list[str]


@click.command(
    "next",
    help=_(
        "List what to find out next, of one journey or of all. First comes where better evidence could "
        "change the top of the action list most, each with the questions that fit."
    ),
)
@click.argument("journey", required=False)
@click.option(
    "--top", type=click.IntRange(1, 1000), default=10, show_default=True, help=_("How many to list.")
)
@format_option
@with_workspace
def find_out(workspace: Workspace, journey: str | None, top: int, form: str) -> None:
    """List what to find out."""
    from auditor.library.interviews import question_bank
    from auditor.sentences.questions import fitting_questions

    number_ = journey_number(workspace, journey)
    bank, problems = question_bank(workspace.config.interviews)
    for problem in problems:
        output.say(_("Left out: {problem}").format(problem=problem))
    found = workspace.reads.evidence.ask_next(number_)[:top]
    replies = {ask.journey_id: workspace.reads.maps.replies(ask.journey_id) for ask in found}
    rows = [
        Ranked(rank, ask, fitting_questions(ask, bank, replies[ask.journey_id]))
        for rank, ask in enumerate(found, 1)
    ]
    hint = _("There is nothing to find out yet: finish an audit, so that there are actions to put in order.")
    output.rows(Table(_ask_columns(number_ is None), rows), form, hint)


def _ask_columns(with_journey: bool) -> list[Column[Ranked]]:
    return [
        Column("rank", lambda row: row.rank, "#", right=True),
        Column("journey_id", lambda row: row.ask.journey_id),
        Column("journey", lambda row: row.ask.journey, _("Journey") if with_journey else "", minor=2),
        Column("stage", lambda row: row.ask.stage),
        Column("touchpoint_id", lambda row: row.ask.touchpoint_id),
        Column("touchpoint", lambda row: row.ask.touchpoint, _("Touchpoint"), least=12),
        Column("kind", lambda row: row.ask.kind, _("Do this"), lambda row: to_do(row.ask), least=14),
        Column("people", lambda row: row.ask.people),
        Column(
            "value",
            lambda row: round(row.ask.value, 4),
            _("Changes"),
            lambda row: percent(row.ask.value),
            right=True,
        ),
        Column("confidence", lambda row: round(row.ask.confidence, 4)),
        Column("confidence_then", lambda row: round(row.ask.then, 4)),
        Column("need", lambda row: round(row.ask.need, 4)),
        Column("need_lowest", lambda row: round(row.ask.lowest_need, 4)),
        Column("need_highest", lambda row: round(row.ask.highest_need, 4)),
        Column("open_actions", lambda row: row.ask.actions),
        Column("first_place", lambda row: row.ask.first, _("Why"), lambda row: why_ask(row.ask), minor=1, least=20),
        Column("best_place", lambda row: row.ask.best),
        Column("worst_place", lambda row: row.ask.worst),
        Column("questions", lambda row: row.questions, _("Ask"), lambda row: " ".join(row.questions), least=20),
    ]  # fmt: skip


@click.command(
    help=_(
        "List the answers that measurements suggest.\n\n"
        "They wait until the check is answered in an audit: in the walk, s takes one; another answer settles it too."
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
