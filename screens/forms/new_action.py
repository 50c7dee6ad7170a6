"""Asks for a new action from the list, and for the findings that an action answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.analysis.lasting import stand_of, worst_first
from auditor.base.i18n import _, ngettext
from auditor.base.text import inner_quotes
from auditor.base.vocabulary import FindingKind
from auditor.sentences.faults import statement
from auditor.sentences.findings import signed
from auditor.views.actions import FindingKey
from auditor.views.audits import Found
from auditor.views.findings import Finding
from auditor.writing.remedies import Remedy, remedy_of
from screens.dialogs.choose import ChooseDialog, Option
from screens.dialogs.form import FormDialog, ManyField, Values
from screens.forms.action_form import PLAIN, action_fields, checking, served, strategies_field
from screens.widgets.fields import Field

if TYPE_CHECKING:
    from auditor.workspace import Workspace
    from screens.frame.host import Host


Answered = int | FindingKey
"""What an action answers: the number of a finding it mends, or what an audit in progress found and nobody has named."""


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


def ask_mending(host: Host, findings: Sequence[Finding]) -> None:
    """Ask for one action that mends some findings of a journey, and add it where the need is greatest."""
    if not findings:
        return
    first = max(worst_first(findings), key=lambda one: one.need)

    def told(_number: int, title: str) -> None:
        host.tell(_("The action is in the list: {title}").format(title=title))

    count = len(findings)
    title = ngettext("New action for {finding}", "New action for {n} findings", count)
    _open_form(
        host,
        _Point(first.touchpoint_id, first.touchpoint, first.journey_id, first.journey, first.stage),
        title.format(finding=first.name, n=count),
        _remedy(findings),
        lambda _values: [one.id for one in findings],
        [],
        told,
    )


def _remedy(findings: Iterable[Finding]) -> Remedy:
    """Return what an action begins with: what helps against the check, where all are of one."""
    checks = {one.named: one.check for one in findings}
    (check, *others) = checks.values()
    return remedy_of(check) if check is not None and not others else PLAIN


def _ask(host: Host, point: _Point, go_to: Callable[[int], None]) -> None:
    known = host.workspace.reads.findings.of_journey(point.journey_id)
    here = [one for one in known if one.touchpoint_id == point.id]
    answers = [*_open(here).items(), *_unnamed(host.workspace, point, known).items()]
    title = _("New action at {touchpoint}").format(touchpoint=point.name)
    fields: list[Field] = [_answers(answers, frozenset())] if answers else []
    _open_form(
        host,
        point,
        title,
        PLAIN,
        lambda values: [answers[int(at)][0] for at in values.several("answers")] if answers else [],
        fields,
        lambda number, _title: go_to(number),
    )


def _open_form(
    host: Host,
    point: _Point,
    title: str,
    begin: Remedy,
    answered: Callable[[Values], Sequence[Answered]],
    more: Sequence[Field],
    made: Callable[[int, str], None],
) -> None:
    """Ask for an action and add it; `answered` says what it answers, `made` takes its number and title."""
    fields = [*action_fields(host.workspace, begin), *more]
    fields += strategies_field(host.workspace, point.journey_id)

    async def save(values: Values) -> bool:
        answers = answered(values)
        number = await host.make(
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
                answers=[one[1:] for one in answers if isinstance(one, tuple)],
                mends=[one for one in answers if isinstance(one, int)],
                strategies=served(values),
            )
        )
        if number is not None:
            made(number, values.text("title"))
        return number is not None

    host.open_dialog(FormDialog(title, fields, check=checking(fields), save=save))


def ask_links(host: Host, action_id: int) -> None:
    """Ask which findings an action mends, and link it to these only.

    Offered are those that it mends, those at its touchpoint, and those of the same checks at others.
    """
    action = host.workspace.reads.actions.get(action_id)
    if action is None:
        return
    line = action.line
    every = host.workspace.reads.findings.of_journey(line.journey_id)
    mended = [one for one in every if any(each.action_id == action_id for each in one.mending)]
    checks = {one.check.named for one in mended if one.check is not None}
    near = [
        one
        for one in every
        if one.touchpoint_id == line.touchpoint_id or (one.check is not None and one.check.named in checks)
    ]
    linked = {one.id for one in mended}
    offered = {one.id: _words(one, line.touchpoint_id) for one in mended}
    answers = list({**offered, **_open(near, line.touchpoint_id)}.items())
    if not answers:
        host.tell(_("Nothing was found at this touchpoint that an action could mend."))
        return

    async def save(values: Values) -> bool:
        wanted = {answers[int(at)][0] for at in values.several("answers")}
        return await host.save(lambda: _link(host.workspace, line.id, wanted, linked))

    title = _("What does “{title}” mend?").format(title=inner_quotes(line.title))
    host.open_dialog(FormDialog(title, [_answers(answers, linked)], save=save))


def _link(workspace: Workspace, action_id: int, wanted: Set[int], linked: Set[int]) -> None:
    with workspace.together():
        if new := wanted - linked:
            workspace.actions.link(action_id, mends=sorted(new))
        if gone := linked - wanted:
            workspace.actions.unlink(action_id, mends=sorted(gone))


def _answers(answers: Sequence[tuple[Answered, str]], linked: Set[Answered]) -> ManyField:
    options = [(str(at), words) for at, (_one, words) in enumerate(answers)]
    chosen = tuple(str(at) for at, (one, _words) in enumerate(answers) if one in linked)
    return ManyField("answers", _("mends"), options, chosen)


def _open(findings: Iterable[Finding], here: int | None = None) -> Mapping[int, str]:
    """Return the faults that are open, each with its name and what is wrong; elsewhere than `here` also where."""
    return {
        one.id: _words(one, here)
        for one in findings
        if one.kind is FindingKind.FAULT and (one.is_draft or stand_of(one).is_open)
    }


def _words(one: Finding, here: int | None) -> str:
    said = f"{one.name} {statement(one)}"
    return said if here in (None, one.touchpoint_id) else f"{said} – {one.touchpoint}"


def _unnamed(workspace: Workspace, point: _Point, known: Sequence[Finding]) -> Mapping[Answered, str]:
    """Return what audits in progress found at a touchpoint and nobody has named yet; `known` are findings of the journey."""
    found: dict[Answered, str] = {}
    reads = workspace.reads.audits
    for line in reads.lines(point.journey_id):
        audit = reads.get(line.id) if line.finished is None and not line.hidden else None
        for one in reads.found(audit, known) if audit is not None else ():
            if one.touchpoint_id == point.id and one.finding is None:
                found.setdefault(_key_of(one), signed(one))
    return found


def _key_of(found: Found) -> FindingKey:
    """Return what names a finding without a name: its touchpoint, its check or none, and its pain point or none."""
    return (found.touchpoint_id, *found.named, found.note_id)
