"""--folder, which names the folder of a server of one's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from auditor.base.i18n import _

F = TypeVar("F", bound=Callable[..., object])


def folder_option(command: F) -> F:
    """Add `--folder` to a command about a server of one's own."""
    return click.option(
        "--folder",
        type=click.Path(path_type=Path, file_okay=False),
        metavar="DIR",
        help=_("The folder of the server; without it one in your data."),
    )(command)


def folder_of(named: Path | None) -> Path:
    """Return the folder that is named, else the one that is taken by itself."""
    from auditor.store.server.own import default_folder

    return named.expanduser().absolute() if named is not None else default_folder()
