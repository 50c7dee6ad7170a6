"""Asks who of several people on one machine is writing, and for how long that holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.input.typed import needed_line
from auditor.settings import known
from screens.dialogs.choose import NEW, ChooseDialog, Option, PersonDialog

if TYPE_CHECKING:
    from screens.frame.host import Host

_ONCE, _FOR_GOOD = 1, 2


def ask_who(host: Host) -> None:
    """Ask who is writing, of those who are known here or somebody new, and go on as them."""
    workspace = host.workspace
    people = workspace.reads.people.here()
    options = [
        Option(one.id, one.name, _("you now") if one.id == workspace.person else one.role) for one in people
    ]
    dialog = PersonDialog(_("I am … (now: {name})").format(name=workspace.who), options)

    def chosen(number: int | None) -> None:
        if number is None:
            return
        if number == NEW:
            _ask_how_long(host, dialog.typed, "")
        else:
            name = next(one.name for one in workspace.reads.people.all() if one.id == number)
            _ask_how_long(host, name, workspace.reads.people.lasting_id(number))

    host.open_dialog(dialog, chosen)


def _ask_how_long(host: Host, name: str, lasting: str) -> None:
    try:
        name = needed_line(name, _("name"))
    except RefusedError as error:
        host.tell_error(error)
        return
    options = [
        Option(_ONCE, _("until Auditor is left"), _("the settings stay as they are")),
        Option(_FOR_GOOD, _("from now on"), _("kept in the settings")),
    ]

    async def be(how_long: int | None) -> None:
        if how_long is None:
            return
        if how_long == _FOR_GOOD and not await host.keep_settings(
            {known.NAME.key: name, known.PERSON.key: lasting or None}
        ):
            return
        if host.workspace.who != name or how_long == _ONCE:
            await host.be(name, lasting)
        host.tell(_("You write as {name}.").format(name=name))

    host.open_dialog(ChooseDialog(_("You are {name}").format(name=name), options, is_short=True), be)
