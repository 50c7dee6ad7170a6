"""`auditor action plan-capacity`: what fits in the person-days there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from auditor.base import labels
from auditor.base.i18n import _, number
from auditor.cli.action.filter_options import FilterOptions, nothing_found, order_option, scoring_of
from auditor.cli.frame import output
from auditor.cli.frame.options import NumberRange, format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table, facts
from auditor.cli.frame.typed import takes
from auditor.sentences.deciding import stuck_words
from auditor.sentences.explain import figure
from auditor.sentences.explain_score import score_name

if TYPE_CHECKING:
    from auditor.analysis.scoring import Scoring
    from auditor.views.actions import ActionLine
    from auditor.views.deciding import Fitting
    from auditor.workspace import Workspace


DAYS = NumberRange(0, 10_000)


@click.command(
    "plan-capacity",
    help=_(
        "Say what fits in DAYS person-days. Of all sets of actions that fit, the one that is worth most in "
        "the order chosen, exactly; and the best-placed action that it leaves out. Nothing is changed."
    ),
)
@click.argument("days", type=DAYS)
@click.option(
    "--started-first", is_flag=True, help=_("Count what is in progress as taken before anything is chosen.")
)
@order_option
@takes("said", FilterOptions)
@format_option
@with_workspace
def plan_capacity(
    workspace: Workspace,
    said: FilterOptions,
    days: float,
    started_first: bool,
    order: str | None,
    form: str,
) -> None:
    """Say what fits."""
    wanted = said.filter(workspace)
    scoring = scoring_of(workspace, order)
    found = workspace.reads.decisions.fitting(days, wanted, scoring, started_first=started_first)
    table = Table(_fitting_columns(scoring), [*found.started, *found.taken])
    parts: list[Table[Any]] = [table, facts(_fitting_facts(found))]
    output.whole(_fitting_record(found, scoring, table), parts, table, form)
    if not found.considered:
        some = workspace.reads.actions.ranking(wanted).total
        output.say(_("Nothing open fits the filter.") if some else nothing_found(workspace))


def _fitting_columns(scoring: Scoring) -> list[Column[ActionLine]]:
    return [
        Column("id", lambda line: line.id, _("No."), right=True),
        Column("title", lambda line: line.title, _("Action"), least=22),
        Column("journey", lambda line: line.journey),
        Column("touchpoint", lambda line: line.touchpoint, _("Touchpoint"), minor=2),
        Column("effort", lambda line: line.effort),
        Column("impact", lambda line: line.impact),
        Column(
            "days",
            lambda line: scoring.days[line.effort - 1],
            _("Days"),
            lambda x: _days(x, scoring),
            right=True,
        ),
        Column(
            "value",
            lambda line: round(line.priority, 2),
            score_name(scoring.method),
            lambda line: number(line.priority, 1),
            right=True,
        ),
        Column("status", lambda line: line.status, _("Status"), lambda line: labels.word(line.status)),
        Column("owner", lambda line: line.owner or None, _("Owner"), minor=1),
    ]


def _days(line: ActionLine, scoring: Scoring) -> str:
    return figure(scoring.days[line.effort - 1])


def _fitting_facts(found: Fitting) -> list[tuple[str, str]]:
    count = len(found.started) + len(found.taken)
    left_out = found.left_out
    return [
        (_("Person-days there are"), figure(found.capacity)),
        (_("Person-days taken"), figure(found.days)),
        (_("Actions"), _("{count} of {all}").format(count=number(count), all=number(found.considered))),
        (_("In progress, counted first"), number(len(found.started)) if found.started else ""),
        (_("Worth together"), number(found.value, 1)),
        (_("Left out, blocked"), stuck_words(found)),
        (_("First left out"), f"{left_out.id} {left_out.title}" if left_out else ""),
        (
            _("Too much begun"),
            _("what is in progress takes more than there is") if found.days > found.capacity else "",
        ),
    ]


def _fitting_record(found: Fitting, scoring: Scoring, table: Table[ActionLine]) -> dict[str, object]:
    left_out = found.left_out
    return {
        "order": scoring.method,
        "capacity": found.capacity,
        "days": found.days,
        "value": round(found.value, 2),
        "considered": found.considered,
        "blocked_left_out": found.stuck,
        "started": [line.id for line in found.started],
        "left_out": {"id": left_out.id, "title": left_out.title} if left_out else None,
        "actions": table.records(),
    }
