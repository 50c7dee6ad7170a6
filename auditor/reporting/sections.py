"""The tables of a report in words, the same for every form that is read rather than reckoned with."""

from __future__ import annotations

from auditor.base import labels
from auditor.base.i18n import _, day, number, percent
from auditor.base.vocabulary import Existence, Side, Status
from auditor.drawing.inks import feeling_ink
from auditor.reporting.contents import Contents
from auditor.reporting.grids import Cell, Column, Grid
from auditor.sentences import evidence
from auditor.sentences import findings as findings_text
from auditor.sentences.explain_score import score_name
from auditor.sentences.feelings import with_face
from auditor.views.actions import ActionLine
from auditor.views.audits import Finding, last_audit
from auditor.views.maps import MapPoint


def facts(contents: Contents) -> list[tuple[str, str]]:
    """Return what a journey is, as names and values."""
    journey = contents.map.journey
    newest = last_audit(contents.audits)
    pairs = [
        (_("Purpose"), labels.word(journey.purpose)),
        (_("Scope"), labels.word(journey.scope)),
        (_("Inside"), ", ".join(name for _number, name in contents.map.parents)),
        (_("Personas"), ", ".join(persona.name for persona in contents.map.personas)),
        (_("Last audit"), f"{day(newest.started)}, {newest.auditor}" if newest else ""),
    ]
    return [(name, value) for name, value in pairs if value]


def marks(point: MapPoint) -> list[str]:
    """Return what is special about a touchpoint, in words."""
    touchpoint = point.touchpoint
    said = {
        _("moment of truth"): touchpoint.critical,
        labels.word(Side.INDIRECT): touchpoint.side is Side.INDIRECT,
        labels.word(Existence.PLANNED): touchpoint.existence is Existence.PLANNED,
        labels.word(Existence.TO_GO): touchpoint.existence is Existence.TO_GO,
        _("a journey inside"): touchpoint.opens_id is not None,
    }
    return [text for text, there in said.items() if there]


def touchpoints(contents: Contents) -> Grid:
    """Return the touchpoints in order, with what is felt and found at each."""
    personas = contents.map.personas
    stages = {stage.id: stage.name for stage in contents.map.journey.stages}
    support = {one.touchpoint_id: one for one in contents.support.points} if contents.support else {}
    rows = []
    for place, point in enumerate(contents.map.points, start=1):
        known = support.get(point.touchpoint.id)
        rows.append(
            (
                Cell(str(place)),
                Cell(stages[point.stage_id], "dim"),
                Cell(" · ".join([point.touchpoint.name, *marks(point)])),
                Cell(labels.word(point.touchpoint.channel)),
                *(_felt(point, persona.id) for persona in personas),
                Cell(_passed(point)),
                _need(point.touchpoint.need),
                Cell(evidence.level_text(known.level) if known else ""),
                Cell(str(point.open_actions or "")),
            )
        )
    columns = (
        Column(_("No."), right=True),
        Column(_("Stage")),
        Column(_("Touchpoint")),
        Column(_("Channel")),
        *(Column(persona.name) for persona in personas),
        Column(_("Checks"), right=True),
        Column(_("Need"), right=True),
        Column(_("Support")),
        Column(_("To do"), right=True),
    )
    return Grid(_("Touchpoints"), columns, tuple(rows))


def _felt(point: MapPoint, persona_id: int) -> Cell:
    felt = point.feelings.get(persona_id)
    if felt is None or felt.newest is None:
        return Cell("")
    return Cell(
        with_face(felt.newest.score, felt.newest.emotion), feeling_ink(felt.newest.score, neutral="warn")
    )


def _passed(point: MapPoint) -> str:
    return f"{point.passed}/{point.judged}" if point.judged else ""


def _need(need: float) -> Cell:
    return Cell(percent(need), "bad" if need >= 0.6 else "warn" if need >= 0.4 else "")


def findings(contents: Contents) -> list[Grid]:
    """Return what the newest audit of each persona found, in the order of the journey."""
    return [
        Grid(
            _("What {persona} met").format(persona=heard.audit.persona),
            (Column(_("Touchpoint")), Column(_("Finding")), Column(_("Severity")), Column(_("Action"))),
            tuple(_finding(one) for one in heard.findings),
            _("Audit by {auditor}, {day}.").format(auditor=heard.audit.auditor, day=day(heard.audit.started)),
        )
        for heard in contents.heard
        if heard.findings
    ]


def _finding(one: Finding) -> tuple[Cell, ...]:
    return (
        Cell(one.touchpoint),
        Cell(findings_text.with_remark(one)),
        Cell(findings_text.severity(one), _weight(one)),
        Cell(labels.word(one.action_status) if one.action_status else _("none yet"), "dim"),
    )


def _weight(one: Finding) -> str:
    severity = one.check.severity if one.check is not None else 3
    return "bad" if severity >= 4 or one.feeling == -2 else "warn" if severity == 3 else ""


def priorities(contents: Contents, most: int = 60) -> Grid:
    """Return the open actions in order of priority."""
    actions = contents.open_actions
    columns = (
        Column(_("No."), right=True),
        Column(_("Action")),
        Column(_("Touchpoint")),
        Column(score_name(contents.method), right=True),
        Column(_("Effort")),
        Column(_("Impact")),
        Column(_("Quadrant")),
        Column(_("Status")),
        Column(_("Owner")),
        Column(_("Due")),
    )
    rows = tuple(_action(place, one, contents) for place, one in enumerate(actions[:most], start=1))
    left = len(actions) - len(rows)
    lead = _("The first {count} of {all}.").format(count=len(rows), all=len(actions)) if left else ""
    return Grid(_("What to improve first"), columns, rows, lead)


def _action(place: int, one: ActionLine, contents: Contents) -> tuple[Cell, ...]:
    return (
        Cell(str(place)),
        Cell(one.title),
        Cell(one.touchpoint, "dim"),
        Cell(number(one.priority, 1)),
        Cell(labels.effort(one.effort)),
        Cell(labels.impact(one.impact)),
        Cell(labels.word(one.quadrant)),
        Cell(labels.word(one.status)),
        Cell(one.owner or _("nobody"), "" if one.owner else "dim"),
        _due(one, contents),
    )


def _due(one: ActionLine, contents: Contents) -> Cell:
    if one.due is None:
        return Cell("")
    late = one.due < contents.today and one.status not in (Status.DONE, Status.VERIFIED)
    return Cell(f"{day(one.due)}, {_('late')}", "bad") if late else Cell(day(one.due))


def owners(contents: Contents) -> list[Grid]:
    """Return what each owner has, and what is decided and nobody has yet."""
    places = {one.id: place for place, one in enumerate(contents.open_actions, start=1)}
    names = sorted({one.owner for one in contents.actions if one.owner}, key=str.casefold)
    decided = (Status.PLANNED, Status.IN_PROGRESS)
    columns = (Column(_("No."), right=True), Column(_("Action")), Column(_("Status")), Column(_("Due")))
    return [
        Grid(
            name or _("Nobody yet"),
            columns,
            tuple(
                (
                    Cell(str(places.get(one.id, ""))),
                    Cell(one.title),
                    Cell(_status(one), "good" if one.status in (Status.DONE, Status.VERIFIED) else ""),
                    _due(one, contents),
                )
                for one in contents.actions
                if one.owner == name and (name or one.status in decided)
            ),
        )
        for name in [*names, ""]
    ]


def _status(one: ActionLine) -> str:
    said = labels.word(one.status)
    return f"{said}: {labels.word(one.effect)}" if one.effect else said
