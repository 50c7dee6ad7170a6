"""Tells that a file was written once the form that asked for it is closed, and offers to open it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.base.guests import is_guest
from auditor.base.i18n import _
from screens import dialogs

if TYPE_CHECKING:
    from screens.frame.host import Host


class Written:
    """The file that a form writes."""

    def __init__(self, host: Host) -> None:
        """Nothing is written yet."""
        self._host = host
        self._told: tuple[Path, Sequence[str]] | None = None
        self._is_closed = False

    def tell(self, path: Path, said: Sequence[str] = ()) -> None:
        """Tell of the file, in `said` with more lines than that it is written."""
        if self._is_closed:
            # Nobody waited for it, so nothing is put before what is done now.
            if is_guest():
                self._host.hand_over(path)
            self._host.tell("\n".join((_("Written: {path}").format(path=path), *said)))
        else:
            self._told = (path, said)

    def close(self, _given: object) -> None:
        """Take note that the form is closed."""
        self._is_closed = True
        if self._told is None:
            return
        path, said = self._told
        if is_guest():
            self._host.hand_over(path)
            self._host.tell("\n".join((_("The browser gets it: {name}").format(name=path.name), *said)))
            return

        async def act(chosen: str | None) -> None:
            if chosen == "open":
                await self._host.open_file(path)
            elif chosen == "copy":
                self._host.copy(str(path.absolute()))

        self._host.open_dialog(dialogs.written.WrittenDialog(path, said), act)
