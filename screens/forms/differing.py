"""Asks which file counts where the user's own is not what the database keeps: one question for all that is made with files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from auditor.base.i18n import N_, _
from auditor.base.vocabulary import FileKind
from auditor.sentences.library import changed_lines
from screens.dialogs.differing import KEPT, MINE, DifferingDialog
from screens.frame.needed import TO_REPLACE

if TYPE_CHECKING:
    from auditor.library.kept import Differing
    from screens.frame.host import Host

_TITLES = {
    FileKind.CHECKLIST: N_("Your checklist “{key}” is not the one everybody has. Which counts?"),
    FileKind.TEMPLATE: N_("Your template “{key}” is not the one everybody has. Which counts?"),
    FileKind.QUESTIONS: N_("Your questions “{key}” are not those everybody has. Which count?"),
}
_NOT_YOURS = {
    FileKind.CHECKLIST: N_("Your checklist “{key}” is not the one everybody has, which counts."),
    FileKind.TEMPLATE: N_("Your template “{key}” is not the one everybody has, which counts."),
    FileKind.QUESTIONS: N_("Your questions “{key}” are not those everybody has, which count."),
}
_CHANGES_SHOWN = 8
"""So many keys that come, go or change are named."""


def settle(host: Host, differing: Iterable[Differing], then: Callable[[], object]) -> None:
    """Ask of each file that the user has otherwise which one counts, and go on with `then`; see `is_settling`."""
    if not is_settling(host, differing, then):
        then()


def is_settling(host: Host, differing: Iterable[Differing], then: Callable[[], object]) -> bool:
    """Tell whether there is anything to ask of files that the user has otherwise; if so ask, and go on with `then`.

    A file and what is kept of its key are asked about once while the app is open. Nothing is put in place of what
    everybody has before it was shown what differs; leaving a question leaves all as it is, and `then` is not done.
    """
    left = [one for one in differing if _is_to_ask(host, one)]
    if not left:
        return False
    ask(host, left[0], lambda: settle(host, left[1:], then))
    return True


def _is_to_ask(host: Host, one: Differing) -> bool:
    """Tell whether a file is to be asked about; where there is nothing to choose, it is told that the kept one counts."""
    if _known(host, one) in host.settled:
        return False
    why = host.why_may_not(TO_REPLACE)
    if not one.problem and not why:
        return True
    host.settled.add(_known(host, one))
    if one.problem:
        said = _("{problem}. What the database keeps as “{key}” counts.")
        host.tell(said.format(problem=one.problem, key=one.key), bad=True)
    else:
        host.tell(_(_NOT_YOURS[one.kind]).format(key=one.key))
    return False


def _known(host: Host, one: Differing) -> tuple[str, ...]:
    """Return what tells a file, as it is now, and what is kept of its key from all others."""
    kept = host.workspace.library.kept.get((one.kind, one.key), "")
    return one.kind, one.key, one.problem or one.text, kept


def ask(host: Host, one: Differing, then: Callable[[], object] = lambda: None) -> None:
    """Ask of a file which one counts, whatever was asked before, and go on with `then`; see `is_settling`."""

    def go(chosen: int | None) -> None:
        if chosen == MINE:
            host.run_worker(share(host, one, then))
        elif chosen == KEPT:
            host.settled.add(_known(host, one))
            then()

    kept = host.workspace.library.kept.get((one.kind, one.key), "")
    changes = changed_lines(one.kind, one.key, kept, one.text, host.workspace.library, _CHANGES_SHOWN)
    host.open_dialog(DifferingDialog(_(_TITLES[one.kind]).format(key=one.key), changes), go)


async def share(host: Host, one: Differing, then: Callable[[], object] = lambda: None) -> None:
    """Put a file of the user's own in place for everybody, and go on with `then` once it is there."""
    workspace = host.workspace
    kept = workspace.library.kept.get((one.kind, one.key), "")
    change = partial(workspace.library_files.share, one.kind, one.key, one.text, base=kept)
    if await host.save(change, leads_on=True):
        then()
