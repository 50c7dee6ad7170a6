"""The journey as it is to be in a report, beside the journey as it is: for every customer, and for personas of their own."""

from __future__ import annotations

from auditor.analysis.curves import Score
from auditor.analysis.to_be import PointToBe, ToBe, to_be
from auditor.base import labels
from auditor.base.i18n import _, number
from auditor.drawing.inks import feeling_ink
from auditor.reporting.contents import Contents
from auditor.reporting.grids import Grid, GridCell, GridColumn
from auditor.sentences.to_be import (
    change_word,
    channel_then,
    effect_said,
    for_whom,
    needs_met,
    whole_said,
)


def changes(contents: Contents) -> list[tuple[ToBe, list[PointToBe]]]:
    """Return the journey as it is to be for every customer, and for each persona with wishes of its own.

    Each with the touchpoints at which anything is to be otherwise; of a persona those with a wish of its own.
    """
    everybody = to_be(contents.map)
    found = [(everybody, [one for one in everybody.points if one.changes])]
    for persona in contents.map.personas:
        theirs = to_be(contents.map, persona.id)
        found.append((theirs, [one for one in theirs.points if one.own]))
    return [(each, points) for each, points in found if points]


def grids(contents: Contents) -> list[Grid]:
    """Return a table for every customer, and one for each persona with wishes of its own."""
    stages = {stage.id: stage.name for stage in contents.map.journey.stages}
    columns = (
        GridColumn(_("Stage")),
        GridColumn(_("Touchpoint"), names=True),
        GridColumn(_("Change")),
        GridColumn(_("As-is")),
        GridColumn(_("To-be")),
        GridColumn(_("Difference"), right=True),
        GridColumn(_("What happens then")),
        GridColumn(_("Where then")),
        GridColumn(_("Needs met")),
        GridColumn(_("Effect on the curve")),
    )
    return [
        Grid(
            _("To-be: {whom}").format(whom=for_whom(contents.map, found.persona_id)),
            columns,
            tuple(_row(one, stages[one.point.stage_id]) for one in points),
            _lead(found),
        )
        for found, points in changes(contents)
    ]


def _lead(found: ToBe) -> str:
    said = " · ".join(f"{name}: {said}" for name, said in whole_said(found))
    if found.persona_id is None:
        return said
    rest = _("Where nothing stands here it is as for every customer.")
    return f"{said}. {rest}"


def _row(one: PointToBe, stage: str) -> tuple[GridCell, ...]:
    return (
        GridCell(stage, "dim"),
        GridCell(one.point.touchpoint.name),
        GridCell(change_word(one)),
        _felt(one.as_is),
        _felt(one.to_be),
        GridCell("" if one.difference is None else number(one.difference, 1, signed=True)),
        GridCell(one.wish.text if one.wish is not None else ""),
        GridCell(channel_then(one.wish)),
        GridCell("; ".join(needs_met(one.point, one.wish))),
        GridCell(effect_said(one)),
    )


def _felt(score: Score) -> GridCell:
    if score is None:
        return GridCell("")
    face = labels.nearest(score)
    return GridCell(labels.feeling(face), feeling_ink(score, neutral="warn"), face)
