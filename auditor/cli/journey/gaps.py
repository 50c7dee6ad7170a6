"""`auditor journey gaps`: a journey as it is beside the journey as it is wanted, and who works on the difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from msgspec import Struct

from auditor.analysis.mapping import Layer, coverage_of, curve
from auditor.analysis.need import needing_work
from auditor.base import labels
from auditor.base.i18n import _, number
from auditor.cli.columns.maps import coverage_record, needing_work_record, rounded
from auditor.cli.frame import output
from auditor.cli.frame.lookup import a_map
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table, facts
from auditor.sentences.feelings import with_face
from auditor.sentences.map import coverage_lines, needy_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.analysis.curves import Coverage, Score
    from auditor.views.maps import JourneyMap, MapPoint
    from auditor.workspace import Workspace


class Gap(Struct, frozen=True):
    """A touchpoint as it is and as it is wanted."""

    stage: str
    point: MapPoint
    as_is: Score
    to_be: Score
    untouched: bool
    """A rise is wanted and no action is accepted."""

    @property
    def difference(self) -> Score:
        """How far the feeling is to rise; negative when less is wanted than there is."""
        return None if self.as_is is None or self.to_be is None else self.to_be - self.as_is


@click.command(
    help=_(
        "Show a journey as it is and as it is wanted. How far each feeling is to rise, how much of "
        "that has an accepted action, by when it is due, and the gaps that nobody works on."
    )
)
@click.argument("journey")
@format_option
@with_workspace
def gaps(workspace: Workspace, journey: str, form: str) -> None:
    """Show gaps."""
    journey_map = a_map(workspace, journey)
    as_is, to_be = curve(journey_map, Layer.NEWEST), curve(journey_map, Layer.WANTED)
    found = coverage_of(journey_map)
    needy = needing_work(point.known_need for point in journey_map.points)
    stages = {stage.id: stage.name for stage in journey_map.journey.stages}
    rows = [
        Gap(stages[point.stage_id], point, as_is[place], to_be[place], place in found.untouched)
        for place, point in enumerate(journey_map.points)
    ]
    table = Table(_columns(), rows)
    record = {
        "journey": journey_map.journey.name,
        "journey_id": journey_map.journey.id,
        "coverage": coverage_record(journey_map, found),
        "needing_work": needing_work_record(journey_map, needy),
        "touchpoints": table.records(),
    }
    output.whole(record, [table, facts(_said(journey_map, found, needy))], table, form)


def _columns() -> list[Column[Gap]]:
    return [
        Column("id", lambda gap: gap.point.touchpoint.id, _("No."), right=True),
        Column("stage", lambda gap: gap.stage, _("Stage"), minor=2),
        Column("name", lambda gap: gap.point.touchpoint.name, _("Touchpoint"), least=12),
        Column(
            "existence",
            lambda gap: gap.point.touchpoint.existence,
            _("Existence"),
            lambda gap: labels.word(gap.point.touchpoint.existence),
            minor=1,
        ),
        Column("as_is", lambda gap: rounded(gap.as_is), _("As-is"), lambda gap: _felt(gap.as_is)),
        Column("to_be", lambda gap: rounded(gap.to_be), _("To-be"), lambda gap: _felt(gap.to_be)),
        Column("difference", lambda gap: rounded(gap.difference), _("Difference"), _difference, right=True),
        Column("need", lambda gap: rounded(gap.point.touchpoint.need)),
        Column("need_known", lambda gap: gap.point.need_known),
        Column("open_actions", lambda gap: gap.point.open_actions, _("To do"), _actions, right=True),
        Column("accepted_actions", lambda gap: gap.point.accepted_actions),
        Column("first_due", lambda gap: gap.point.first_due),
        Column("untouched", lambda gap: gap.untouched),
    ]


def _felt(score: Score) -> str:
    return "" if score is None else with_face(score)


def _difference(gap: Gap) -> str:
    return "" if gap.difference is None else number(gap.difference, 1, signed=True)


def _actions(gap: Gap) -> str:
    if gap.untouched:
        return _("proposals only") if gap.point.open_actions else _("nobody")
    return str(gap.point.open_actions or "")


def _said(journey_map: JourneyMap, found: Coverage, needy: Sequence[int]) -> list[tuple[str, str]]:
    lines = []
    if needy:
        points = [journey_map.points[place].touchpoint for place in needy]
        lines.append((_("Most needs work"), needy_text([(point.name, point.need) for point in points])))
    if found.share is None:
        none = _("No rise is wanted anywhere: “auditor touchpoint wish” says what is.")
        return [*lines, (_("Gap coverage"), none)]
    return [*lines, *coverage_lines(journey_map, found)]
