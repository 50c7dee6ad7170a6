"""`auditor evidence show`: a piece of evidence whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base import labels
from auditor.base.errors import NotFoundError
from auditor.base.fingerprints import state_of
from auditor.base.i18n import _, day, number
from auditor.cli.columns.askings import asking_columns
from auditor.cli.columns.evidence import (
    FILE_STATES,
    evidence_columns,
    feeling_text,
    people_text,
    superseded_text,
)
from auditor.cli.frame import output
from auditor.cli.frame.options import NUMBER, format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Table, facts
from auditor.sentences.askings import state_text, weight_text
from auditor.sentences.evidence import age_text, figure_text, target_text

if TYPE_CHECKING:
    from datetime import date

    from auditor.base.fingerprints import FileState
    from auditor.views.evidence import Evidence
    from auditor.workspace import Workspace


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
    asking = workspace.reads.askings.of_evidence(one.journey_id, one.id)
    columns = asking_columns(workspace.rules.weighing, today)
    record = {
        **table.records()[0],
        "counts": {str(score): count for score, count in one.counts.items()},
        "file_state": state,
        "ask_again": Table(columns, [asking]).records()[0] if asking else None,
    }
    about = _facts(one, today, state)
    if asking is not None:
        why = weight_text(asking, workspace.rules.weighing, today)
        about.append((_("Ask again"), f"{state_text(asking, today)} ({why})"))
    output.whole(record, [facts(about)], table, form)


def _state(one: Evidence) -> FileState | None:
    return state_of(one.file, one.sha256) if one.file else None


def _facts(one: Evidence, today: date, state: FileState | None) -> list[tuple[str, str]]:
    counts = ", ".join(f"{score}: {number(count)}" for score, count in one.counts.items())
    aged = age_text((today - one.collected).days)
    file = f"{one.file} ({_(FILE_STATES[state])})" if state else ""
    return [
        (_("Evidence"), f"{one.id} {labels.word(one.kind)}"),
        (_("Superseded by"), superseded_text(one)),
        (_("Journey"), one.journey),
        (_("Stage"), one.stage),
        (_("Touchpoint"), one.touchpoint),
        (_("Persona"), one.persona),
        (_("Source"), one.source),
        (_("Respondent"), one.respondent),
        (_("Consent"), labels.word(one.consent) if one.consent else ""),
        (_("Collected"), f"{day(one.collected)} ({aged})"),
        (_("People"), people_text(one)),
        (_("Figure"), figure_text(one)),
        (_("Target"), target_text(one)),
        (_("Scores"), counts),
        (_("Scale"), "" if one.scale_low is None else f"{one.scale_low}–{one.scale_high}"),
        (_("Feeling"), feeling_text(one)),
        (_("Quote"), one.quote),
        (_("Note"), one.note),
        (_("Link"), one.link),
        (_("File"), file),
    ]
