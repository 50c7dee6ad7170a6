"""`auditor evidence list`, `show` and `check-files`: evidence as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from msgspec import Struct

from auditor.base import labels
from auditor.base.errors import NotFoundError
from auditor.base.i18n import N_, _, day, number
from auditor.base.vocabulary import EvidenceKind
from auditor.cli.evidence.options import NUMBER, place_options, places
from auditor.cli.frame import output
from auditor.cli.frame.options import format_option, one_of
from auditor.cli.frame.rows import whole_journey
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table, facts
from auditor.sentences.evidence import age_text, figure_text, place_text, target_text

if TYPE_CHECKING:
    from datetime import date

    from auditor.base.fingerprints import FileState
    from auditor.views.evidence import Evidence
    from auditor.workspace import Workspace

_FILES = {
    "same": N_("unchanged"),
    "changed": N_("changed since it was recorded"),
    "missing": N_("no longer there"),
    "unreadable": N_("can’t be read"),
}


@click.command("list", help=_("List evidence, the newest first: of all journeys, or of one."))
@click.argument("journey", required=False)
@place_options
@click.option("--kind", type=one_of(EvidenceKind), help=_("Of this kind only."))
@click.option("--aged", is_flag=True, help=_("Only what has aged, so that it wants collecting anew."))
@format_option
@with_workspace
def list_evidence(
    workspace: Workspace,
    journey: str | None,
    touchpoint: str | None,
    stage: str | None,
    persona: str | None,
    kind: str | None,
    aged: bool,
    form: str,
) -> None:
    """List evidence."""
    from auditor.analysis.support import is_aged
    from auditor.views.evidence import EvidenceFilter

    wanted = EvidenceFilter(kind=EvidenceKind(kind) if kind else None)
    if journey is not None:
        found = whole_journey(workspace, journey)
        where = places(workspace, found, touchpoint, stage, persona)
        wanted = EvidenceFilter(found.id, kind=wanted.kind, **where)
    elif touchpoint or stage or persona:
        raise click.UsageError(_("Name the journey first: evidence list JOURNEY."))
    lines = workspace.reads.evidence.lines(wanted)
    today = workspace.reads.evidence.today
    weighing = workspace.config.weighing
    if aged:
        lines = [one for one in lines if is_aged(one.kind, (today - one.collected).days, weighing)]
    hint = _("No evidence is recorded: “auditor evidence add” records some.")
    output.rows(Table(evidence_columns(today), lines), form, hint)


def evidence_columns(today: date) -> list[Column[Evidence]]:
    """Return the columns of evidence."""
    return [
        Column("id", lambda one: one.id, _("No."), right=True),
        Column("journey_id", lambda one: one.journey_id),
        Column("journey", lambda one: one.journey),
        Column("stage_id", lambda one: one.stage_id),
        Column("stage", lambda one: one.stage or None),
        Column("touchpoint_id", lambda one: one.touchpoint_id),
        Column("touchpoint", lambda one: one.touchpoint or None, _("Of"), place_text, least=10),
        Column("persona_id", lambda one: one.persona_id),
        Column("persona", lambda one: one.persona or None, _("Persona"), minor=3),
        Column("kind", lambda one: one.kind, _("Kind"), lambda one: labels.word(one.kind)),
        Column("source", lambda one: one.source, _("Source"), least=10),
        Column("collected", lambda one: one.collected, _("Collected"), lambda one: day(one.collected)),
        Column("age_days", lambda one: (today - one.collected).days),
        Column("people", lambda one: one.people, _("People"), _people, right=True),
        Column("figure", lambda one: one.figure, _("Figure"), figure_text, least=12),
        Column("unit", lambda one: one.unit or None),
        Column("better", lambda one: one.better),
        Column("deviation", lambda one: one.deviation),
        Column("target", lambda one: one.target, _("Target"), target_text, minor=4),
        Column("low", lambda one: _bound(one, "low")),
        Column("high", lambda one: _bound(one, "high")),
        Column("feeling", lambda one: one.feeling, _("Feeling"), _feeling, right=True, minor=2),
        Column("quote", lambda one: one.quote or None, _("Quote"), minor=5, least=14),
        Column("note", lambda one: one.note or None),
        Column("link", lambda one: one.link or None),
        Column("file", lambda one: one.file or None),
        Column("sha256", lambda one: one.sha256 or None),
        Column("action_id", lambda one: one.action_id),
        Column("origin", lambda one: one.origin or None),
    ]


def _people(one: Evidence) -> str:
    return "" if one.people is None else number(one.people)


def _feeling(one: Evidence) -> str:
    return "" if one.feeling is None else number(one.feeling, 1, signed=True)


def _bound(one: Evidence, end: str) -> float | None:
    from auditor.analysis.estimates import estimate_of

    estimate = estimate_of(one)
    return None if estimate is None else round(float(getattr(estimate.interval, end)), 4)


@click.command(help=_("Show evidence. It says whether its file is still as it was."))
@click.argument("number_", type=NUMBER, metavar="NUMBER")
@format_option
@with_workspace
def show(workspace: Workspace, number_: int, form: str) -> None:
    """Show evidence."""
    one = workspace.reads.evidence.get(number_)
    if one is None:
        raise NotFoundError(_("There is no evidence number {number}.").format(number=number_))
    today = workspace.reads.evidence.today
    table = Table(evidence_columns(today), [one])
    state = _state(one)
    record = {
        **table.records()[0],
        "counts": {str(score): count for score, count in one.counts.items()},
        "file_state": state,
    }
    output.whole(record, [facts(_facts(one, today, state))], table, form)


def _state(one: Evidence) -> FileState | None:
    from auditor.base.fingerprints import state_of

    return state_of(one.file, one.sha256) if one.file else None


def _facts(one: Evidence, today: date, state: FileState | None) -> list[tuple[str, str]]:
    counts = ", ".join(f"{score}: {number(count)}" for score, count in one.counts.items())
    aged = age_text((today - one.collected).days)
    file = f"{one.file} ({_(_FILES[state])})" if state else ""
    return [
        (_("Evidence"), f"{one.id} {labels.word(one.kind)}"),
        (_("Journey"), one.journey),
        (_("Stage"), one.stage),
        (_("Touchpoint"), one.touchpoint),
        (_("Persona"), one.persona),
        (_("Source"), one.source),
        (_("Collected"), f"{day(one.collected)} ({aged})"),
        (_("People"), _people(one)),
        (_("Figure"), figure_text(one)),
        (_("Target"), target_text(one)),
        (_("Scores"), counts),
        (_("Feeling"), _feeling(one)),
        (_("Quote"), one.quote),
        (_("Note"), one.note),
        (_("Link"), one.link),
        (_("File"), file),
    ]


class Checked(Struct, frozen=True):
    """A file of a piece of evidence, and what has become of it."""

    evidence: Evidence
    state: FileState


@click.command(
    "check-files",
    help=_("Look whether the files of evidence are as they were recorded. Exit code 1 if one is not."),
)
@click.argument("journey", required=False)
@format_option
@click.pass_context
@with_workspace
def check_files(workspace: Workspace, ctx: click.Context, journey: str | None, form: str) -> None:
    """Check files."""
    from auditor.base.fingerprints import FileState, state_of
    from auditor.views.evidence import EvidenceFilter

    found = None if journey is None else whole_journey(workspace, journey).id
    checked = [
        Checked(one, state_of(one.file, one.sha256))
        for one in workspace.reads.evidence.lines(EvidenceFilter(found))
        if one.file
    ]
    columns: list[Column[Checked]] = [
        Column("id", lambda row: row.evidence.id, _("No."), right=True),
        Column("source", lambda row: row.evidence.source, _("Source"), minor=1),
        Column("file", lambda row: row.evidence.file, _("File"), least=20),
        Column("state", lambda row: row.state, _("State"), lambda row: _(_FILES[row.state])),
        Column("sha256", lambda row: row.evidence.sha256),
    ]
    output.rows(Table(columns, checked), form, _("No evidence has a file."))
    if any(row.state is not FileState.SAME for row in checked):
        ctx.exit(output.REFUSED)
