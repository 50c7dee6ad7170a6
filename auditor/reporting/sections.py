"""The tables of a report in words, the same for every form that is read rather than reckoned with."""

from __future__ import annotations

from math import inf

from auditor.analysis.returns import expected_return
from auditor.base import labels
from auditor.base.i18n import _, by_name, day, ngettext, number
from auditor.base.vocabulary import Depth, Existence, NoteKind, ReportPart, Side, Status
from auditor.drawing.inks import feeling_ink
from auditor.reporting.contents import Contents
from auditor.reporting.glance import when
from auditor.reporting.grids import Grid, GridCell, GridColumn, need_cell, part_title
from auditor.sentences import evidence, follow, losses, moments
from auditor.sentences import findings as findings_text
from auditor.sentences.amounts import lost_text, range_text, share_text
from auditor.sentences.dependencies import blocked
from auditor.sentences.explain_score import score_name
from auditor.sentences.feelings import in_a_word
from auditor.sentences.map import sources_text
from auditor.sentences.returns import chance_text, return_text
from auditor.sentences.standing import standing_texts
from auditor.views.actions import ActionLine
from auditor.views.audits import AuditLine, Found, last_audit
from auditor.views.findings import SEVERITY_FELT
from auditor.views.maps import MapPoint


def facts(contents: Contents) -> list[tuple[str, str]]:
    """Return what a journey is, as names and values."""
    journey = contents.map.journey
    newest = last_audit(contents.audits)
    pairs = [
        (_("Client"), journey.client),
        (_("Purpose"), labels.word(journey.purpose)),
        (_("Scope"), labels.word(journey.scope)),
        (_("Inside"), ", ".join(name for _number, name in contents.map.parents)),
        (
            _("Personas"),
            ", ".join(f"{one.name} ({labels.word(one.verification.state)})" for one in contents.map.personas),
        ),
        (_("Last audit"), f"{day(newest.started)}, {newest.auditor}" if newest else ""),
        (_("Figures of"), sources_text(contents.map.sources)),
        (_("Review"), follow.reviewed(contents.review, newest is not None, contents.today)),
        (_("Draft"), _draft(contents)),
    ]
    return [(name, value) for name, value in pairs if value]


def _draft(contents: Contents) -> str:
    """Say how many touchpoints rest on audits that are not finished."""
    count = sum(point.draft for point in contents.map.points)
    if not count:
        return ""
    return ngettext(
        "{n} touchpoint is known from audits in progress alone",
        "{n} touchpoints are known from audits in progress alone",
        count,
    ).format(n=count)


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
    return [*(text for text, there in said.items() if there), *standing_texts(point)]


def touchpoints(contents: Contents) -> Grid:
    """Return the touchpoints in order, with what is felt and found at each."""
    personas = contents.map.everybody
    stages = {stage.id: stage.name for stage in contents.map.journey.stages}
    support = {one.touchpoint_id: one for one in contents.support.points} if contents.support else {}
    rows = []
    for place, point in enumerate(contents.map.points, start=1):
        known = support.get(point.touchpoint.id)
        rows.append(
            (
                GridCell(str(point.touchpoint.id)),
                GridCell(str(place)),
                GridCell(stages[point.stage_id], "dim"),
                GridCell(" · ".join([point.touchpoint.name, *marks(point)])),
                GridCell(labels.word(point.touchpoint.channel)),
                *(_felt(point, persona.id) for persona in personas),
                GridCell(_passed(point)),
                need_cell(point.known_need),
                GridCell(evidence.level_text(known.level) if known else ""),
                GridCell(str(point.open_actions or "")),
            )
        )
    columns = (
        GridColumn(_("No."), right=True),
        GridColumn(_("Place"), right=True),
        GridColumn(_("Stage")),
        GridColumn(_("Touchpoint"), names=True),
        GridColumn(_("Channel")),
        *(GridColumn(persona.name) for persona in personas),
        GridColumn(_("Checks"), right=True),
        GridColumn(_("Need"), right=True),
        GridColumn(_("Support")),
        GridColumn(_("To do"), right=True),
    )
    return Grid(_("Touchpoints"), columns, tuple(rows))


def moments_of_truth(contents: Contents) -> Grid:
    """Return the touchpoints of which it is known what they mean to the business, the decisive first."""
    known = [point for point in contents.map.journey.touchpoints if point.business is not None]
    known.sort(key=lambda point: -point.importance * (point.business or 0))
    columns = (
        GridColumn(_("No."), right=True),
        GridColumn(_("Touchpoint"), names=True),
        GridColumn(_("To the customer"), right=True),
        GridColumn(_("To us"), right=True),
        GridColumn(_("Computed")),
        GridColumn(_("By hand")),
        GridColumn(_("Gap")),
        GridColumn(_("Doubt")),
    )
    rows = tuple(
        (
            GridCell(str(point.id)),
            GridCell(point.name),
            GridCell(str(point.importance)),
            GridCell(str(point.business)),
            GridCell(moments.moment_text(point, contents.moments)),
            GridCell(_("yes") if point.critical else ""),
            GridCell(moments.moment_gap(point)),
            GridCell(moments.doubt_text(point, contents.moments), "warn"),
        )
        for point in known
    )
    return Grid(part_title(ReportPart.MOMENTS), columns, rows)


def lost_sales(contents: Contents) -> Grid:
    """Return what touchpoints lose a month, as far as it is known, those that lose most first."""
    found = contents.losses
    currency = found.journey.currency
    columns = (
        GridColumn(_("No."), right=True),
        GridColumn(_("Touchpoint"), names=True),
        GridColumn(_("Visits"), right=True),
        GridColumn(_("Come here"), right=True),
        GridColumn(_("Leave"), right=True),
        GridColumn(_("Would buy"), right=True),
        GridColumn(_("Order"), right=True),
        GridColumn(_("Lost"), right=True),
    )
    rows = tuple(
        (
            GridCell(str(one.touchpoint.id)),
            GridCell(one.touchpoint.name),
            GridCell(range_text(one.loss.visits)),
            GridCell(share_text(one.loss.came) if one.loss.of_journey else ""),
            GridCell(share_text(one.loss.dropped)),
            GridCell(share_text(one.loss.buys)),
            GridCell(range_text(one.loss.order, currency)),
            GridCell(lost_text(one.loss.lost, currency)),
        )
        for one in found.known
        if one.loss is not None
    )
    lead = _(
        "Visits a month · those who come here · those who leave · those of them who would buy · value of an order, "
        "each from its lower to its upper end. It is what there is to win at most."
    )
    known = losses.lost_sales(found)
    return Grid(part_title(ReportPart.LOSSES), columns, rows, f"{known}. {lead}")


def _felt(point: MapPoint, persona_id: int) -> GridCell:
    felt = point.feelings.get(persona_id)
    if felt is None or felt.now is None:
        return GridCell("")
    face = labels.nearest(felt.now)
    said = in_a_word(face, felt.emotion)
    if felt.draft and not point.draft:
        said = f"{said} ({_('draft')})"
    return GridCell(said, feeling_ink(felt.now, neutral="warn"), face)


def _passed(point: MapPoint) -> str:
    return f"{point.passed}/{point.judged}" if point.judged else ""


def notes(contents: Contents) -> Grid:
    """Return what is noted of the customer at each touchpoint, kind by kind."""
    rows = [
        (
            GridCell(point.touchpoint.name),
            GridCell(labels.word(kind), "dim"),
            GridCell(" · ".join(note.text for note in noted)),
        )
        for point in contents.map.points
        for kind in NoteKind
        if (noted := [note for note in point.notes if note.kind is kind])
    ]
    columns = (GridColumn(_("Touchpoint")), GridColumn(_("What")), GridColumn(_("Noted"), names=True))
    return Grid(part_title(ReportPart.NOTES), columns, tuple(rows))


def personas_compared(contents: Contents) -> list[Grid]:
    """Return the personas side by side: where they part, then everything; nothing where there is only one."""
    return contents.comparison.grids() if contents.comparison is not None else []


def in_progress(contents: Contents) -> list[tuple[AuditLine, list[Found]]]:
    """Return what is known from audits in progress alone, of personas of whom no audit is finished."""
    return [
        (heard.audit, [one for one in contents.found[heard.audit.id] if _is_new(one)])
        for heard in contents.heard
        if heard.audit.finished is None
    ]


def drafts(contents: Contents) -> list[Grid]:
    """Return the same as tables, in the order of the journey."""
    return [
        Grid(
            _("What {persona} met").format(persona=audit.persona),
            (
                GridColumn(_("Name")),
                GridColumn(_("Touchpoint")),
                GridColumn(_("Finding"), names=True),
                GridColumn(_("Severity")),
                GridColumn(_("Action")),
            ),
            tuple(map(_finding, findings)),
            _by(audit),
        )
        for audit, findings in in_progress(contents)
    ]


def _is_new(one: Found) -> bool:
    """Tell whether a finding is known from audits in progress alone."""
    return one.finding is None or one.finding.is_draft


def _by(audit: AuditLine) -> str:
    by = _("Draft of an audit by {auditor}, {day}.").format(auditor=audit.auditor, day=day(audit.started))
    if audit.depth is Depth.FULL:
        return by
    depth = _("Depth: {depth}.").format(depth=labels.word(audit.depth))
    return f"{by} {depth}"


def _finding(one: Found) -> tuple[GridCell, ...]:
    return (
        GridCell(one.finding.name if one.finding else ""),
        GridCell(one.touchpoint),
        _found(one),
        GridCell(findings_text.severity(one), _weight(one)),
        GridCell(labels.word(one.action_status) if one.action_status else _("none yet"), "dim"),
    )


def _found(one: Found) -> GridCell:
    if one.check is not None or one.feeling is None:
        return GridCell(findings_text.with_remark(one))
    said = [in_a_word(one.feeling, one.emotion), findings_text.remark(one)]
    return GridCell(" — ".join(filter(None, said)), feeling_ink(one.feeling), one.feeling)


def _weight(one: Found) -> str:
    severity = one.check.severity if one.check is not None else SEVERITY_FELT
    return "bad" if severity >= 4 or one.feeling == -2 else "warn" if severity == 3 else ""


def priorities(contents: Contents, most: int = 60) -> Grid:
    """Return the open actions in order of priority, each with its place in it and the number that commands take."""
    actions = contents.open_actions
    columns = (
        GridColumn(_("No."), right=True),
        GridColumn(_("Place"), right=True),
        GridColumn(_("Action"), names=True),
        GridColumn(_("Touchpoint")),
        GridColumn(score_name(contents.method), right=True),
        GridColumn(_("Effort")),
        GridColumn(_("Impact")),
        GridColumn(_("Quadrant")),
        GridColumn(_("Status")),
        GridColumn(_("Owner")),
        GridColumn(_("Due")),
    )
    rows = tuple(_action(place, one, contents) for place, one in enumerate(actions[:most], start=1))
    left = len(actions) - len(rows)
    lead = _("The first {count} of {all}.").format(count=len(rows), all=len(actions)) if left else ""
    return Grid(part_title(ReportPart.PRIORITIES), columns, rows, lead)


def _action(place: int, one: ActionLine, contents: Contents) -> tuple[GridCell, ...]:
    return (
        GridCell(str(one.id)),
        GridCell(str(place)),
        GridCell(one.title),
        GridCell(one.touchpoint, "dim"),
        GridCell(number(one.priority, 1)),
        GridCell(labels.effort(one.effort)),
        GridCell(labels.impact(one.impact)),
        GridCell(labels.word(one.quadrant), str(one.quadrant)),
        GridCell(" · ".join(filter(None, (labels.word(one.status), blocked(one))))),
        GridCell(one.owner or _("nobody"), "" if one.owner else "dim"),
        when(one, contents) or GridCell(""),
    )


def returns(contents: Contents) -> Grid:
    """Return what open actions cost and bring, as far as it is said, the best first and what lacks a figure last."""
    said = [one for one in contents.open_actions if one.cost is not None or one.gain is not None]
    said.sort(key=lambda one: _return_order(one, contents.months))
    columns = (
        GridColumn(_("No."), right=True),
        GridColumn(_("Action"), names=True),
        GridColumn(_("Cost"), right=True),
        GridColumn(_("Gain a month"), right=True),
        GridColumn(_("Return"), right=True),
        GridColumn(_("P(best)"), right=True),
    )
    rows = tuple(
        (
            GridCell(str(one.id)),
            GridCell(one.title),
            GridCell(range_text(one.cost, one.currency) if one.cost else ""),
            GridCell(range_text(one.gain, one.currency) if one.gain else ""),
            GridCell(return_text(one, contents.months)),
            GridCell(chance_text(contents.chances[one.id]) if one.id in contents.chances else ""),
        )
        for one in said
    )
    lead = ngettext(
        "The return is the gain over {n} month less the cost; P(best) is how likely it is the highest of these.",
        "The return is the gain over {n} months less the cost; P(best) is how likely it is the highest of these.",
        contents.months,
    ).format(n=contents.months)
    return Grid(part_title(ReportPart.RETURNS), columns, rows, lead)


def _return_order(one: ActionLine, months: int) -> float:
    if one.cost is None or one.gain is None:
        return inf
    return -expected_return(one.cost, one.gain, months)


def owners(contents: Contents) -> list[Grid]:
    """Return what each owner has, and what is decided and nobody has yet."""
    places = {one.id: place for place, one in enumerate(contents.open_actions, start=1)}
    names = sorted({one.owner for one in contents.actions if one.owner}, key=by_name)
    decided = (Status.PLANNED, Status.IN_PROGRESS)
    columns = (
        GridColumn(_("No."), right=True),
        GridColumn(_("Place"), right=True),
        GridColumn(_("Action"), names=True),
        GridColumn(_("Status")),
        GridColumn(_("Due")),
    )
    return [
        Grid(
            name or _("Nobody yet"),
            columns,
            tuple(
                (
                    GridCell(str(one.id)),
                    GridCell(str(places.get(one.id, ""))),
                    GridCell(one.title),
                    GridCell(_status(one), "good" if one.status in (Status.DONE, Status.VERIFIED) else ""),
                    when(one, contents) or GridCell(""),
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
