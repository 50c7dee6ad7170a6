"""`auditor journey gaps`: a journey as it is beside the journey as it is to be, and who works on the difference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from auditor.analysis.mapping import coverage_of
from auditor.analysis.need import needing_work
from auditor.analysis.to_be import to_be
from auditor.base import labels
from auditor.base.i18n import _, number
from auditor.base.naming import pick
from auditor.cli.columns.maps import coverage_record, needing_work_record, rounded
from auditor.cli.frame import output
from auditor.cli.frame.lookup import a_map
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table, facts
from auditor.drawing.curves import View, curves_of
from auditor.drawing.text_curve import emotion_curve
from auditor.sentences.feelings import with_face
from auditor.sentences.map import coverage_lines, needy_text
from auditor.sentences.to_be import channel_then, effect_said, for_whom, needs_met, whole_said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.analysis.curves import Coverage, Score
    from auditor.analysis.to_be import PointToBe, ToBe
    from auditor.views.maps import JourneyMap
    from auditor.workspace import Workspace


class Gap(Struct, frozen=True):
    """A touchpoint as it is and as it is to be."""

    whose: str
    stage: str
    one: PointToBe
    untouched: bool
    """A rise is wanted and no action is accepted."""


@click.command(
    help=_(
        "Show a journey as it is and as it is to be. How far each feeling is to rise, what happens there then, what is "
        "new and what goes, and what each of these alone does to the journey as it is lived (mean) and remembered "
        "(peak-end); how much of the way has an accepted action, by when it is due, and what nobody works on."
    )
)
@click.argument("journey")
@click.option(
    "--persona",
    metavar="PERSONA",
    help=_("For this persona: its own wishes go before those for every customer."),
)
@click.option("--curve/--no-curve", "drawn", default=False, help=_("With the curve, or the tables alone."))
@format_option
@with_workspace
def gaps(workspace: Workspace, journey: str, persona: str | None, drawn: bool, form: str) -> None:
    """Show gaps."""
    journey_map = a_map(workspace, journey)
    chosen = None if persona is None else pick(journey_map.personas, persona, _("persona"))
    found = to_be(journey_map, chosen.id if chosen else None)
    covered = coverage_of(journey_map, found.persona_id)
    needy = needing_work(point.known_need for point in journey_map.points)
    rows = _rows(journey_map, found, covered)
    table = Table(_columns(rows), rows)
    others = [to_be(journey_map, one.id) for one in journey_map.personas] if chosen is None else []
    own = [row for other in others for row in _rows(journey_map, other) if row.one.own]
    record = {
        "journey": journey_map.journey.name,
        "journey_id": journey_map.journey.id,
        "persona": chosen.name if chosen else None,
        "persona_id": found.persona_id,
        "coverage": coverage_record(journey_map, covered),
        "needing_work": needing_work_record(journey_map, needy),
        **_whole_record(found),
        "touchpoints": table.records(),
        "personas": [_persona_record(journey_map, other) for other in others],
    }
    parts: list[Table[Any]] = [
        table,
        Table([_whose(), *_columns(own)], own),
        facts(_said(journey_map, found, covered, needy)),
    ]
    after = ""
    if drawn:
        curves = curves_of(journey_map, View.WISH, [chosen] if chosen else ())
        after = emotion_curve(journey_map, curves, output.drawing_width())
    output.whole(record, parts, table, form, after)


def _rows(journey_map: JourneyMap, found: ToBe, covered: Coverage | None = None) -> list[Gap]:
    stages = {stage.id: stage.name for stage in journey_map.journey.stages}
    whose = for_whom(journey_map, found.persona_id)
    untouched = covered.untouched if covered is not None else ()
    return [Gap(whose, stages[one.point.stage_id], one, one.place in untouched) for one in found.points]


def _whose() -> Column[Gap]:
    return Column("persona", lambda gap: gap.whose, _("Persona"))


def _columns(rows: Sequence[Gap]) -> list[Column[Gap]]:
    """Return the columns; what happens then has titles where anything is said of it."""
    some = [row.one for row in rows]
    has_needs = any(needs_met(one.point, one.wish) for one in some)
    return [
        Column("id", lambda gap: gap.one.point.touchpoint.id, _("No."), right=True),
        Column("stage", lambda gap: gap.stage, _("Stage"), minor=3),
        Column("name", lambda gap: gap.one.point.touchpoint.name, _("Touchpoint"), least=12),
        Column(
            "existence",
            lambda gap: gap.one.point.touchpoint.existence,
            _("Existence"),
            lambda gap: labels.word(gap.one.point.touchpoint.existence),
            minor=1,
        ),
        Column("as_is", lambda gap: rounded(gap.one.as_is), _("As-is"), lambda gap: _felt(gap.one.as_is)),
        Column("to_be", lambda gap: rounded(gap.one.to_be), _("To-be"), lambda gap: _felt(gap.one.to_be)),
        Column(
            "difference", lambda gap: rounded(gap.one.difference), _("Difference"), _difference, right=True
        ),
        Column(
            "then",
            lambda gap: gap.one.wish.text if gap.one.wish else "",
            _("What happens then") if any(one.wish and one.wish.text for one in some) else "",
            least=16,
        ),
        Column(
            "then_channel",
            lambda gap: gap.one.wish.channel if gap.one.wish else None,
            _("Where then") if any(channel_then(one.wish) for one in some) else "",
            lambda gap: channel_then(gap.one.wish),
            minor=2,
        ),
        Column(
            "needs_met",
            lambda gap: list(gap.one.wish.needs) if gap.one.wish else [],
            _("Needs met") if has_needs else "",
            lambda gap: "; ".join(needs_met(gap.one.point, gap.one.wish)),
            least=16,
            minor=2,
        ),
        Column("own", lambda gap: gap.one.own),
        Column("lived", lambda gap: rounded(gap.one.lived)),
        Column(
            "remembered",
            lambda gap: rounded(gap.one.remembered),
            _("Effect on the curve") if any(map(effect_said, some)) else "",
            lambda gap: effect_said(gap.one),
            minor=4,
        ),
        Column("need", lambda gap: rounded(gap.one.point.touchpoint.need)),
        Column("need_known", lambda gap: gap.one.point.need_known),
        Column("open_actions", lambda gap: gap.one.point.open_actions, _("To do"), _actions, right=True),
        Column("accepted_actions", lambda gap: gap.one.point.accepted_actions),
        Column("first_due", lambda gap: gap.one.point.first_due),
        Column("untouched", lambda gap: gap.untouched),
    ]


def _felt(score: Score) -> str:
    return "" if score is None else with_face(score)


def _difference(gap: Gap) -> str:
    return "" if gap.one.difference is None else number(gap.one.difference, 1, signed=True)


def _actions(gap: Gap) -> str:
    if gap.untouched:
        return _("proposals only") if gap.one.point.open_actions else _("nobody")
    return str(gap.one.point.open_actions or "")


def _said(
    journey_map: JourneyMap, found: ToBe, covered: Coverage, needy: Sequence[int]
) -> list[tuple[str, str]]:
    lines = []
    if needy:
        points = [journey_map.points[place].touchpoint for place in needy]
        lines.append((_("Most needs work"), needy_text([(point.name, point.need) for point in points])))
    if covered.share is None:
        said = _("No rise is wanted anywhere: “auditor touchpoint wish” says what is.")
        return [*lines, (_("Gap coverage"), said), *(whole_said(found) if _is_told(found) else [])]
    return [*lines, *coverage_lines(journey_map, covered), *whole_said(found)]


def _is_told(found: ToBe) -> bool:
    return any(one.changes for one in found.points)


def _whole_record(found: ToBe) -> dict[str, object]:
    return {
        name: {"as_is": rounded(now), "to_be": rounded(then)}
        for name, (now, then) in (("lived", found.lived), ("remembered", found.remembered))
    }


def _persona_record(journey_map: JourneyMap, found: ToBe) -> dict[str, object]:
    rows = _rows(journey_map, found)
    return {
        "persona_id": found.persona_id,
        "persona": for_whom(journey_map, found.persona_id),
        **_whole_record(found),
        "coverage": coverage_record(journey_map, coverage_of(journey_map, found.persona_id)),
        "touchpoints": Table(_columns(rows)[:-1], rows).records(),
    }
