"""Goals of stages in a report: the strategies that serve each, the actions that serve these, and how far they are."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from auditor.base import labels
from auditor.base.i18n import _, day
from auditor.base.vocabulary import ReportPart, Status
from auditor.reporting.contents import Contents
from auditor.reporting.grids import Grid, GridCell, GridColumn, part_title
from auditor.sentences.strategies import is_worked_on, standing
from auditor.views.journeys import Stage, Strategy
from auditor.views.strategies import ServingAction


class Goal(Struct, frozen=True):
    """A stage, one of its strategies, and one of the actions that serve it; each None where there is none."""

    stage: Stage
    strategy: Strategy | None
    action: ServingAction | None
    first: bool
    """Whether it is the first row of its stage."""
    leads: bool
    """Whether it is the first row of its strategy."""
    worked_on: bool
    standing: str


def goals(contents: Contents) -> Iterator[Goal]:
    """Yield a row for each action of each strategy, and for each strategy and each goal that has none."""
    for stage in contents.map.journey.stages:
        if not stage.strategies and stage.goal:
            yield Goal(stage, None, None, True, True, False, "")
        for at, strategy in enumerate(stage.strategies):
            actions = contents.serving.get(strategy.id, ())
            for place, action in enumerate(actions or (None,)):
                first = at == 0 and place == 0
                said = standing(actions)
                yield Goal(stage, strategy, action, first, place == 0, is_worked_on(actions), said)


def grid(contents: Contents) -> Grid:
    """Return the goals with strategies and actions as a table; what stands above a row is not said again in it."""
    return Grid(
        part_title(ReportPart.GOALS),
        (
            GridColumn(_("Stage")),
            GridColumn(_("Goal")),
            GridColumn(_("Strategy"), names=True),
            GridColumn(_("Who works on it")),
            GridColumn(_("No."), right=True),
            GridColumn(_("Action")),
            GridColumn(_("Status")),
            GridColumn(_("Owner")),
            GridColumn(_("Due")),
        ),
        tuple(_row(one) for one in goals(contents)),
    )


def _row(one: Goal) -> tuple[GridCell, ...]:
    action = one.action
    strategy = one.strategy.text if one.strategy is not None else _("no strategy yet")
    done = action is not None and action.status in (Status.DONE, Status.VERIFIED)
    return (
        GridCell(one.stage.name * one.first, "dim"),
        GridCell(one.stage.goal * one.first),
        GridCell(strategy * one.leads, "" if one.strategy is not None else "dim"),
        GridCell(one.standing * one.leads, "" if one.worked_on else "warn"),
        GridCell(str(action.id) if action else ""),
        GridCell(action.title if action else ""),
        GridCell(labels.word(action.status) if action else "", "good" if done else ""),
        GridCell(action.owner if action else ""),
        GridCell(day(action.due) if action else ""),
    )
