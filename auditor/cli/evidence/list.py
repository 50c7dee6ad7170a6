"""`auditor evidence list`: evidence, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.analysis.support import is_aged
from auditor.base.i18n import _
from auditor.base.vocabulary import EvidenceKind
from auditor.cli.columns.evidence import evidence_columns
from auditor.cli.evidence.options import PlaceOptions
from auditor.cli.frame import output
from auditor.cli.frame.lookup import whole_journey
from auditor.cli.frame.options import format_option, one_of
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Table
from auditor.cli.frame.typed import takes
from auditor.sentences.evidence import ahead_text
from auditor.views.evidence import EvidenceFilter

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command("list", help=_("List evidence, the newest first: of all journeys, or of one."))
@click.argument("journey", required=False)
@takes("place", PlaceOptions)
@click.option("--kind", type=one_of(EvidenceKind), help=_("Of this kind only."))
@click.option("--aged", is_flag=True, help=_("Only what has aged, so that it wants collecting anew."))
@format_option
@with_workspace
def list_evidence(
    workspace: Workspace,
    place: PlaceOptions,
    journey: str | None,
    kind: str | None,
    aged: bool,
    form: str,
) -> None:
    """List evidence."""
    wanted = EvidenceFilter(kind=EvidenceKind(kind) if kind else None)
    if journey is not None:
        found = whole_journey(workspace, journey)
        where = place.places(workspace, found)
        wanted = EvidenceFilter(found.id, kind=wanted.kind, **where)
    elif place.any:
        raise click.UsageError(_("Name the journey first: evidence list JOURNEY."))
    lines = workspace.reads.evidence.lines(wanted)
    today = workspace.reads.evidence.today
    weighing = workspace.rules.weighing
    if aged:
        lines = [
            one
            for one in lines
            if one.superseded_by is None and is_aged(one.kind, (today - one.collected).days, weighing)
        ]
    hint = _("No evidence is recorded: “auditor evidence add” records some.")
    output.rows(Table(evidence_columns(today), lines), form, hint)
    if ahead := sum(one.collected > today for one in lines):
        output.say(ahead_text(ahead))
