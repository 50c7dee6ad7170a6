"""`auditor evidence support`: what touchpoints and personas rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.analysis.support import INTERVIEWS_WANTED, problems_shown
from auditor.base import labels
from auditor.base.errors import NotFoundError
from auditor.base.i18n import _, day, number
from auditor.cli.frame import output
from auditor.cli.frame.lookup import a_journey
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table
from auditor.sentences.evidence import goal_text, level_text

if TYPE_CHECKING:
    from auditor.views.evidence import PersonaSupport, PointSupport
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
        Column("interviewed", lambda one: one.interviewed, _("Interviews and tests"), right=True, minor=1),
        Column("tested", lambda one: one.tested),
        Column("answered", lambda one: one.answered, _("Survey answers"), right=True, minor=1),
        Column("pieces", lambda one: one.pieces, _("Pieces"), right=True, minor=4),
        Column("newest", lambda one: one.newest, _("Newest"), lambda one: day(one.newest), minor=3),
        Column("aged", lambda one: list(one.aged), _("Aged"), _aged, minor=1),
    ]


def _aged(one: PointSupport | PersonaSupport) -> str:
    return _("No. {numbers}").format(numbers=", ".join(map(str, one.aged))) if one.aged else ""


def _persona_columns() -> list[Column[PersonaSupport]]:
    return [
        Column("id", lambda one: one.persona_id, _("No."), right=True),
        Column("persona", lambda one: one.persona, _("Persona")),
        Column("state", lambda one: one.state, _("State"), lambda one: labels.word(one.state)),
        Column("support", lambda one: one.level, _("Rests on"), lambda one: level_text(one.level)),
        Column(
            "interviewed",
            lambda one: one.interviewed,
            _("Interviews"),
            lambda one: goal_text(one.interviewed, one.tested),
        ),
        Column("interviews_wanted", lambda _one: INTERVIEWS_WANTED),
        Column("problems_shown", lambda one: round(problems_shown(one.interviewed), 4)),
        Column("tested", lambda one: one.tested),
        Column("answered", lambda one: one.answered, _("Survey answers"), right=True),
        Column("pieces", lambda one: one.pieces),
        Column("newest", lambda one: one.newest, _("Newest"), lambda one: day(one.newest), minor=1),
        Column("aged", lambda one: list(one.aged), _("Aged"), _aged, minor=1),
    ]
