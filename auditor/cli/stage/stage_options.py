"""The options by which a stage is told its strategies and its phase."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from auditor.base.i18n import _
from auditor.base.vocabulary import Phase
from auditor.cli.frame.options import one_of

F = TypeVar("F", bound=Callable[..., Any])


def strategies_option(command: F) -> F:
    """Add `--strategy`, which may be repeated."""
    return click.option(
        "--strategy",
        "--strategies",
        "strategies",
        multiple=True,
        metavar="TEXT",
        help=_(
            "A way in which you want to reach the goal; may be repeated. All of them are to be named: one that is "
            "worded as before keeps its actions, and an empty one takes all away."
        ),
    )(command)


def phase_option(command: F) -> F:
    """Add `--phase`."""
    return click.option(
        "--phase",
        type=one_of(Phase),
        help=_("The part of the customer’s way; it decides which questions are asked in interviews."),
    )(command)


def lines_of(texts: Iterable[str]) -> list[str]:
    """Return the strategies that were named, each line one."""
    return [line for text in texts for line in text.splitlines()]
