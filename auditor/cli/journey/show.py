"""`auditor journey show`: the map of a journey as tables and as a curve in plain text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from auditor.analysis.finding_counts import counted, open_faults
from auditor.analysis.mapping import Layer, curve, named
from auditor.analysis.responsibility import responsible_for
from auditor.base import labels
from auditor.base.i18n import _, day, number
from auditor.base.naming import pick
from auditor.base.vocabulary import Existence, ReportPart, Side, Support
from auditor.cli.columns.findings import severity_record
from auditor.cli.columns.losses import worth_facts, worth_record
from auditor.cli.columns.maps import (
    felt_record,
    named_record,
    note_record,
    observed_record,
    point_support_record,
    rounded,
    standing_record,
)
from auditor.cli.columns.personas import persona_columns, persona_keys
from auditor.cli.columns.responsibility import responsible_columns
from auditor.cli.columns.reviews import review_record
from auditor.cli.columns.strategies import served, strategy_columns, strategy_record
from auditor.cli.columns.touchpoints import need_text, standing_columns, touchpoint_columns
from auditor.cli.frame import output
from auditor.cli.frame.lookup import a_journey, a_map
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table, facts
from auditor.drawing.curves import View, curves_of
from auditor.drawing.text_curve import emotion_curve
from auditor.sentences.clients import tags_text
from auditor.sentences.evidence import level_text
from auditor.sentences.feelings import with_face
from auditor.sentences.finding_counts import by_severity
from auditor.sentences.follow import reviewed
from auditor.sentences.losses import purpose_lines
from auditor.sentences.map import named_lines
from auditor.sentences.origins import presence_text
from auditor.sentences.persona import supported

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from auditor.analysis.curves import Score
    from auditor.analysis.mapping import Named
    from auditor.views.journeys import Journey, Persona, Stage
    from auditor.views.maps import JourneyMap, MapPoint
    from auditor.views.responsibility import Responsible
    from auditor.views.strategies import ServingAction
    from auditor.workspace import Workspace


class Placed(Struct, frozen=True):
    """A touchpoint on the map with its stage and the feeling there."""

    stage: Stage
    point: MapPoint
    feeling: Score
    first: bool
    """Whether it is the first of its stage."""


@click.command(
    help=_(
        "Show a journey: its map as a table and as a curve. Marks: ◆ moment of truth, ( ) indirect, "
        "+ planned, × to go, ▾ a journey inside.\n\n"
        "--view chooses the curves: now; before, with the audit before; basis, assumed and observed; "
        "wish, as-is and to-be."
    )
)
@click.argument("journey")
@click.option("--persona", metavar="PERSONA", help=_("Draw the curve of this persona only."))
@click.option(
    "--view",
    type=click.Choice([view.value for view in View]),
    default="now",
    show_default=True,
    help=_("Which curves."),
)
@click.option("--curve/--no-curve", "wanted", default=None, help=_("With the curve, or the tables alone."))
@format_option
@click.pass_context
@with_workspace
def show(
    workspace: Workspace,
    /,
    ctx: click.Context,
    journey: str,
    persona: str | None,
    view: str,
    wanted: bool | None,
    form: str,
) -> None:
    """Show a journey."""
    line = a_journey(workspace, journey)
    journey_map = a_map(workspace, str(line.id))
    chosen = None if persona is None else pick(journey_map.personas, persona, _("persona"))
    if wanted is None:
        wanted = ctx.get_parameter_source("form") is click.core.ParameterSource.DEFAULT
    found = named(journey_map)
    review = workspace.reads.follow.review(journey_map.journey)
    serving = workspace.reads.strategies.serving(journey_map.journey.id)
    placed = _placed(journey_map)
    points = Table(_columns(journey_map, chosen), placed)
    figures = workspace.reads.for_purpose(line.id, journey_map.journey.purpose)
    money = figures.lost or workspace.reads.losses.of_journey(line.id)
    together = figures.actions or workspace.reads.returns.of_actions(line.id)
    purpose = purpose_lines(figures)
    open_now = counted(open_faults(workspace.reads.findings.of_journey(line.id)))
    output.whole(
        {
            **_record(journey_map, placed, found, serving),
            **review_record(review, line.last_audit),
            **worth_record(journey_map.journey, money, together),
            "open_findings": severity_record(open_now),
        },
        [
            facts(
                [
                    *_about(
                        journey_map, reviewed(review, line.last_audit is not None, workspace.today), purpose
                    ),
                    (_("Open findings"), by_severity(open_now)),
                ]
            ),
            Table(
                _stage_columns(any(stage.responsible for stage in journey_map.journey.stages)),
                journey_map.journey.stages,
            ),
            Table(strategy_columns(goals=False), served(journey_map.journey.stages, serving)),
            points,
            facts(named_lines(journey_map, found)),
        ],
        points,
        form,
        _drawn(journey_map, view, chosen) if wanted and form not in ("json", "csv") else "",
    )


def _drawn(journey_map: JourneyMap, view: str, persona: Persona | None) -> str:
    curves = curves_of(journey_map, View(view), [persona] if persona else ())
    text = emotion_curve(journey_map, curves, output.drawing_width())
    if text or not journey_map.points:
        return text
    return _("No feelings are noted yet: “auditor audit feel” notes one.")


def _about(journey_map: JourneyMap, review: str, purpose: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    journey = journey_map.journey
    said = _("{name} ({support})")
    personas = [said.format(name=one.name, support=supported(one)) for one in journey_map.personas]
    return [
        (_("Journey"), f"{journey.id} {journey.name}"),
        (_("Client"), journey.client),
        (_("Tags"), tags_text(journey.tags)),
        (_("Archived"), day(journey.archived)),
        (_("Inside"), ", ".join(f"{number} {name}" for number, name in journey_map.parents)),
        (_("About"), journey.about),
        (_("Purpose"), labels.word(journey.purpose)),
        (_("Scope"), labels.word(journey.scope)),
        (_("Reports show"), ", ".join(labels.word(part) for part in ReportPart if part in journey.report)),
        (_("Personas"), ", ".join(personas)),
        (_("Review"), review),
        *worth_facts(journey),
        *purpose,
        (_("Law of"), labels.word(journey.country) if journey.country else ""),
        (_("Known to be there"), _known_there(journey)),
        (_("Responsible"), journey.responsible),
    ]


def _known_there(journey: Journey) -> str:
    return ", ".join(f"{gate} {presence_text(present)}" for gate, present in journey.gates.items())


def _stage_columns(named_there: bool) -> list[Column[Stage]]:
    return [
        Column("id", lambda stage: stage.id, _("No."), right=True),
        Column("name", lambda stage: stage.name, _("Stage")),
        Column(
            "phase", lambda stage: stage.phase, _("Phase"), lambda stage: labels.word(stage.phase), minor=2
        ),
        Column("goal", lambda stage: stage.goal, _("Goal")),
        Column(
            "responsible", lambda stage: stage.responsible, _("Responsible") if named_there else "", minor=3
        ),
    ]


def _placed(journey_map: JourneyMap) -> list[Placed]:
    stages = {stage.id: stage for stage in journey_map.journey.stages}
    scores = curve(journey_map, Layer.NEWEST)
    before = [None, *(point.stage_id for point in journey_map.points)]
    return [
        Placed(stages[point.stage_id], point, score, point.stage_id != last)
        for point, score, last in zip(journey_map.points, scores, before, strict=False)
    ]


def _columns(journey_map: JourneyMap, chosen: Persona | None) -> list[Column[Placed]]:
    personas = [chosen] if chosen else list(journey_map.everybody)
    columns = _columns_of(journey_map, [])
    keys = persona_keys(personas, [column.key for column in columns])
    return _columns_of(journey_map, [_felt_column(persona, keys[persona.id]) for persona in personas])


def _columns_of(journey_map: JourneyMap, felt: Sequence[Column[Placed]]) -> list[Column[Placed]]:
    """Return the columns of touchpoints, those of the personas' feelings among them."""
    return [
        Column("id", lambda row: row.point.touchpoint.id, _("No."), right=True),
        Column("stage", lambda row: row.stage.name, _("Stage"), lambda row: row.stage.name * row.first),
        Column("name", lambda row: row.point.touchpoint.name, _("Touchpoint"), least=12),
        Column(
            "channel",
            lambda row: row.point.touchpoint.channel,
            _("Channel"),
            lambda row: labels.word(row.point.touchpoint.channel),
            minor=5,
        ),
        Column("marks", lambda row: marks(row.point), _("Marks"), minor=3),
        *felt,
        Column(
            "felt_inside",
            lambda row: rounded(row.point.sub_feeling),
            _("Felt inside") if any(point.sub_feeling is not None for point in journey_map.points) else "",
            lambda row: _signed(row.point.sub_feeling),
            right=True,
            minor=6,
        ),
        Column("wanted", lambda row: row.point.touchpoint.wanted, _("Wanted"), _wanted, minor=4),
        Column("checks", _passed, _("Checks"), right=True, minor=7),
        *standing_columns(lambda row: row.point, journey_map.points),
        Column(
            "need",
            lambda row: round(row.point.touchpoint.need, 4),
            _("Need"),
            lambda row: need_text(row.point.known_need),
            right=True,
        ),
        Column("support", lambda row: _level(row.point), _("Rests on"), _support, minor=5),
        *(responsible_columns(_responsible_in(journey_map)) if _is_named(journey_map) else ()),
        Column("notes", lambda row: len(row.point.notes), _("Notes"), _notes, right=True, minor=8),
        Column("open_actions", lambda row: row.point.open_actions, _("To do"), _actions, right=True, minor=1),
    ]


def _responsible_in(journey_map: JourneyMap) -> Callable[[Placed], Responsible]:
    return lambda row: responsible_for(row.point.touchpoint, row.stage, journey_map.journey)


def _is_named(journey_map: JourneyMap) -> bool:
    """Tell whether anybody answers for anything in the journey."""
    journey = journey_map.journey
    answering = (
        journey.responsible_id,
        *(stage.responsible_id for stage in journey.stages),
        *(point.responsible_id for point in journey.touchpoints),
    )
    return any(number is not None for number in answering)


def _felt_column(persona: Persona, key: str) -> Column[Placed]:
    def score(row: Placed) -> Score:
        felt = row.point.feelings.get(persona.id)
        return rounded(felt.now) if felt else None

    def shown(row: Placed) -> str:
        felt = row.point.feelings.get(persona.id)
        if felt is None or felt.now is None:
            return ""
        said = with_face(felt.now, felt.emotion)
        return f"{said} ({_('draft')})" if felt.draft and not row.point.draft else said

    return Column(key, score, persona.name, shown, least=10)


def marks(point: MapPoint) -> str:
    """Return the marks of a touchpoint: moment of truth, indirect, planned, to go, a journey inside."""
    touchpoint = point.touchpoint
    said = {
        "◆": touchpoint.critical,
        "( )": touchpoint.side is Side.INDIRECT,
        "+": touchpoint.existence is Existence.PLANNED,
        "×": touchpoint.existence is Existence.TO_GO,
        "▾": touchpoint.opens_id is not None,
    }
    return " ".join(mark for mark, there in said.items() if there)


def _signed(score: Score) -> str:
    return "" if score is None else number(score, 1, signed=True)


def _wanted(row: Placed) -> str:
    wanted = row.point.touchpoint.wanted
    return "" if wanted is None else with_face(wanted)


def _passed(row: Placed) -> str:
    return f"{row.point.passed}/{row.point.judged}" if row.point.judged else ""


def _level(point: MapPoint) -> Support:
    return point.support.level if point.support else Support.OPINION


def _support(row: Placed) -> str:
    return level_text(_level(row.point))


def _notes(row: Placed) -> str:
    return str(len(row.point.notes) or "")


def _actions(row: Placed) -> str:
    return str(row.point.open_actions or "")


def _record(
    journey_map: JourneyMap,
    placed: list[Placed],
    found: Named,
    serving: Mapping[int, tuple[ServingAction, ...]],
) -> dict[str, object]:
    journey = journey_map.journey
    return {
        "id": journey.id,
        "name": journey.name,
        "about": journey.about,
        "purpose": journey.purpose,
        "scope": journey.scope,
        "report": list(journey.report),
        "gates": dict(journey.gates),
        "country": journey.country,
        "client": journey.client or None,
        "tags": list(journey.tags),
        "archived": journey.archived,
        "responsible_id": journey.responsible_id,
        "responsible": journey.responsible or None,
        "inside": [{"id": number, "name": name} for number, name in journey_map.parents],
        "personas": Table(persona_columns(), journey_map.personas).records(),
        "stages": [
            {
                "id": stage.id,
                "name": stage.name,
                "goal": stage.goal,
                "strategies": [strategy_record(one, serving.get(one.id, ())) for one in stage.strategies],
                "phase": stage.phase,
                "responsible_id": stage.responsible_id,
                "responsible": stage.responsible or None,
                "touchpoints": [
                    _point_record(journey_map, row) for row in placed if row.stage.id == stage.id
                ],
            }
            for stage in journey.stages
        ],
        "named": named_record(journey_map, found, [row.feeling for row in placed]),
    }


def _point_record(journey_map: JourneyMap, row: Placed) -> dict[str, object]:
    point = row.point
    return {
        **Table(touchpoint_columns({point.touchpoint.id: point}), [(row.stage, point.touchpoint)]).records()[
            0
        ],
        "feeling": rounded(row.feeling),
        "felt_inside": rounded(point.sub_feeling),
        "feelings": [felt_record(persona, point) for persona in journey_map.everybody],
        **standing_record(point),
        "checks": {"asked": point.asked, "passed": point.passed, "failed": point.failed},
        "observed": observed_record(point),
        "support": point_support_record(point.support),
        "open_actions": point.open_actions,
        **Table(responsible_columns(_responsible_in(journey_map)), [row]).records()[0],
        "notes": [note_record(note) for note in point.notes],
    }
