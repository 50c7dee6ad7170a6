"""What can be done with the strategies of a stage: one transaction a call."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.base.text import shortened
from auditor.store.database import Database
from auditor.store.tables import ActionRecord, StageRecord, StrategyRecord, TouchpointRecord
from auditor.store.work import Work
from auditor.views.journeys import Strategy as StrategyView
from auditor.writing.ordering import insert, shift
from auditor.writing.strategies import (
    refuse_more,
    serve,
    serve_no_longer,
    strategies_of,
    strategy_line,
)
from auditor.writing.unseen import seen, to_write


class Strategies:
    """The ways in which the goals of stages are to be reached, and the actions that serve them."""

    def __init__(self, database: Database) -> None:
        """Work on `database`."""
        self._database = database

    def add(self, stage_id: int, text: str, after: int | None = None) -> int:
        """Add a strategy last to a stage, or after the strategy `after`; return its number."""
        line = strategy_line(text)
        with self._database.work("strategy-new") as work:
            siblings = strategies_of(work, stage_id)
            refuse_more(len(siblings) + 1)
            _name(work, work.get(StageRecord, stage_id), line)
            row = work.new(StrategyRecord(stage_id=stage_id, position=len(siblings), text=line))
            insert(work, siblings, row, after)
        assert row.id is not None
        return row.id

    def edit(self, strategy_id: int, text: str, base: StrategyView | None = None) -> None:
        """Word a strategy otherwise; `base` is the strategy as its editor saw it, see `Journeys.edit`."""
        values = {"text": strategy_line(text)}
        with self._database.work("strategy-edit") as work:
            row = _get(work, strategy_id)
            work.change(row, **to_write(work, row, values, seen(base, values)))

    def move(self, strategy_id: int, by: int) -> None:
        """Move a strategy `by` places towards the end (negative: towards the start), as far as there is room."""
        with self._database.work("strategy-move") as work:
            row = _get(work, strategy_id)
            shift(work, strategies_of(work, row.stage_id), row, by)

    def delete(self, strategy_id: int) -> None:
        """Take a strategy out of sight; the actions that serve it stay."""
        with self._database.work("strategy-delete") as work:
            work.remove(_get(work, strategy_id))

    def serve(self, action_ids: Sequence[int], strategy_ids: Sequence[int]) -> None:
        """Let actions serve strategies of their journey, beside those that they serve.

        Raises NotFoundError for one that is not there, and RefusedError for one of another journey.
        """
        with self._database.work("action-serve") as work:
            for action in _actions(work, action_ids):
                serve(work, action, strategy_ids)

    def serve_no_longer(self, action_ids: Sequence[int], strategy_ids: Sequence[int]) -> None:
        """Let actions no longer serve strategies; those that they do not serve are left as they are."""
        with self._database.work("action-serve") as work:
            for action in _actions(work, action_ids):
                serve_no_longer(work, action, strategy_ids)


def _get(work: Work, strategy_id: int) -> StrategyRecord:
    row = work.get(StrategyRecord, strategy_id)
    _name(work, work.get(StageRecord, row.stage_id), row.text)
    return row


def _name(work: Work, stage: StageRecord, text: str) -> None:
    work.journey_id = stage.journey_id
    work.arguments |= {"stage": stage.name, "text": shortened(text, 80)}


def _actions(work: Work, action_ids: Sequence[int]) -> list[ActionRecord]:
    actions = [work.get(ActionRecord, number) for number in dict.fromkeys(action_ids)]
    for action in actions:
        work.journey_id = work.get(TouchpointRecord, action.touchpoint_id).journey_id
        work.arguments["title"] = action.title
    if len(actions) > 1:
        work.arguments["count"] = str(len(actions))
    return actions
