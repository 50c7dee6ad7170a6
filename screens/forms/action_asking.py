"""Asks for what is set on the actions chosen: who sees to them, when they are due, what is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.base.errors import RefusedError
from auditor.base.i18n import _, day, ngettext
from auditor.base.text import one_line
from auditor.input import typed
from auditor.input.days import due_words, read_day
from screens.dialogs.choose import Option
from screens.dialogs.form import FormDialog, TextField, Values
from screens.dialogs.write import WriteDialog

if TYPE_CHECKING:
    from screens.actions.acting import ActingPlace
    from screens.frame.place import Place

_NOBODY = 0


def ask_owner(place: ActingPlace) -> None:
    """Ask who sees to what is chosen, and hand it over."""
    from screens.dialogs.choose import NEW, PersonDialog

    numbers = place.chosen
    loads = place.workspace.reads.people.loads(place.workspace.today)
    names = {load.id: load.name for load in loads if load.id is not None}
    options = [
        Option(load.id, load.name, ngettext("{n} open", "{n} open", load.open).format(n=load.open))
        for load in loads
        if load.id is not None
    ]
    options.append(Option(_NOBODY, _("nobody"), _("takes the owner away")))

    async def hand_over(chosen: int | None) -> None:
        if chosen is None:
            return
        name = dialog.typed if chosen == NEW else names.get(chosen, "")
        if await place.auditor.save(lambda: place.workspace.actions.assign(numbers, name)):
            place.auditor.tell(_("{what}: {status}").format(what=what, status=name or _("nobody")))

    if numbers:
        what = place.about()
        dialog = PersonDialog(_("Who sees to {what}?").format(what=what), options)
        place.app.push_screen(dialog, hand_over)


def ask_due(place: ActingPlace) -> None:
    """Ask when what is chosen is due, in words or as a date, and set it."""
    numbers = place.chosen
    one = place.action if place.action is not None and numbers == [place.action.id] else None

    async def save(values: Values) -> bool:
        return await place.auditor.save(lambda: place.workspace.actions.due(numbers, values.text("due")))

    if numbers:
        title = _("When is it due: {what}?").format(what=place.about())
        begin = one.due.isoformat() if one is not None and one.due else ""
        fields = [due_field(place, begin, proposed=True)]
        place.app.push_screen(FormDialog(title, fields, check=check_due, save=save))


def due_field(place: Place, begin: str, proposed: bool = False) -> TextField:
    """Return the field a due date is typed in, which says what the words typed mean."""
    today = place.workspace.today

    def means(text: str) -> str:
        if not one_line(text):
            return _("Without a date. Type one as 2026-12-01, 1/12, fri, +2w or end of month.")
        try:
            found = read_day(text, today)
        except RefusedError:
            return _("A date is typed as 2026-12-01, 1/12, fri, +2w or end of month.")
        return f"= {day(found)} · {due_words(found, today)}"

    return TextField("due", _("due"), begin, hint=_("fri, +2w, 2026-12-01"), proposed=proposed, means=means)


def check_due(values: Values) -> None:
    """Raise RefusedError when the due date filled in is none."""
    typed.due_date(values.text("due"))


def ask_comment(place: ActingPlace) -> None:
    """Ask for a comment and write it at what is chosen."""
    numbers = place.chosen

    async def save(text: str) -> bool:
        return await place.auditor.save(lambda: place.workspace.actions.comment(numbers, text))

    if numbers:
        title = _("Comment on {what}").format(what=place.about())
        place.app.push_screen(WriteDialog(title, "", save))
