"""The options of `auditor touchpoint add` and `edit`: what a touchpoint is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from auditor.base.i18n import _
from auditor.base.vocabulary import Channel, Moment, Side
from auditor.cli.frame.options import STEP, one_of

F = TypeVar("F", bound=Callable[..., object])


def _options(command: F) -> F:
    for option in (
        click.option(
            "--checklist",
            "checklists",
            multiple=True,
            metavar="KEY",
            help=_("A checklist to walk here; give it once for each. “none” takes all away."),
        ),
        click.option("--critical/--no-critical", default=None, help=_("Whether it is a moment of truth.")),
        click.option("--importance", type=STEP, help=_("How much it matters to the customer, 1 to 5.")),
        click.option("--side", type=one_of(Side), help=_("Ours, or one that we do not control.")),
        click.option("--moment", type=one_of(Moment), help=_("When it takes place, seen from the purchase.")),
        click.option("--channel", type=one_of(Channel), help=_("Where it takes place.")),
        click.option("--about", metavar="TEXT", help=_("What the customer does here.")),
    ):
        command = option(command)
    return command


def _given(values: dict[str, Any]) -> dict[str, Any]:
    """Return the options that were given, in the words of the core."""
    given = {name: value for name, value in values.items() if value is not None}
    keys = given.pop("checklists", ())
    if keys:
        assert isinstance(keys, tuple)
        given["checklists"] = () if keys == ("none",) else keys
    return given
