"""The strategies of a stage, and the actions that serve them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlmodel import col, select

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.values import TEXT_LIMIT
from auditor.input.typed import needed_line
from auditor.store.reading.strategies import SERVED
from auditor.store.tables import ActionRecord, ServingRecord, StageRecord, StrategyRecord, TouchpointRecord
from auditor.store.work import Work
from auditor.views.journeys import Strategy
from auditor.writing.ordering import number
from auditor.writing.unseen import lines_to_write

MOST = 100
"""So many strategies has a stage at most."""


def strategies_of(work: Work, stage_id: int) -> list[StrategyRecord]:
    """Return the strategies of a stage that are in sight, in order."""
    return list(
        work.session.exec(
            select(StrategyRecord)
            .where(StrategyRecord.stage_id == stage_id, col(StrategyRecord.removed_at).is_(None))
            .order_by(col(StrategyRecord.position), col(StrategyRecord.id))
        )
    )


def strategy_line(text: str) -> str:
    """Return the text of a strategy on one line; raise RefusedError for none."""
    return needed_line(text, _("strategy"), TEXT_LIMIT)


def write_strategies(
    work: Work, stage_id: int, texts: Iterable[str], base: Sequence[Strategy] | None = None
) -> None:
    """Let a stage have these strategies in this order; empty lines are none.

    `base` are those that the editor saw; ConflictError is raised where somebody else has changed them since.

    One that is there with the same text stays the same one, wherever it stands; of the others each becomes the next new
    text, so that the actions of one that is only worded otherwise still serve it. What is left over goes out of sight.
    """
    wanted: Sequence[str] = [strategy_line(text) for text in texts if text.strip()]
    refuse_more(len(wanted))
    if base is not None:
        wanted = _over_others(work, stage_id, base, wanted)
    left = strategies_of(work, stage_id)
    order: list[StrategyRecord | None] = []
    for text in wanted:
        same = next((row for row in left if row.text == text), None)
        if same is not None:
            left.remove(same)
        order.append(same)
    rows: list[StrategyRecord] = []
    for place, (text, row) in enumerate(zip(wanted, order, strict=True)):
        if row is None and left:
            row = left.pop(0)
            work.change(row, text=text)
        rows.append(row or work.new(StrategyRecord(stage_id=stage_id, position=place, text=text)))
    for row in left:
        work.remove(row)
    number(work, rows)


def _over_others(work: Work, stage_id: int, base: Sequence[Strategy], wanted: Sequence[str]) -> Sequence[str]:
    ever = work.session.exec(
        select(StrategyRecord)
        .where(StrategyRecord.stage_id == stage_id)
        .order_by(col(StrategyRecord.position), col(StrategyRecord.id))
    ).all()
    return lines_to_write(work, _("strategies"), ever, [one.text for one in base], wanted)


def refuse_more(count: int) -> None:
    """Raise RefusedError where a stage would have more strategies than it may."""
    if count > MOST:
        raise RefusedError(_("A stage has at most {limit} strategies.").format(limit=MOST))


def copy_strategies(work: Work, stage: StageRecord, copy: StageRecord) -> None:
    """Give the copy of a stage its strategies."""
    assert stage.id is not None and copy.id is not None
    work.add(
        [
            StrategyRecord(stage_id=copy.id, position=place, text=row.text)
            for place, row in enumerate(strategies_of(work, stage.id))
        ]
    )


def servings_of(work: Work, action_id: int) -> list[ServingRecord]:
    """Return what an action serves or has served, what is in sight first."""
    return list(
        work.session.exec(
            select(ServingRecord)
            .where(ServingRecord.action_id == action_id)
            .order_by(col(ServingRecord.removed_at).is_not(None), col(ServingRecord.id))
        )
    )


def serve(work: Work, action: ActionRecord, strategy_ids: Iterable[int]) -> None:
    """Let an action serve strategies of its journey; one that it served before is taken up again.

    Raises NotFoundError for one that is not there, and RefusedError for one of another journey.
    """
    assert action.id is not None
    known = servings_of(work, action.id)
    home = work.get(TouchpointRecord, action.touchpoint_id).journey_id
    for strategy_id in dict.fromkeys(strategy_ids):
        strategy = work.get(StrategyRecord, strategy_id)
        if work.get(StageRecord, strategy.stage_id).journey_id != home:
            raise RefusedError(_("An action serves strategies of its own journey only."))
        row = next((row for row in known if row.strategy_id == strategy_id), None)
        if row is not None:
            work.change(row, removed_at=None)
        else:
            work.new(ServingRecord(action_id=action.id, strategy_id=strategy_id))


def serve_alike(work: Work, action: ActionRecord, other: ActionRecord) -> None:
    """Let an action serve the strategies that another one serves."""
    assert other.id is not None
    serve(work, action, [one.id for one in work.reader.all(SERVED, action=other.id)])


def serve_no_longer(work: Work, action: ActionRecord, strategy_ids: Sequence[int]) -> None:
    """Let an action no longer serve strategies; those that it does not serve are left as they are."""
    assert action.id is not None
    for row in servings_of(work, action.id):
        if row.removed_at is None and row.strategy_id in strategy_ids:
            work.remove(row)


def serve_only(work: Work, action: ActionRecord, strategy_ids: Sequence[int]) -> None:
    """Let an action serve these strategies and no others."""
    assert action.id is not None
    others = {row.strategy_id for row in servings_of(work, action.id)} - set(strategy_ids)
    serve_no_longer(work, action, sorted(others))
    serve(work, action, strategy_ids)
