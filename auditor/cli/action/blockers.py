"""What `auditor action block` and `unblock` have in common: which actions another one waits for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from auditor.base.i18n import _
from auditor.cli.frame.completing import action_numbers

F = TypeVar("F", bound=Callable[..., Any])


def by_option(command: F) -> F:
    """Add `--by`, one action or several."""
    return click.option(
        "--by",
        "by",
        multiple=True,
        required=True,
        metavar="ACTION",
        shell_complete=action_numbers,
        help=_("An action that it waits for, by number or part of its title; can be repeated."),
    )(command)
