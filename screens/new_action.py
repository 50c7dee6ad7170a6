"""Asks for a new action from the list: at which touchpoint, what it is, and which findings there it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.frozen import frozen
from auditor.i18n import _, in_language
from auditor.labels import VERDICT_SIGNS, feeling
from auditor.views import Finding, Visit
from screens.action_asking import check_due
from screens.action_form import PLAIN, action_fields
from screens.dialogs.choose import ChooseDialog, Option
from screens.dialogs.form import FormDialog, ManyField, Values

if TYPE_CHECKING:
    from auditor.workspace import Workspace
    from screens.acting import ActingPlace


@frozen
class _Point:
    """A touchpoint that an action can be at."""

    id: int
    name: str
    journey_id: int
    journey: str


def ask_where(place: ActingPlace) -> None:
    """Ask for the touchpoint that a new action is at, that of the action at hand first; then for the action."""
    here = place.action.touchpoint_id if place.action else None
    points = {point.id: point for point in _points(place.workspace, place.selection.filter.journey_id)}
    options = [Option(point.id, point.name, point.journey) for point in points.values()]
    options.sort(key=lambda option: option.id != here)

    def chosen(touchpoint_id: int | None) -> None:
        if touchpoint_id is not None:
            _ask(place, points[touchpoint_id])

    if options:
        place.app.push_screen(ChooseDialog(_("At which touchpoint?"), options), chosen)
    else:
        place.auditor.tell(_("Add a touchpoint to the journey first."), bad=True)


def _points(workspace: Workspace, journey_id: int | None) -> list[_Point]:
    reads = workspace.reads.journeys
    numbers = [line.id for line in reads.lines()] if journey_id is None else [journey_id]
    journeys = [journey for number in numbers if (journey := reads.get(number))]
    return [_Point(p.id, p.name, each.id, each.name) for each in journeys for p in each.touchpoints]


def _ask(place: ActingPlace, point: _Point) -> None:
    findings = {str(at): found for at, found in enumerate(_findings(place.workspace, point))}
    fields = action_fields(place, PLAIN)
    if findings:
        options = [(key, _told(found)) for key, found in findings.items()]
        fields.append(ManyField("answers", _("answers"), options))

    async def save(values: Values) -> bool:
        chosen = values.several("answers") if findings else ()
        made = await place.auditor.make(
            lambda: place.workspace.actions.add(
                point.id,
                values.text("title"),
                values.number("effort"),
                values.number("impact"),
                note=values.text("note"),
                owner=values.text("owner"),
                due=values.text("due"),
                answers=[_subject(findings[key]) for key in chosen],
            )
        )
        if made is not None:
            place.go_to(made)
        return made is not None

    title = _("New action at {touchpoint}").format(touchpoint=point.name)
    place.app.push_screen(FormDialog(title, fields, check=check_due, save=save))


def _findings(workspace: Workspace, point: _Point) -> list[Finding]:
    """Return what the newest audit of each persona found at a touchpoint, each finding once."""
    found: dict[tuple[str, str], Finding] = {}
    seen: set[str] = set()
    for line in workspace.reads.audits.lines(point.journey_id):
        audit = workspace.reads.audits.get(line.id) if line.persona not in seen else None
        if audit is None or not any(
            _looked(visit) for visit in audit.visits if visit.touchpoint_id == point.id
        ):
            continue
        seen.add(line.persona)
        for finding in workspace.reads.audits.findings(line.id):
            if finding.touchpoint_id == point.id and finding.note_id is None:
                found.setdefault(_subject(finding), finding)
    return list(found.values())


def _looked(visit: Visit) -> bool:
    return visit.feeling is not None or any(answer.verdict is not None for answer in visit.answers)


def _subject(finding: Finding) -> tuple[str, str]:
    return (finding.check.checklist, finding.check.key) if finding.check else ("", "")


def _told(finding: Finding) -> str:
    if finding.check is not None and finding.verdict is not None:
        return f"{VERDICT_SIGNS[finding.verdict]} {in_language(finding.check.text)}"
    return _("the feeling: {feeling}").format(feeling=feeling(finding.feeling))
