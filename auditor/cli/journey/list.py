"""`auditor journey list`: the journeys, the last audited first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

import click

from auditor.base import labels
from auditor.base.i18n import _, day
from auditor.cli.frame import output
from auditor.cli.frame.clients import WhichJourneys
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table
from auditor.cli.frame.typed import takes
from auditor.sentences import follow
from auditor.sentences.clients import tags_text

if TYPE_CHECKING:
    from auditor.views.follow import Review
    from auditor.views.journeys import JourneyLine
    from auditor.workspace import Workspace


@click.command("list", help=_("List the journeys, the last audited first."))
@takes("which", WhichJourneys)
@click.option("--archived", is_flag=True, help=_("Those that are archived, which are left out else."))
@format_option
@with_workspace
def list_journeys(workspace: Workspace, which: WhichJourneys, archived: bool, form: str) -> None:
    """List journeys."""
    reads = workspace.reads.journeys
    every = reads.archived() if archived else reads.lines()
    lines = [line for line in every if which.fits(line)]
    is_client, is_tag = any(line.client for line in lines), any(line.tags for line in lines)
    reviews = workspace.reads.follow.reviews() if any(line.review_days for line in lines) else {}
    columns: list[Column[JourneyLine]] = [
        Column("id", lambda line: line.id, _("No."), right=True),
        Column("name", lambda line: line.name, _("Journey"), lambda line: line.title, least=24),
        Column(
            "client", lambda line: line.client or None, _("Client") if is_client else "", least=12, minor=2
        ),
        Column("tags", lambda line: list(line.tags), _("Tags") if is_tag else "", _tags, minor=6),
        Column(
            "purpose",
            lambda line: line.purpose,
            _("Purpose"),
            lambda line: labels.word(line.purpose),
            minor=5,
        ),
        Column("scope", lambda line: line.scope),
        Column("stages", lambda line: line.stages, _("Stages"), right=True, minor=7),
        Column("touchpoints", lambda line: line.touchpoints, _("Touchpoints"), right=True, minor=4),
        Column("audits", lambda line: line.audits, _("Audits"), right=True, minor=3),
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
        Column(
            "archived",
            lambda line: line.archived,
            _("Archived") if archived else "",
            lambda line: day(line.archived),
        ),
    ]
    hint = _("There are no journeys yet: “auditor journey new --template web-shop” makes one.")
    if not workspace.is_there:
        hint = _(
            "There is no database at {path} yet: “auditor journey new --template web-shop” makes one."
        ).format(path=workspace.location.shown)
    if every:
        hint = _("No journey is of this client or has these tags.")
    elif archived:
        hint = _("No journey is archived.")
    output.rows(Table(columns, lines), form, hint)


def _tags(line: JourneyLine) -> str:
    return tags_text(line.tags)


def _open_audit(line: JourneyLine) -> str:
    return "" if line.open_audit is None else str(line.open_audit)


def _due(line: JourneyLine, reviews: Mapping[int, Review]) -> date | None:
    return reviews[line.id].due if line.id in reviews else None


def _review(line: JourneyLine, reviews: Mapping[int, Review], today: date) -> str:
    return follow.reviewed(reviews.get(line.id), line.last_audit is not None, today)
