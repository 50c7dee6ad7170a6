"""Asks for an action, new or known, and why one is dropped."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from auditor.base import labels
from auditor.base.i18n import _
from auditor.base.vocabulary import FAILING, SOUR_FROM
from auditor.views.actions import ActionLine
from auditor.views.audits import Answer, Visit
from auditor.writing.remedies import Remedy, remedy_of, sour_remedy
from screens.dialogs.form import FormDialog, ManyField, ScaleField, TextField, Values
from screens.dialogs.write import WriteDialog
from screens.forms.action_asking import check_due, due_field
from screens.forms.amounts import amount_field, check_amounts
from screens.forms.editing import Editing
from screens.widgets.fields import Field

if TYPE_CHECKING:
    from auditor.workspace import Workspace
    from screens.frame.host import Host

PLAIN = Remedy("", 2, 3)
"""What an action that answers no finding begins with."""


def ask_new_action(host: Host, visit: Visit, answer: Answer | None) -> None:
    """Ask for an action at a touchpoint and add it.

    It begins with the remedy of the check, or of the feeling when `answer` is None, and answers that finding;
    where nothing was found it begins empty and answers none.
    """
    remedy, answers = _beginning(visit, answer)

    async def save(values: Values) -> bool:
        made = await host.make(
            lambda: host.workspace.actions.add(
                visit.touchpoint_id,
                values.text("title"),
                values.number("effort"),
                values.number("impact"),
                note=values.text("note"),
                owner=values.text("owner"),
                due=values.text("due"),
                cost=values.text("cost"),
                gain=values.text("gain"),
                answers=answers,
                strategies=served(values),
            )
        )
        if made is not None:
            host.tell(_("The action is in the list: {title}").format(title=values.text("title")))
        return made is not None

    title = _("New action at {touchpoint}").format(touchpoint=visit.touchpoint)
    fields = action_fields(host.workspace, remedy)
    found = host.workspace.reads.journeys.touchpoint(visit.touchpoint_id)
    if found is not None:
        fields += strategies_field(host.workspace, found[1])
    host.open_dialog(FormDialog(title, fields, check=checking(fields), save=save))


def ask_edit_action(host: Host, action_id: int) -> None:
    """Ask for changes of an action and save them."""
    base = host.workspace.reads.actions.get(action_id)
    if base is None:
        host.tell(_("This action is no longer there."), bad=True)
        return
    line = base.line
    begin = Remedy(line.title, line.effort, line.impact)
    workspace = host.workspace
    fields = action_fields(workspace, begin, base.note, line.owner, line.due, line)
    fields += strategies_field(workspace, line.journey_id, [one.id for one in base.strategies])
    editing = Editing(
        host,
        fields,
        lambda changed: workspace.actions.edit(action_id, base=base, **_by_number(changed)),
    )
    title = _("Action at {touchpoint}").format(touchpoint=line.touchpoint)
    host.open_dialog(FormDialog(title, fields, check=checking(fields), save=editing.save))


def _beginning(visit: Visit, answer: Answer | None) -> tuple[Remedy, list[tuple[str, str]]]:
    """Return what the action begins with, and which finding it answers."""
    if answer is not None:
        if answer.verdict in FAILING:
            return remedy_of(answer.check), [(answer.check.checklist, answer.check.key)]
    elif visit.feeling is not None and visit.feeling <= SOUR_FROM:
        return sour_remedy(visit.feeling, visit.touchpoint, visit.critical), [("", "")]
    return PLAIN, []


def action_fields(
    workspace: Workspace,
    begin: Remedy,
    note: str = "",
    owner: str = "",
    due: date | None = None,
    known: ActionLine | None = None,
) -> list[Field]:
    """Return the fields of an action, filled with what it begins with; `known` says what one costs and brings."""
    cost = (known.cost_low, known.cost_high) if known else (None, None)
    gain = (known.gain_low, known.gain_high) if known else (None, None)
    people = [person.name for person in workspace.reads.people.here()]
    return [
        TextField("title", _("title"), begin.title, required=True),
        TextField("note", _("note"), note, multiline=True),
        ScaleField("effort", _("effort"), begin.effort, labels.effort),
        ScaleField("impact", _("impact"), begin.impact, labels.impact),
        TextField("owner", _("owner"), owner, hint=_("who sees to it"), suggestions=people),
        due_field(workspace.today, due),
        amount_field("cost", _("cost"), *cost),
        amount_field("gain", _("gain a month"), *gain),
    ]


def strategies_field(workspace: Workspace, journey_id: int, serves: Collection[int] = ()) -> list[Field]:
    """Return the field of the strategies of a journey that an action serves; none where it has no strategies."""
    journey = workspace.reads.journeys.get(journey_id)
    stages = journey.stages if journey is not None else ()
    options = [(str(one.id), one.text) for stage in stages for one in stage.strategies]
    chosen = tuple(number for number, _text in options if int(number) in serves)
    return [ManyField("strategies", _("strategies"), options, chosen)] if options else []


def served(values: Values) -> list[int]:
    """Return the numbers of the strategies that were chosen."""
    return [int(number) for number in values.several("strategies")] if "strategies" in values else []


def _by_number(changed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was changed of an action with the numbers of its strategies."""
    strategies = changed.get("strategies")
    return dict(changed) if strategies is None else {**changed, "strategies": list(map(int, strategies))}


def checking(fields: Sequence[Field]) -> Callable[[Values], None]:
    """Return what refuses a due date or an amount that is none."""

    def check(values: Values) -> None:
        check_due(values)
        check_amounts(values, fields)

    return check


def ask_drop(host: Host, numbers: Sequence[int], about: str) -> None:
    """Ask why the actions of these numbers are dropped, and drop them."""

    async def drop(reason: str) -> bool:
        return await host.save(lambda: host.workspace.actions.drop(numbers, reason))

    if numbers:
        title = _("Why is this dropped: {what}? (May be left empty.)").format(what=about)
        host.open_dialog(WriteDialog(title, "", drop, yes=_("drop")))
