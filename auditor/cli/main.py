"""Where the command `auditor` begins. Nothing heavy is imported here: start-up is what every command pays."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from auditor.base.errors import RefusedError
from auditor.base.i18n import known_language, set_language
from auditor.cli.frame.streams import begin_with_utf8, make_ready, show_signs

if TYPE_CHECKING:
    from auditor.settings.config import Config


def run() -> NoReturn:
    """Run the command line of this process; leaves with an exit code (see output.py)."""
    # Imports make no garbage worth looking for, neither now nor in Python's last look at the end; looking
    # takes a fifth of a short command's time.
    gc.disable()
    begin_with_utf8()
    make_ready()
    try:
        speak(sys.argv[1:])
        from auditor.cli.program import program

        program.main(prog_name="auditor")
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        gc.freeze()


def speak(arguments: Sequence[str]) -> None:
    """Switch to the language of `--lang`, else of the settings, else of the environment, and to signs that can be shown.

    This comes before the commands are imported, because importing them translates their help.
    """
    language, ascii_wanted = _named(arguments)
    if language is None or ascii_wanted is None:
        settings = _settings()
        language = language or (settings.language if settings else None)
        ascii_wanted = ascii_wanted or (settings.ascii if settings else None)
    show_signs(ascii_wanted)
    set_language(language)


def _named(arguments: Sequence[str]) -> tuple[str | None, bool | None]:
    """Return the language `--lang` names among the options before the command, if it is ours, and whether `--ascii` is."""
    language, ascii_wanted = None, None
    left = iter(arguments)
    for argument in left:
        name, equals, value = argument.partition("=")
        if name == "--lang":
            language = known_language(value if equals else next(left, ""))
        elif name == "--ascii":
            ascii_wanted = True
        elif name == "--db" and not equals:
            next(left, None)
        elif not argument.startswith("-"):
            break
    return language, ascii_wanted


def _settings() -> Config | None:
    from auditor.settings.config import read_config

    try:
        return read_config()
    except RefusedError:
        # The command that needs the settings says what is wrong with them.
        return None
