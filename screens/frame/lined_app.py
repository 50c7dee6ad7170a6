"""What the app does while the database does not answer: it says so wherever one is, and when that is over.

Nothing that is shown or typed goes away with the line: a place keeps what it shows, a form its text. That the line is
tried again, and when, is the watch's doing, see `auditor/store/watch.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer

from auditor.base.i18n import _
from auditor.views.line import STANDS, Line
from auditor.workspace import Workspace
from screens.frame.commands import TRY_LINE
from screens.frame.patient_app import PatientApp
from screens.widgets.line_banner import LineBanner
from screens.widgets.lines import TitleLine

_SECOND = 1.0


class LinedApp(PatientApp):
    """An app that goes on without its database, and tells how the line to that stands."""

    @dataclass
    class LineChanged(Message):
        """The line to the database has broken, is tried again, or stands."""

        line: Line

    def __init__(self, workspace: Workspace) -> None:
        """Take the line to stand."""
        super().__init__(workspace)
        self.line = STANDS
        """How the line stands, as it is shown."""
        self._countdown: Timer | None = None
        workspace.on_line(self._hear_line)

    def _hear_line(self, line: Line) -> None:
        self.post_message(self.LineChanged(line))

    def read_anew(self) -> None:
        """Read what could not be read while the line was broken."""
        raise NotImplementedError

    def offer_anew(self) -> None:
        """Show what can be done now."""
        raise NotImplementedError

    def on_lined_app_line_changed(self, message: LineChanged) -> None:
        """Tell how the line stands."""
        before, self.line = self.line, message.line
        for screen in self.screen_stack:
            self.show_line(screen)
        if before.is_broken == self.line.is_broken:
            return
        self.offer_anew()
        if self.line.is_broken:
            self._countdown = self._countdown or self.set_interval(_SECOND, self._count_down)
            return
        if self._countdown is not None:
            self._countdown.stop()
            self._countdown = None
        self.read_anew()

    def _count_down(self) -> None:
        self.show_line(self.screen)

    def show_line(self, screen: Screen[Any]) -> None:
        """Say over a screen that the database does not answer, as long as that is so."""
        if screen not in self.screen_stack or not screen.is_mounted:
            # It has nothing yet, or no longer, that a line could stand over; whoever comes to the front is told then.
            return
        banner = next(iter(screen.query(LineBanner)), None)
        if not self.line.is_broken:
            if banner is not None:
                banner.remove()
            return
        if banner is None:
            # In a place it stands below where one is, and over a dialog in the same lines.
            title = next(iter(screen.query(TitleLine)), None)
            banner = LineBanner(is_over=title is None)
            screen.mount(banner, after=title)
        banner.tell(self.line, TRY_LINE.key)

    def takes_at_once(self, key: str) -> bool:
        """Try the line at once, whatever else is waited for."""
        if not self.line.is_broken or key not in TRY_LINE.keys:
            return False
        self.action_try_line()
        return True

    def action_try_line(self) -> None:
        """Try at once to reach the database; nothing is tried where it answers."""
        if self.line.is_broken:
            self.workspace.try_line()
        else:
            self.tell(_("The database answers: there is nothing to try."))

    def be_slow(self) -> None:
        """Look whether the database is there at all, if something takes long."""
        self.workspace.try_line()
