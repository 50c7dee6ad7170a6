"""Where the command `auditor` begins. Nothing heavy is imported here: start-up is what every command pays."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from typing import NoReturn

from auditor.base.errors import RefusedError
from auditor.base.i18n import known_language, set_language
from auditor.cli.frame.streams import begin_with_utf8, make_ready


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
    """Switch to the language of `--lang`, else of the settings, else of the environment.

    This comes before the commands are imported, because importing them translates their help.
    """
    set_language(_named(arguments) or _in_settings())


def _named(arguments: Sequence[str]) -> str | None:
    """Return the language `--lang` names among the options before the command, if it is one of ours."""
    left = iter(arguments)
    for argument in left:
        name, equals, value = argument.partition("=")
        if name == "--lang":
            return known_language(value if equals else next(left, ""))
        if name == "--db" and not equals:
            next(left, None)
        elif not argument.startswith("-"):
            return None
    return None


def _in_settings() -> str | None:
    from auditor.settings.config import read_config

    try:
        return read_config().language
    except RefusedError:
        # The command that needs the settings says what is wrong with them.
        return None
