"""`auditor action preview`: what other settings would change in the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from auditor.base import labels
from auditor.base.i18n import _, number
from auditor.base.vocabulary import Method
from auditor.cli.action.filter_options import FilterOptions
from auditor.cli.frame import output
from auditor.cli.frame.options import STEP, NumberRange, format_option, one_of
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.frame.tables import Column, Table
from auditor.cli.frame.typed import takes
from auditor.sentences.deciding import preview_words, quadrant_words, step_words
from auditor.sentences.explain_score import score_name
from auditor.settings.rules import scoring_changes

if TYPE_CHECKING:
    from auditor.analysis.scoring import Scoring
    from auditor.views.deciding import MovedAction, Preview
    from auditor.workspace import Workspace


SHARE = NumberRange(0, 1)


@click.command(
    help=_(
        "Say what other settings would change. Which actions move in the first places of the list, and which "
        "change their quadrant. Nothing is changed unless --save sets it for everybody who uses this database."
    )
)
@click.option("--order", type=one_of(Method), help=_("What puts the actions in order."))
@click.option("--need", type=SHARE, help=_("How much the need weighs in the priority, from 0 to 1."))
@click.option(
    "--confidence", type=SHARE, help=_("How much the confidence weighs in the priority, from 0 to 1.")
)
@click.option("--bound-impact", type=STEP, help=_("From which impact on it counts as high."))
@click.option("--bound-effort", type=STEP, help=_("From which effort on it counts as high."))
@click.option(
    "--top",
    type=click.IntRange(1, 1000),
    default=20,
    show_default=True,
    metavar="N",
    help=_("How many of the first places to look at."),
)
@click.option("--save", is_flag=True, help=_("Set this for everybody who uses this database."))
@takes("said", FilterOptions)
@format_option
@with_workspace
def preview(
    workspace: Workspace,
    said: FilterOptions,
    order: str | None,
    need: float | None,
    confidence: float | None,
    bound_impact: int | None,
    bound_effort: int | None,
    top: int,
    save: bool,
    form: str,
) -> None:
    """Preview other settings."""
    wanted = said.filter(workspace)
    other = _other(workspace.rules.scoring, order, need, confidence, bound_impact, bound_effort)
    found = workspace.reads.decisions.preview(other, wanted, top)
    table = Table(_moved_columns(other), found.moved)
    parts: list[Table[Any]] = [table, Table(_quadrant_columns(), list(found.quadrants.items()))]
    output.whole(_preview_record(found, other, table), parts, table, form, preview_words(found))
    _keep_or_tell(workspace, other, save)


def _other(
    scoring: Scoring,
    order: str | None,
    need: float | None,
    confidence: float | None,
    impact: int | None,
    effort: int | None,
) -> Scoring:
    weights, bounds = scoring.weights, scoring.bounds
    return replace(
        scoring,
        method=Method(order) if order else scoring.method,
        weights=replace(
            weights,
            need=weights.need if need is None else need,
            confidence=weights.confidence if confidence is None else confidence,
        ),
        bounds=replace(bounds, impact=impact or bounds.impact, effort=effort or bounds.effort),
    )


def _moved_columns(other: Scoring) -> list[Column[MovedAction]]:
    return [
        Column("after", lambda one: one.after, _("Place"), right=True),
        Column("before", lambda one: one.before, _("Before"), right=True),
        Column("moves", lambda one: one.before - one.after, _("Moves"), step_words),
        Column("id", lambda one: one.line.id, _("No."), right=True),
        Column("title", lambda one: one.line.title, _("Action"), least=22),
        Column(
            "value",
            lambda one: round(one.line.priority, 2),
            score_name(other.method),
            lambda one: number(one.line.priority, 1),
            right=True,
        ),
        Column("quadrant", lambda one: one.line.quadrant, _("Quadrant"), quadrant_words),
        Column("quadrant_before", lambda one: one.quadrant_before),
    ]


def _quadrant_columns() -> list[Column[Any]]:
    return [
        Column("from", lambda item: item[0][0], _("From"), lambda item: labels.word(item[0][0])),
        Column("to", lambda item: item[0][1], _("To"), lambda item: labels.word(item[0][1])),
        Column("count", lambda item: item[1], _("Actions"), right=True),
    ]


def _preview_record(found: Preview, other: Scoring, table: Table[MovedAction]) -> dict[str, object]:
    return {
        "order": other.method,
        "need": other.weights.need,
        "confidence": other.weights.confidence,
        "bound_impact": other.bounds.impact,
        "bound_effort": other.bounds.effort,
        "top": found.top,
        "total": found.total,
        "entered": [one.line.id for one in found.entered],
        "left": [one.line.id for one in found.left],
        "quadrants": Table(_quadrant_columns(), list(found.quadrants.items())).records(),
        "actions": table.records(),
    }


def _keep_or_tell(workspace: Workspace, other: Scoring, save: bool) -> None:
    """Set it for everybody, or say how that is done; nothing if it is what is set already."""
    if save:
        with told(workspace):
            workspace.settings.keep(scoring_changes(workspace.rules.scoring, other))
    elif other != workspace.rules.scoring:
        output.say(_("Nothing is set by this. --save sets it for everybody who uses this database."))
