"""`auditor action list`: what to improve, in order of priority."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from auditor.base.i18n import _
from auditor.base.vocabulary import Sort
from auditor.cli.action.filter_options import FilterOptions, nothing_found, order_option, scoring_of, sort_of
from auditor.cli.columns.actions import Returns, ranked
from auditor.cli.frame import output
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.typed import takes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.analysis.robustness import Robustness
    from auditor.workspace import Workspace


@click.command(
    "list",
    help=_(
        "List the open actions in order of priority. Lowest-hanging fruit first: most effect for "
        "least effort, where it hurts most."
    ),
)
@click.option("--limit", type=click.IntRange(1), metavar="N", help=_("Only the first so many."))
@click.option(
    "--robust",
    is_flag=True,
    help=_(
        "Also the best and the worst place, and how often the quadrant is the same, if effort and impact were "
        "each guessed one too low or too high."
    ),
)
@click.option(
    "--sort",
    type=sort_of,
    metavar="COLUMN",
    help=_("By another column than the place: {columns}; with a minus before it, the other way.").format(
        columns=", ".join(Sort)
    ),
)
@order_option
@takes("said", FilterOptions)
@format_option
@with_workspace
def list_actions(
    workspace: Workspace,
    said: FilterOptions,
    limit: int | None,
    robust: bool,
    sort: tuple[Sort, bool] | None,
    order: str | None,
    form: str,
) -> None:
    """List actions."""
    wanted = said.filter(workspace)
    if sort is not None:
        wanted = replace(wanted, sort=sort[0], descending=sort[1])
    scoring = scoring_of(workspace, order)
    ranking = workspace.reads.actions.ranking(wanted, scoring)
    lines = ranking.all() if limit is None else ranking.page(0, limit)
    found: Mapping[int, Robustness] | None = None
    if robust:
        reads = workspace.reads.decisions
        whole = limit is None
        found = reads.robust_list(wanted, scoring) if whole else reads.robust_page(lines, wanted, scoring)
    hint = "" if lines else nothing_found(workspace)
    returns = Returns(scoring.months, workspace.reads.returns.chances(wanted, scoring))
    output.rows(ranked(lines, scoring.method, found, wanted.sort, returns), form, hint)
