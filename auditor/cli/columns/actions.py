"""The columns of actions in their order, and of a number explained term by term."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.analysis.returns import MONTHS, net_return
from auditor.base import labels
from auditor.base.i18n import _, day, number, percent
from auditor.base.vocabulary import Method, Sort
from auditor.cli.frame.tables import Column, Table
from auditor.sentences.amounts import plain
from auditor.sentences.deciding import place_range
from auditor.sentences.dependencies import blocked
from auditor.sentences.explain import figure, reason
from auditor.sentences.finding_states import spread_over
from auditor.sentences.returns import chance_text, return_or_missing, return_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.analysis.robustness import Robustness
    from auditor.views.actions import ActionLine, Term
    from auditor.views.money import RangeTerm


def term_columns(heading: str) -> list[Column[Term]]:
    """Return the columns of a number explained term by term; `heading` names the number."""
    return [
        Column("name", lambda term: term.name, heading),
        Column("formula", lambda term: term.formula, _("Formula")),
        Column("value", lambda term: round(term.value, 4), _("Value"), lambda t: figure(t.value), right=True),
        Column("because", lambda term: term.because, _("Because")),
    ]


def range_columns(heading: str) -> list[Column[RangeTerm]]:
    """Return the columns of a range explained term by term; `heading` names it."""
    return [
        Column("name", lambda term: term.name, heading),
        Column("formula", lambda term: term.formula, _("Formula")),
        Column("low", lambda term: round(term.low, 4), _("At least"), lambda t: plain(t.low), right=True),
        Column("high", lambda term: round(term.high, 4), _("At most"), lambda t: plain(t.high), right=True),
        Column("because", lambda term: term.because, _("Because")),
    ]


def money_record(line: ActionLine, months: int) -> dict[str, object]:
    """Return what an action costs and brings, and what comes of that in so many months; null where it is not said."""
    return {
        "cost_low": line.cost_low,
        "cost_high": line.cost_high,
        "gain_low": line.gain_low,
        "gain_high": line.gain_high,
        "currency": line.currency or None,
        "months": months,
        "return_low": _end(line, months, "low"),
        "return_high": _end(line, months, "high"),
    }


def _end(line: ActionLine, months: int, which: str) -> float | None:
    """Return an end of the return of an action; None where cost or gain is not said."""
    if line.cost_low is None or line.gain_low is None or line.cost is None or line.gain is None:
        return None
    found = net_return(line.cost, line.gain, months)
    return round(found.low if which == "low" else found.high, 2)


def score_record(line: ActionLine, method: Method) -> dict[str, object]:
    """Return the number that an action is put in order by, and what it is; `priority` is one by that order alone."""
    score = round(line.priority, 2)
    return {"order": method, **dict.fromkeys((key for key, _title in score_keys(method)), score)}


def score_keys(method: Method) -> list[tuple[str, str]]:
    """Return the keys of that number with the title of the one that tables show."""
    if method is Method.PRIORITY:
        return [("score", ""), ("priority", _("Priority"))]
    return [("score", labels.word(method))]


class Returns(Struct, frozen=True):
    """Over how many months gains count, and how likely each action is to bring most, by its number."""

    months: int
    chances: Mapping[int, float | None]


NO_RETURNS = Returns(MONTHS, {})


class Ranked(Struct, frozen=True):
    """An action and its place in the list, counted from 1."""

    rank: int
    line: ActionLine
    robust: Robustness | None = None
    """How robust the place is, where that is asked for."""


def ranked(
    lines: Iterable[ActionLine],
    method: Method = Method.PRIORITY,
    robust: Mapping[int, Robustness] | None = None,
    sort: Sort = Sort.PRIORITY,
    returns: Returns = NO_RETURNS,
) -> Table[Ranked]:
    """Return the table of actions in their order, by the number of a method; with `robust`, its columns too.

    What they are sorted by is never left out for want of room. What they bring is in it where that is said of any of
    them, or they are sorted by it.
    """
    lines = list(lines)
    columns: list[Column[Ranked]] = [
        Column("rank", lambda row: row.rank, _("Place"), right=True),
        Column("id", lambda row: row.line.id, _("No."), right=True),
        Column("title", lambda row: row.line.title, _("Action"), least=22),
        Column("journey", lambda row: row.line.journey),
        Column("journey_id", lambda row: row.line.journey_id),
        Column("stage", lambda row: row.line.stage),
        Column("touchpoint", lambda row: row.line.touchpoint, _("Touchpoint"), _where),
        Column("touchpoint_id", lambda row: row.line.touchpoint_id),
        Column("touchpoints", lambda row: row.line.touchpoints),
        Column("effort", lambda row: row.line.effort),
        Column("impact", lambda row: row.line.impact),
        Column("need", lambda row: round(row.line.need, 4)),
        Column("confidence", lambda row: round(row.line.confidence, 4)),
        Column("order", lambda _row: method),
        *(
            Column(key, lambda row: round(row.line.priority, 2), title, _priority, right=True)
            for key, title in score_keys(method)
        ),
        *(_robust_columns() if robust is not None else ()),
        *_return_columns(lines, sort, returns),
        Column(
            "quadrant",
            lambda row: row.line.quadrant,
            _("Quadrant"),
            lambda row: labels.word(row.line.quadrant),
        ),
        Column("reason", lambda row: reason(row.line), _("Why here"), minor=3),
        Column(
            "status",
            lambda row: row.line.status,
            _("Status"),
            lambda row: labels.progress(row.line.status, row.line.effect),
        ),
        Column("effect", lambda row: row.line.effect),
        Column(
            "blocked",
            lambda row: row.line.blocked,
            _("Blocked") if any(line.blocked for line in lines) else "",
            lambda row: blocked(row.line),
            minor=2,
        ),
        Column("owner", lambda row: row.line.owner or None, _("Owner"), minor=0 if sort is Sort.OWNER else 1),
        Column(
            "due",
            lambda row: row.line.due,
            _("Due"),
            lambda row: day(row.line.due),
            minor=0 if sort is Sort.DUE else 2,
        ),
    ]
    known = robust or {}
    return Table(columns, [Ranked(place, line, known.get(line.id)) for place, line in enumerate(lines, 1)])


def _where(row: Ranked) -> str:
    return spread_over(row.line.touchpoint, row.line.touchpoints)


def _return_columns(lines: Iterable[ActionLine], sort: Sort, returns: Returns) -> list[Column[Ranked]]:
    by_return = sort is Sort.RETURN
    shown = by_return or any(line.cost is not None or line.gain is not None for line in lines)
    said = return_or_missing if by_return else return_text
    months = returns.months

    return [
        Column("cost_low", lambda row: row.line.cost_low),
        Column("cost_high", lambda row: row.line.cost_high),
        Column("gain_low", lambda row: row.line.gain_low),
        Column("gain_high", lambda row: row.line.gain_high),
        Column("currency", lambda row: row.line.currency or None),
        Column("months", lambda _row: months),
        Column("return_low", lambda row: _end(row.line, months, "low")),
        Column(
            "return_high",
            lambda row: _end(row.line, months, "high"),
            _("Return") if shown else "",
            lambda row: said(row.line, months),
            right=True,
            minor=0 if by_return else 2,
        ),
        Column(
            "best_chance",
            lambda row: _chance(returns, row.line),
            _("P(best)") if shown else "",
            lambda row: chance_text(returns.chances[row.line.id]) if row.line.id in returns.chances else "",
            right=True,
            minor=0 if by_return else 2,
        ),
    ]


def _chance(returns: Returns, line: ActionLine) -> float | None:
    chance = returns.chances.get(line.id)
    return None if chance is None else round(chance, 4)


def _robust_columns() -> list[Column[Ranked]]:
    return [
        Column(
            "best_place",
            lambda row: row.robust.best if row.robust else None,
            _("Best–worst"),
            _places,
            right=True,
        ),
        Column("worst_place", lambda row: row.robust.worst if row.robust else None),
        Column(
            "quadrant_share",
            lambda row: round(row.robust.share, 4) if row.robust else None,
            _("Quadrant kept"),
            _share,
            right=True,
        ),
    ]


def _places(row: Ranked) -> str:
    return place_range(row.robust) if row.robust else ""


def _share(row: Ranked) -> str:
    return percent(row.robust.share) if row.robust else ""


def _priority(row: Ranked) -> str:
    return number(row.line.priority, 1)
