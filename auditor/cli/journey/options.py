"""The options of `auditor journey new` and `edit` that say what a journey is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

from auditor.base.i18n import _
from auditor.base.vocabulary import Country, Purpose, Scope
from auditor.cli.frame.completing import client_names
from auditor.cli.frame.options import one_of, responsible_option

F = TypeVar("F", bound=Callable[..., object])


def review_option(more: str = "") -> Callable[[F], F]:
    """Return the option that says how often to look at a journey again; `more` is added to its help."""
    said = _("How often to look at it again: days, or such as “6 weeks”, “3 months”; never for not at all.")
    return click.option("--review", metavar="INTERVAL", help=f"{said} {more}".strip())


def country_given(country: str | None) -> str | None:
    """Return what is typed for a country as it is kept: empty for that of whoever reads."""
    return "" if country == "-" else country


def about_options(command: F) -> F:
    """Add the options that say what a journey is."""
    for option in (
        responsible_option,
        click.option(
            "--tag",
            "tags",
            metavar="TAG",
            multiple=True,
            help=_("A short word to find it by; may be repeated. An empty one takes all tags away."),
        ),
        click.option(
            "--client",
            metavar="NAME",
            shell_complete=client_names,
            help=_("For whom it is audited; an empty name is nobody."),
        ),
        click.option("--about", metavar="TEXT", help=_("What the journey covers.")),
        click.option(
            "--country",
            type=click.Choice([*map(str, Country), "-"]),
            help=_("Whose law holds: Sweden, Norway, or the Union alone; - for that of whoever reads."),
        ),
        click.option("--scope", type=one_of(Scope), help=_("How much of the experience it covers.")),
        click.option("--purpose", type=one_of(Purpose), help=_("What it is mapped for.")),
    ):
        command = option(command)
    return command
