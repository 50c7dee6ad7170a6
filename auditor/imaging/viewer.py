"""Showing a picture in the system's own viewer."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from threading import Thread

from auditor.base.errors import RefusedError
from auditor.base.i18n import _


def show(file: Path) -> None:
    """Open a file in the system's viewer, without waiting for it; raises RefusedError where there is none."""
    path = file.absolute()
    try:
        if sys.platform == "win32":
            os.startfile(path)
            return
        started = subprocess.Popen(
            [_program(path), str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        raise _none(path) from None
    # Somebody has to hear that it has ended.
    Thread(target=started.wait, name="viewer", daemon=True).start()


def _program(path: Path) -> str:
    if sys.platform == "darwin":
        return "open"
    program = shutil.which("xdg-open")
    if program is None or not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise _none(path)
    return program


def _none(path: Path) -> RefusedError:
    return RefusedError(_("No program shows pictures here: the picture is in {path}.").format(path=path))
