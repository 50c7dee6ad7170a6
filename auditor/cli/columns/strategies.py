"""Strategies in tables and in JSON: each with its stage, its actions, and how far these are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.base.i18n import _
from auditor.cli.frame.tables import Column
from auditor.sentences.strategies import standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from auditor.views.journeys import Stage, Strategy
    from auditor.views.strategies import ServingAction


class Served(Struct, frozen=True):
    """A strategy of a stage, and the actions that serve it."""

    stage: Stage
    strategy: Strategy
    actions: tuple[ServingAction, ...]
    first: bool
    """Whether it is the first of its stage."""


def served(stages: Iterable[Stage], actions: Mapping[int, tuple[ServingAction, ...]]) -> list[Served]:
    """Return the strategies of stages, in order; `actions` are those that serve each, by its number."""
    return [
        Served(stage, strategy, actions.get(strategy.id, ()), place == 0)
        for stage in stages
        for place, strategy in enumerate(stage.strategies)
    ]


def strategy_columns(goals: bool = True) -> list[Column[Served]]:
    """Return the columns of a table of strategies, with the `goals` that they serve or without."""
    goal: Column[Served] = Column(
        "goal", lambda row: row.stage.goal, _("Goal"), lambda row: row.stage.goal * row.first, minor=2
    )
    return [
        Column("id", lambda row: row.strategy.id, _("No."), right=True),
        Column("stage_id", lambda row: row.stage.id),
        Column("stage", lambda row: row.stage.name, _("Stage"), lambda row: row.stage.name * row.first),
        *([goal] if goals else []),
        Column("strategy", lambda row: row.strategy.text, _("Strategy"), least=20),
        Column("standing", lambda row: standing(row.actions), _("Actions"), least=12),
        Column(
            "actions",
            lambda row: [action.id for action in row.actions],
            _("No. of the actions"),
            lambda row: " ".join(str(action.id) for action in row.actions),
            minor=1,
        ),
    ]


def strategy_record(strategy: Strategy, actions: Iterable[ServingAction]) -> dict[str, object]:
    """Return a strategy with the actions that serve it."""
    return {
        "id": strategy.id,
        "text": strategy.text,
        "actions": [
            {
                "id": one.id,
                "title": one.title,
                "status": one.status,
                "owner": one.owner or None,
                "due": one.due,
            }
            for one in actions
        ],
    }
