"""The columns of touchpoints in a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from auditor.analysis.moments import gap, moment_of_truth
from auditor.base import labels
from auditor.base.i18n import _, day, number
from auditor.cli.frame.tables import Column
from auditor.sentences.standing import Stands, differing_text, draft_text

if TYPE_CHECKING:
    from auditor.views.audits import TouchpointSummary
    from auditor.views.journeys import Stage, Touchpoint
    from auditor.views.maps import MapPoint


def touchpoint_columns(
    known: Mapping[int, TouchpointSummary] | Mapping[int, MapPoint],
    shown: Iterable[Touchpoint] = (),
) -> list[Column[tuple[Stage, Touchpoint]]]:
    """Return the columns of touchpoints with their stage; `known` is what is known of each, by its number.

    What touchpoints mean to the business is in tables where it is known of any of those `shown`.
    """
    is_said = any(point.business is not None for point in shown)
    return [
        Column("id", lambda row: row[1].id, _("No."), right=True),
        Column("stage", lambda row: row[0].name, _("Stage")),
        Column("name", lambda row: row[1].name, _("Touchpoint")),
        Column("about", lambda row: row[1].about),
        Column("channel", lambda row: row[1].channel, _("Channel"), lambda row: labels.word(row[1].channel)),
        Column(
            "moment", lambda row: row[1].moment, _("Moment"), lambda row: labels.word(row[1].moment), minor=2
        ),
        Column("side", lambda row: row[1].side, _("Side"), lambda row: labels.word(row[1].side), minor=3),
        Column("importance", lambda row: row[1].importance, _("Importance"), right=True),
        Column(
            "critical", lambda row: row[1].critical, _("Moment of truth"), lambda row: yes(row[1].critical)
        ),
        Column("business", lambda row: row[1].business, _("To us") if is_said else "", right=True, minor=2),
        Column(
            "moment_of_truth",
            lambda row: moment_of(row[1]),
            _("Computed") if is_said else "",
            lambda row: moment_figure(row[1]),
            right=True,
            minor=2,
        ),
        Column("gap", lambda row: gap_of(row[1])),
        Column(
            "need",
            lambda row: round(row[1].need, 4),
            _("Need"),
            lambda row: need_text(known[row[1].id].known_need),
            right=True,
        ),
        Column("need_known", lambda row: known[row[1].id].need_known),
        Column(
            "checklists",
            lambda row: row[1].checklists,
            _("Checklists"),
            lambda row: ", ".join(row[1].checklists),
            minor=1,
        ),
        Column("existence", lambda row: row[1].existence),
        Column("wanted", lambda row: row[1].wanted),
        Column("opens", lambda row: row[1].opens_id),
        Column("visits_low", lambda row: row[1].visits_low),
        Column("visits_high", lambda row: row[1].visits_high),
        Column("address", lambda row: row[1].address or None),
        Column("depth", lambda row: row[1].depth),
    ]


def need_text(need: float | None) -> str:
    """Return a need with two decimals; a dash where nothing is known of it."""
    return "–" if need is None else number(need, 2)


def moment_of(point: Touchpoint) -> float | None:
    """Return the computed moment of truth of a touchpoint; None where nobody has said what it means to the business."""
    return None if point.business is None else round(moment_of_truth(point.importance, point.business), 4)


def moment_figure(point: Touchpoint) -> str:
    """Return the computed moment of truth as it is shown; nothing where there is none."""
    value = moment_of(point)
    return "" if value is None else number(value, 2)


def gap_of(point: Touchpoint) -> int | None:
    """Return by how many steps a touchpoint means more to the business than to the customer, or None."""
    return None if point.business is None else gap(point.importance, point.business)


T = TypeVar("T")


def standing_columns(stands: Callable[[T], Stands], shown: Iterable[Stands] = ()) -> list[Column[T]]:
    """Return the columns that say whether a touchpoint's figures are a draft, and whether auditors differ.

    They have headings, and so are in tables, where any of those `shown` has something to say.
    """
    known = list(shown)
    return [
        Column(
            "draft",
            lambda row: stands(row).draft,
            _("Draft") if any(map(draft_text, known)) else "",
            lambda row: draft_text(stands(row)),
            minor=1,
        ),
        Column("drafted", lambda row: _part(stands(row).drafted, "answered")),
        Column("drafted_of", lambda row: _part(stands(row).drafted, "asked")),
        Column(
            "differing_checks",
            lambda row: _part(stands(row).differing, "checks"),
            _("Auditors") if any(map(differing_text, known)) else "",
            lambda row: differing_text(stands(row)),
            minor=2,
        ),
        Column("differing_feelings", lambda row: _part(stands(row).differing, "feelings")),
    ]


def _part(of: object, name: str) -> object:
    return None if of is None else getattr(of, name)


def looked_column(looked: Mapping[int, datetime]) -> Column[tuple[Stage, Touchpoint]]:
    """Return the column that says when each touchpoint was last looked at, by its number."""
    return Column(
        "last_looked",
        lambda row: looked.get(row[1].id),
        _("Last looked at"),
        lambda row: day(looked.get(row[1].id)),
        minor=1,
    )


def yes(value: bool) -> str:
    """Return “yes”, or nothing: a mark among many rows should stand out."""
    return _("yes") if value else ""
