"""The options of `auditor touchpoint add` and `edit`: what a touchpoint is."""

from __future__ import annotations

import click

from auditor.base.i18n import _
from auditor.base.vocabulary import Channel, Moment, Side
from auditor.cli.frame.completing import owner_names
from auditor.cli.frame.options import STEP, one_of
from auditor.cli.frame.typed import option, options


def _checklists(
    _context: click.Context, _option: click.Parameter, keys: tuple[str, ...]
) -> tuple[str, ...] | None:
    """Return the keys that are meant; None where none is given."""
    return () if keys == ("none",) else keys or None


@options
class TouchpointOptions:
    """What is said of a touchpoint; None for what is not."""

    about: str | None = option("--about", metavar="TEXT", help=_("What the customer does here."))
    channel: str | None = option("--channel", type=one_of(Channel), help=_("Where it takes place."))
    moment: str | None = option(
        "--moment", type=one_of(Moment), help=_("When it takes place, seen from the purchase.")
    )
    side: str | None = option("--side", type=one_of(Side), help=_("Ours, or one that we do not control."))
    importance: int | None = option(
        "--importance", type=STEP, help=_("How much it matters to the customer, 1 to 5.")
    )
    critical: bool | None = option(
        "--critical/--no-critical", default=None, help=_("Whether it is a moment of truth.")
    )
    checklists: tuple[str, ...] | None = option(
        "--checklist",
        multiple=True,
        metavar="KEY",
        callback=_checklists,
        help=_("A checklist to walk here; give it once for each. “none” takes all away."),
    )
    responsible: str | None = option(
        "--responsible",
        metavar="NAME",
        shell_complete=owner_names,
        help=_("Who is responsible for it; an empty name is nobody."),
    )
