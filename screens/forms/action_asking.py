"""Asks for what is set on the actions chosen: who sees to them, when they are due, what is said of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from auditor.base.errors import RefusedError
from auditor.base.i18n import _, day, ngettext
from auditor.base.text import one_line
from auditor.input import typed
from auditor.input.days import due_words, read_day
from auditor.sentences.deciding import accepted_words
from auditor.views.people import told_apart
from screens.dialogs.choose import NEW, Option, PersonDialog
from screens.dialogs.form import FormDialog, TextField, Values
from screens.dialogs.write import WriteDialog

if TYPE_CHECKING:
    from screens.frame.host import Host

_NOBODY = 0


def ask_owner(host: Host, numbers: Sequence[int], about: str) -> None:
    """Ask who sees to the actions of these numbers, named by `about`, and hand them over."""
    loads = host.workspace.reads.people.loads(host.workspace.today)
    names = told_apart((load.id, load.name, load.role) for load in loads if load.id is not None)
    options = [
        Option(load.id, names[load.id], ngettext("{n} open", "{n} open", load.open).format(n=load.open))
        for load in loads
        if load.id is not None and load.left is None
    ]
    options.append(Option(_NOBODY, _("nobody"), _("takes the owner away")))

    async def hand_over(chosen: int | None) -> None:
        if chosen is None:
            return
        name = dialog.typed if chosen == NEW else names.get(chosen, "")
        accepted: list[int] = []
        if await host.save(lambda: accepted.append(host.workspace.actions.assign(numbers, name))):
            said = _("{what}: {status}").format(what=about, status=name or _("nobody"))
            host.tell(f"{said}. {accepted_words(accepted[0])}" if accepted[0] else said)

    if numbers:
        dialog = PersonDialog(_("Who sees to {what}?").format(what=about), options)
        host.open_dialog(dialog, hand_over)


def ask_due(host: Host, numbers: Sequence[int], about: str, due: date | None) -> None:
    """Ask when the actions of these numbers are due, in words or as a date, and set it; one is `due` already."""

    async def save(values: Values) -> bool:
        return await host.save(lambda: host.workspace.actions.due(numbers, values.text("due")))

    if numbers:
        title = _("When is it due: {what}?").format(what=about)
        fields = [due_field(host.workspace.today, due, proposed=True)]
        host.open_dialog(FormDialog(title, fields, check=check_due, save=save))


def due_field(today: date, due: date | None, proposed: bool = False) -> TextField:
    """Return the field a due date is typed in, which says what the words typed mean."""

    def means(text: str) -> str:
        if not one_line(text):
            return _("Without a date. Type one as 2026-12-01, 1/12, fri, +2w or end of month.")
        try:
            found = read_day(text, today)
        except RefusedError:
            return _("A date is typed as 2026-12-01, 1/12, fri, +2w or end of month.")
        return f"= {day(found)} · {due_words(found, today)}"

    begin = day(due)
    return TextField("due", _("due"), begin, hint=_("fri, +2w, 2026-12-01"), proposed=proposed, means=means)


def check_due(values: Values) -> None:
    """Raise RefusedError when the due date filled in is none."""
    typed.due_date(values.text("due"))


def ask_comment(host: Host, numbers: Sequence[int], about: str) -> None:
    """Ask for a comment and write it at the actions of these numbers."""

    async def save(text: str) -> bool:
        return await host.save(lambda: host.workspace.actions.comment(numbers, text))

    if numbers:
        title = _("Comment on {what}").format(what=about)
        host.open_dialog(WriteDialog(title, "", save))
