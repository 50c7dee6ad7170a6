"""What the app does outside its own screen: the clipboard, the user's editor, the shell it was started from."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from auditor.base.errors import RefusedError, system_reason
from auditor.base.guests import is_guest, refuse_guest
from auditor.base.i18n import _
from auditor.base.reading import TooLargeError, read_found_file
from auditor.base.text import clean, one_line

TEXT_LIMIT = 1_000_000
"""Largest text that is taken back from an editor, in bytes."""

_USUAL = ("sensible-editor", "nano", "vim", "vi", "notepad.exe")
"""What is looked for where nobody names an editor."""
_UNTITLED = ("linux", "dumb", "ansi", "vt", "cons", "eterm")
"""How TERM begins where a title would be written into the text."""


def editor(named: str) -> list[str]:
    """Return how the user's editor is started: the one named, else that of the environment, else a usual one.

    Raises RefusedError where there is none.
    """
    refuse_guest()
    for command in (named, os.environ.get("VISUAL", ""), os.environ.get("EDITOR", ""), *_USUAL):
        try:
            words = shlex.split(command)
        except ValueError:
            words = [command]
        program = shutil.which(str(Path(words[0]).expanduser())) if words else None
        if program is not None:
            return [program, *words[1:]]
        if words and command == named:
            break
    if named:
        raise RefusedError(
            _("There is no program {name}: name another one as “editor” in the settings.").format(
                name=one_line(shlex.split(named)[0])
            )
        )
    raise RefusedError(_("There is no editor here: name one as “editor” in the settings."))


def edited(command: Sequence[str], text: str) -> str:
    """Return a text as it is once an editor has ended; raise RefusedError where that gave nothing to keep.

    The terminal is the editor's meanwhile. Nobody else can read the file, and it is removed.
    """
    with tempfile.TemporaryDirectory(prefix="auditor-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "text.txt"
        try:
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(f"{text}\n" if text else "")
            code = subprocess.run([*command, str(path)], check=False).returncode
            if code:
                raise RefusedError(
                    _("{program} ended with {code}: the text is as it was.").format(
                        program=one_line(Path(command[0]).name), code=code
                    )
                )
            came = read_found_file(path, TEXT_LIMIT).decode("utf-8-sig", "replace")
        except TooLargeError:
            raise RefusedError(_("That text is too long: it is as it was.")) from None
        except OSError as error:
            raise RefusedError(
                _("The editor could not be used: {reason}.").format(reason=system_reason(error))
            ) from error
    return clean(came.replace("\r\n", "\n")).removesuffix("\n")


def put_on_clipboard(text: str) -> None:
    """Hand a text to the clipboard of this machine's desktop as well, where it has a program for that.

    Not every terminal takes what it is told to copy, and none says so.
    """
    command = _clipboard()
    if command is None:
        return
    with suppress(OSError, subprocess.TimeoutExpired):
        subprocess.run(
            command,
            input=text.encode("utf-8"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=2,
            check=False,
        )


def _clipboard() -> list[str] | None:
    if os.environ.get("SSH_CONNECTION") or is_guest():
        # The desktop of this machine is not the user's.
        return None
    wanted: list[list[str]] = []
    if sys.platform == "darwin":
        wanted = [["pbcopy"]]
    elif os.environ.get("WAYLAND_DISPLAY"):
        wanted = [["wl-copy"]]
    elif os.environ.get("DISPLAY"):
        wanted = [["xclip", "-selection", "clipboard"], ["xsel", "--clipboard", "--input"]]
    return next((command for command in wanted if shutil.which(command[0])), None)


def takes_title() -> bool:
    """Tell whether the terminal has a title that can be set."""
    return not os.environ.get("TERM", "").startswith(_UNTITLED)


def title_sequence(title: str) -> str:
    """Return what sets the title of a terminal's window."""
    return f"\x1b]2;{one_line(title)}\x07"
