"""Writes reports of any kind into a file or to standard output."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, TypeVar

import click

from auditor.base.i18n import _
from auditor.cli.frame import output

if TYPE_CHECKING:
    from auditor.reporting.forms import Form, Report

F = TypeVar("F", bound=Callable[..., object])

ENDINGS = {"html": "html", "markdown": "md", "xlsx": "xlsx"}
"""The forms as they are named in commands, and the ending of each."""


def form_options(command: F) -> F:
    """Add `--as`, the form of a report, and `--force`."""
    for option in (
        click.option("--force", is_flag=True, help=_("Replace the file if it is already there.")),
        click.option(
            "--as",
            "form",
            type=click.Choice(list(ENDINGS)),
            help=_("In which form; without it what the file’s ending says, else html."),
        ),
    ):
        command = option(command)
    return command


def form_of(name: str | None, file: str | None) -> Form:
    """Return the form of that name, or else that of the file's ending, or else a web page."""
    from auditor.reporting.forms import Form

    if name is not None:
        return Form(ENDINGS[name])
    ending = PurePath(file or "").suffix.lower().removeprefix(".")
    return Form(ending) if ending in ENDINGS.values() else Form.HTML


def path_of(file: str | None, name: str, form: Form) -> Path | None:
    """Return the file that a report goes into, named after `name` where none is said; None for standard output."""
    from auditor.reporting.forms import file_name

    return None if file == "-" else Path(file or file_name(name, form))


def written(made: Report, path: Path | None, force: bool) -> None:
    """Write a report into a file and say so, or to standard output for None; then what has to be known of it."""
    from auditor.reporting.forms import write_report

    if path is None:
        output.content(made.content)
    else:
        output.say(_("Written: {path}").format(path=write_report(made, path, force)))
    for said in made.said:
        output.say(said)
