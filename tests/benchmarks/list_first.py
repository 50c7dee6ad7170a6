"""The app opened right in the list of actions, started as the command `auditor` starts it."""

from __future__ import annotations

import gc
import sys
from pathlib import Path


def run() -> None:
    """Open the database named on the command line."""
    gc.disable()
    from auditor.cli.main import speak

    speak([])
    from auditor.cli.frame.session import Session
    from auditor.cli.program import program

    session = Session(sys.argv[1])
    assert program.name
    from screens import app
    from screens.actions.actions import ActionsPlace

    class ListFirst(app.AuditorApp):
        """The app that begins at the list."""

        CSS_PATH = str(Path(app.__file__).with_name("app.tcss"))

        def open_first(self) -> None:
            """Open the list."""
            self.push_screen(ActionsPlace())

    gc.freeze()
    gc.enable()
    ListFirst(session.workspace).run()
