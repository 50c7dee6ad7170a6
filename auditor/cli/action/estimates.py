"""`auditor action estimates`: expected impact beside realised impact."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.analysis.calibration import calibration
from auditor.base.i18n import _, number
from auditor.cli.frame import output
from auditor.cli.frame.lookup import journey_number
from auditor.cli.frame.options import format_option, of_journey_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table
from auditor.sentences import proof as proof_text

if TYPE_CHECKING:
    from auditor.sentences.proof import Estimated
    from auditor.views.proofs import ImpactEstimate
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Compare expected impact with realised impact. It says how far the team over- or underestimates; only "
        "actions whose effect is settled are compared. Of a person or a phase it takes five."
    )
)
@of_journey_option
@format_option
@with_workspace
def estimates(workspace: Workspace, journey: str | None, form: str) -> None:
    """Compare expected and realised impact."""
    scope = journey_number(workspace, journey)
    rows = workspace.reads.proofs.estimates(scope)
    table = Table(_estimate_columns(), rows)
    found = calibration([row.over for row in rows])
    if found is None:
        output.rows(table, form, _("No effect is settled yet, so there is nothing to compare."))
        return
    interval = found.interval
    record: dict[str, object] = {
        "actions": table.records(),
        "count": found.actions,
        "mean_overestimate": round(found.mean, 4),
        "low": round(interval.low, 4) if interval else None,
        "high": round(interval.high, 4) if interval else None,
    }
    people = Table(_part_columns("person_id", _("Person")), proof_text.estimated_by_people(rows))
    phases = Table(_part_columns("phase", _("Phase")), proof_text.estimated_by_phases(rows))
    record |= {"people": people.records(), "phases": phases.records()}
    words = proof_text.calibration_words(found)
    output.whole(record, [table, people, phases], table, form, words)


def _part_columns(key: str, heading: str) -> list[Column[Estimated]]:
    return [
        Column(key, lambda one: one.key),
        Column("name", lambda one: one.name, heading),
        Column("count", lambda one: one.part.actions, _("Actions"), right=True),
        Column("missing", lambda one: one.part.missing),
        Column("mean_overestimate", lambda one: _mean(one)),
        Column("low", lambda one: _end(one, "low")),
        Column("high", lambda one: _end(one, "high")),
        Column("text", lambda one: one.text, _("Overestimated by"), least=30),
    ]


def _mean(one: Estimated) -> float | None:
    return round(one.part.calibration.mean, 4) if one.part.calibration else None


def _end(one: Estimated, end: str) -> float | None:
    interval = one.part.calibration.interval if one.part.calibration else None
    return None if interval is None else round(interval.low if end == "low" else interval.high, 4)


def _estimate_columns() -> list[Column[ImpactEstimate]]:
    return [
        Column("id", lambda row: row.action.id, _("No."), right=True),
        Column("title", lambda row: row.action.title, _("Action"), least=22),
        Column("journey", lambda row: row.action.journey),
        Column("effect", lambda row: row.effect, _("Effect"), lambda row: proof_text.effect(row.effect)),
        Column("expected", lambda row: row.expected, _("Expected impact"), right=True),
        Column(
            "realised",
            lambda row: row.realised,
            _("Turned out"),
            lambda row: number(row.realised, 1),
            right=True,
        ),
        Column(
            "over",
            lambda row: row.over,
            _("Overestimated by"),
            lambda row: number(row.over, 1, signed=True),
            right=True,
        ),
    ]
