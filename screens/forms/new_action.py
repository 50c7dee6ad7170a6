"""Asks for a new action from the list, and for the findings that an action answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence, Set
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.base.i18n import _
from auditor.sentences.findings import signed
from auditor.views.actions import FindingKey, LinkedFinding
from auditor.views.audits import Found, Visit
from screens.dialogs.choose import ChooseDialog, Option
from screens.dialogs.form import FormDialog, ManyField, Values
from screens.forms.action_form import PLAIN, action_fields, checking, served, strategies_field

if TYPE_CHECKING:
    from auditor.workspace import Workspace
    from screens.frame.host import Host


class _Point(Struct, frozen=True):
    """A touchpoint that an action can be at."""

    id: int
    name: str
    journey_id: int
    journey: str
    stage: str


def ask_where(host: Host, journey_id: int | None, here: int | None, go_to: Callable[[int], None]) -> None:
    """Ask for the touchpoint in a journey, or in all, that a new action is at, `here` first; then for the action.

    `go_to` takes the number of the action.
    """
    points = {point.id: point for point in _points(host.workspace, journey_id)}
    often = Counter((point.name, point.journey) for point in points.values())
    options = [
        Option(
            point.id,
            point.name,
            point.journey if often[point.name, point.journey] == 1 else f"{point.journey} · {point.stage}",
        )
        for point in points.values()
    ]
    options.sort(key=lambda option: option.id != here)

    def chosen(touchpoint_id: int | None) -> None:
        if touchpoint_id is not None:
            _ask(host, points[touchpoint_id], go_to)

    if options:
        host.open_dialog(ChooseDialog(_("At which touchpoint?"), options), chosen)
    else:
        host.tell(_("Add a touchpoint to the journey first."), bad=True)


def _points(workspace: Workspace, journey_id: int | None) -> list[_Point]:
    reads = workspace.reads.journeys
    numbers = [line.id for line in reads.lines()] if journey_id is None else [journey_id]
    journeys = [journey for number in numbers if (journey := reads.get(number))]
    return [
        _Point(point.id, point.name, each.id, each.name, stage.name)
        for each in journeys
        for stage in each.stages
        for point in stage.touchpoints
    ]


def _ask(host: Host, point: _Point, go_to: Callable[[int], None]) -> None:
    findings = list(findings_at(host.workspace, point.journey_id, point.id).items())
    fields = action_fields(host.workspace, PLAIN)
    if findings:
        fields.append(_answers(findings, frozenset()))
    fields += strategies_field(host.workspace, point.journey_id)

    async def save(values: Values) -> bool:
        chosen = values.several("answers") if findings else ()
        made = await host.make(
            lambda: host.workspace.actions.add(
                point.id,
                values.text("title"),
                values.number("effort"),
                values.number("impact"),
                note=values.text("note"),
                owner=values.text("owner"),
                due=values.text("due"),
                cost=values.text("cost"),
                gain=values.text("gain"),
                answers=[findings[int(at)][0][1:] for at in chosen],
                strategies=served(values),
            )
        )
        if made is not None:
            go_to(made)
        return made is not None

    title = _("New action at {touchpoint}").format(touchpoint=point.name)
    host.open_dialog(FormDialog(title, fields, check=checking(fields), save=save))


def ask_links(host: Host, action_id: int) -> None:
    """Ask which findings an action answers, and link it to these only."""
    action = host.workspace.reads.actions.get(action_id)
    if action is None:
        return
    line = action.line
    linked = {key_of(finding): signed(finding) for finding in action.findings}
    findings = list({**linked, **findings_at(host.workspace, line.journey_id, line.touchpoint_id)}.items())
    if not findings:
        host.tell(_("Nothing was found at this touchpoint that an action could answer."))
        return

    async def save(values: Values) -> bool:
        wanted = {findings[int(at)][0] for at in values.several("answers")}
        return await host.save(lambda: _link(host.workspace, line.id, wanted, frozenset(linked)))

    title = _("What does “{title}” answer?").format(title=line.title)
    host.open_dialog(FormDialog(title, [_answers(findings, frozenset(linked))], save=save))


def _link(workspace: Workspace, action_id: int, wanted: Set[FindingKey], linked: Set[FindingKey]) -> None:
    if wanted - linked:
        workspace.actions.link(action_id, sorted(wanted - linked, key=str))
    if linked - wanted:
        workspace.actions.unlink(action_id, sorted(linked - wanted, key=str))


def _answers(findings: Sequence[tuple[FindingKey, str]], linked: Set[FindingKey]) -> ManyField:
    options = [(str(at), words) for at, (_key, words) in enumerate(findings)]
    chosen = tuple(str(at) for at, (key, _words) in enumerate(findings) if key in linked)
    return ManyField("answers", _("answers"), options, chosen)


def findings_at(workspace: Workspace, journey_id: int, touchpoint_id: int) -> dict[FindingKey, str]:
    """Return what the newest audit of each persona found at a touchpoint, each finding once, with its words."""
    found: dict[FindingKey, str] = {}
    seen: set[str] = set()
    for line in workspace.reads.audits.lines(journey_id):
        audit = workspace.reads.audits.get(line.id) if line.persona not in seen else None
        visits = audit.visits if audit else ()
        if not any(_looked(visit) for visit in visits if visit.touchpoint_id == touchpoint_id):
            continue
        seen.add(line.persona)
        for finding in workspace.reads.audits.findings(line.id):
            if finding.touchpoint_id == touchpoint_id:
                found.setdefault(key_of(finding), signed(finding))
    return found


def _looked(visit: Visit) -> bool:
    return visit.feeling is not None or any(answer.verdict is not None for answer in visit.answers)


def key_of(finding: Found | LinkedFinding) -> FindingKey:
    """Return what names a finding: its touchpoint, its check or none, and its pain point or none."""
    check = finding.check
    names = (check.checklist, check.key) if check else ("", "")
    if isinstance(finding, LinkedFinding):
        names = (finding.checklist, finding.check_key)
    return (finding.touchpoint_id, *names, finding.note_id)
