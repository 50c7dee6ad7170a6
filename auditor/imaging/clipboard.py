"""The picture in the clipboard, where the system has one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.imaging.making import Made, picture_in, picture_of

_TYPES = ("image/png", "image/jpeg", "image/webp", "image/bmp", "image/gif")
_PATIENCE = 10.0


def picture_in_clipboard() -> Made:
    """Return the picture in the clipboard, or in the file that was copied; raises RefusedError where there is none."""
    if sys.platform in ("darwin", "win32"):
        return _of_system()
    wayland = os.environ.get("WAYLAND_DISPLAY") and shutil.which("wl-paste")
    if wayland:
        listing, pasting = [wayland, "--list-types"], [wayland, "--no-newline", "--type"]
    elif os.environ.get("DISPLAY") and (program := shutil.which("xclip")):
        asking = [program, "-selection", "clipboard", "-o", "-t"]
        listing, pasting = [*asking, "TARGETS"], asking
    else:
        raise RefusedError(
            _(
                "The clipboard can’t be read here: it needs a desktop, and the program wl-paste (Wayland) or xclip (X11)."
            )
        )
    there = _said_by(listing).decode("utf-8", "replace").split()
    kind = next((kind for kind in _TYPES if kind in there), None)
    if kind is None:
        raise _none()
    return picture_of(_said_by([*pasting, kind]), _("The clipboard"))


def _of_system() -> Made:
    from PIL import Image, ImageGrab

    try:
        found = ImageGrab.grabclipboard()
    except (OSError, ValueError, NotImplementedError):
        raise _none() from None
    if isinstance(found, Image.Image):
        written = BytesIO()
        found.save(written, "PNG", compress_level=1)
        return picture_of(written.getvalue(), _("The clipboard"))
    if found:
        return picture_in(Path(found[0]))
    raise _none()


def _said_by(command: list[str]) -> bytes:
    try:
        return subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE, check=True
        ).stdout
    except (OSError, subprocess.SubprocessError):
        raise _none() from None


def _none() -> RefusedError:
    return RefusedError(_("There is no picture in the clipboard: copy one first."))
