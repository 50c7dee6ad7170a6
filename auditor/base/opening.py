"""Opening a file in the program for it: the one that is named, else the system's own."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from threading import Thread

from auditor.base.errors import RefusedError
from auditor.base.guests import refuse_guest
from auditor.base.i18n import _

WEB_PAGES = (".html", ".htm", ".svg")
"""Endings of what a browser shows."""


def show(file: Path, browser: str = "") -> None:
    """Open a file without waiting for the program, a web page with `browser` where one is named.

    Raises RefusedError where there is no such program, and for guests.
    """
    refuse_guest()
    path = file.absolute()
    named = shlex.split(browser) if path.suffix.lower() in WEB_PAGES else []
    try:
        if sys.platform == "win32" and not named:
            os.startfile(path)
            return
        started = subprocess.Popen(
            [*(_found(named) if named else [_program(path)]), str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        raise _none(path) from None
    # Somebody has to hear that it has ended.
    Thread(target=started.wait, name="opening", daemon=True).start()


def _found(command: list[str]) -> list[str]:
    """Return a command whose program is there."""
    program = shutil.which(str(Path(command[0]).expanduser()))
    if program is None:
        raise RefusedError(
            _("There is no program {name}: name another one as “browser” in the settings.").format(
                name=command[0]
            )
        )
    return [program, *command[1:]]


def _program(path: Path) -> str:
    if sys.platform == "darwin":
        return "open"
    program = shutil.which("xdg-open")
    if program is None or not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise _none(path)
    return program


def _none(path: Path) -> RefusedError:
    return RefusedError(_("No program opens files here: it is {path}.").format(path=path))
