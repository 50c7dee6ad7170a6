"""`auditor journey list`: the journeys, the last audited first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

import click

from auditor.base import labels
from auditor.base.i18n import _, day
from auditor.cli.frame import output
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table
from auditor.sentences import follow

if TYPE_CHECKING:
    from auditor.views.follow import Review
    from auditor.views.journeys import JourneyLine
    from auditor.workspace import Workspace


@click.command("list", help=_("List the journeys, the last audited first."))
@format_option
@with_workspace
def list_journeys(workspace: Workspace, form: str) -> None:
    """List journeys."""
    lines = workspace.reads.journeys.lines()
    reviews = workspace.reads.follow.reviews() if any(line.review_days for line in lines) else {}
    columns: list[Column[JourneyLine]] = [
        Column("id", lambda line: line.id, _("No."), right=True),
        Column("name", lambda line: line.name, _("Journey"), lambda line: line.title),
        Column("purpose", lambda line: line.purpose, _("Purpose"), lambda line: labels.word(line.purpose)),
        Column("scope", lambda line: line.scope),
        Column("stages", lambda line: line.stages, _("Stages"), right=True),
        Column("touchpoints", lambda line: line.touchpoints, _("Touchpoints"), right=True),
        Column("audits", lambda line: line.audits, _("Audits"), right=True),
        Column("open_audit", lambda line: line.open_audit, _("Open audit"), _open_audit, right=True, minor=1),
        Column(
            "last_audit", lambda line: line.last_audit, _("Last audit"), lambda line: day(line.last_audit)
        ),
        Column("open_actions", lambda line: line.open_actions, _("Open actions"), right=True),
        Column("review_days", lambda line: line.review_days),
        Column(
            "review_due",
            lambda line: _due(line, reviews),
            _("Review"),
            lambda line: _review(line, reviews, workspace.today),
        ),
    ]
    hint = _("There are no journeys yet: “auditor journey new --template web-shop” makes one.")
    if not workspace.is_there:
        hint = _(
            "There is no database at {path} yet: “auditor journey new --template web-shop” makes one."
        ).format(path=workspace.location.shown)
    output.rows(Table(columns, lines), form, hint)


def _open_audit(line: JourneyLine) -> str:
    return "" if line.open_audit is None else str(line.open_audit)


def _due(line: JourneyLine, reviews: Mapping[int, Review]) -> date | None:
    return reviews[line.id].due if line.id in reviews else None


def _review(line: JourneyLine, reviews: Mapping[int, Review], today: date) -> str:
    return follow.reviewed(reviews.get(line.id), line.last_audit is not None, today)
