"""Asks which of two checklists of one key counts where the user's own file is not what the database keeps."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from auditor.base.i18n import _
from auditor.sentences.library import changed_lines
from screens.dialogs.choose import ChooseDialog, Option

if TYPE_CHECKING:
    from auditor.library.kept import Differing
    from screens.frame.host import Host

_KEPT, _MINE = 0, 1


def settle_differing(host: Host, journey_id: int, then: Callable[[], None]) -> None:
    """Ask of each checklist of a journey that the user has otherwise whose it is to be, and go on with `then`.

    Nothing is put in place of what everybody has before it was shown what differs; leaving the question leaves all as it is.
    """
    _ask(host, host.workspace.differing_at(journey_id), then)


def _ask(host: Host, left: list[Differing], then: Callable[[], None]) -> None:
    if not left:
        then()
        return
    one, *others = left
    workspace = host.workspace
    mine = workspace.own_text(one.kind, one.key)
    if mine is None:
        _ask(host, others, then)
        return
    kept = workspace.library.kept[one.kind, one.key]
    differs = " · ".join(changed_lines(one.kind, one.key, kept, mine, workspace.library))
    options = [
        Option(_KEPT, _("As the database keeps it"), _("Your file stays, and is not asked")),
        Option(_MINE, _("As your file has it, for everybody"), differs),
    ]

    def go(chosen: int | None) -> None:
        if chosen == _MINE:
            host.run_worker(share(mine))
        elif chosen == _KEPT:
            _ask(host, others, then)

    async def share(text: str) -> None:
        if await host.make(lambda: _shared(host, one, text)):
            _ask(host, others, then)

    title = _("Your checklist “{key}” is not the one everybody has. Which counts?").format(key=one.key)
    host.open_dialog(ChooseDialog(title, options), go)


def _shared(host: Host, one: Differing, text: str) -> int:
    host.workspace.library_files.share(one.kind, one.key, text)
    return 1
