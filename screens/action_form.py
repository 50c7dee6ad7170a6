"""Asks for an action, new or known, and why one is dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor import labels, rules
from auditor.i18n import _
from auditor.remedies import Remedy, remedy_of, sour_remedy
from auditor.views import ActionLine, Answer, Visit
from auditor.vocabulary import SOUR_FROM, Verdict
from screens.dialogs.form import FormDialog, ScaleField, TextField, Values
from screens.dialogs.write import WriteDialog
from screens.widgets.fields import Field

if TYPE_CHECKING:
    from screens.place import Place

_PLAIN = Remedy("", 2, 3)
"""What an action that answers no finding begins with."""


def ask_new_action(place: Place, visit: Visit, answer: Answer | None) -> None:
    """Ask for an action at a touchpoint and add it.

    It begins with the remedy of the check, or of the feeling when `answer` is None, and answers that finding;
    where nothing was found it begins empty and answers none.
    """
    remedy, answers = _beginning(visit, answer)

    async def save(values: Values) -> bool:
        made = await place.auditor.make(
            lambda: place.workspace.actions.add(
                visit.touchpoint_id,
                values.text("title"),
                values.number("effort"),
                values.number("impact"),
                note=values.text("note"),
                owner=values.text("owner"),
                due=values.text("due"),
                answers=answers,
            )
        )
        if made is not None:
            place.auditor.tell(_("The action is in the list: {title}").format(title=values.text("title")))
        return made is not None

    title = _("New action at {touchpoint}").format(touchpoint=visit.touchpoint)
    place.app.push_screen(FormDialog(title, _fields(place, remedy), check=_check_due, save=save))


def ask_edit_action(place: Place, action_id: int) -> None:
    """Ask for changes of an action and save them."""
    action = place.workspace.reads.actions.get(action_id)
    if action is None:
        place.auditor.tell(_("This action is no longer there."), bad=True)
        return
    line = action.line
    due = line.due.isoformat() if line.due else ""
    fields = _fields(place, Remedy(line.title, line.effort, line.impact), action.note, line.owner, due)

    async def save(values: Values) -> bool:
        return await place.auditor.save(
            lambda: place.workspace.actions.edit(
                action_id,
                title=values.text("title"),
                note=values.text("note"),
                effort=values.number("effort"),
                impact=values.number("impact"),
                owner=values.text("owner"),
                due=values.text("due"),
            )
        )

    title = _("Action at {touchpoint}").format(touchpoint=line.touchpoint)
    place.app.push_screen(FormDialog(title, fields, check=_check_due, save=save))


def _beginning(visit: Visit, answer: Answer | None) -> tuple[Remedy, list[tuple[str, str]]]:
    """Return what the action begins with, and which finding it answers."""
    if answer is not None:
        if answer.verdict in (Verdict.FAIL, Verdict.PARTLY):
            return remedy_of(answer.check), [(answer.check.checklist, answer.check.key)]
    elif visit.feeling is not None and visit.feeling <= SOUR_FROM:
        return sour_remedy(visit.feeling, visit.touchpoint, visit.critical), [("", "")]
    return _PLAIN, []


def _fields(place: Place, begin: Remedy, note: str = "", owner: str = "", due: str = "") -> list[Field]:
    people = [person.name for person in place.workspace.reads.journeys.people()]
    return [
        TextField("title", _("title"), begin.title, required=True),
        TextField("note", _("note"), note, multiline=True),
        ScaleField("effort", _("effort"), begin.effort, labels.effort),
        ScaleField("impact", _("impact"), begin.impact, labels.impact),
        TextField("owner", _("owner"), owner, hint=_("who sees to it"), suggestions=people),
        TextField("due", _("due"), due, hint=_("a date such as 2026-12-01, or nothing")),
    ]


def _check_due(values: Values) -> None:
    rules.due_date(values.text("due"))


def ask_drop(place: Place, action: ActionLine) -> None:
    """Ask why an action is dropped, and drop it."""

    async def drop(reason: str) -> bool:
        return await place.auditor.save(lambda: place.workspace.actions.drop([action.id], reason))

    title = _("Why is “{title}” dropped? (May be left empty.)").format(title=action.title)
    place.app.push_screen(WriteDialog(title, "", drop, yes=_("drop")))
