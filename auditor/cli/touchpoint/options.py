"""The options of `auditor touchpoint add` and `edit`: what a touchpoint is."""

from __future__ import annotations

import click

from auditor.base.i18n import _
from auditor.base.vocabulary import Channel, Depth, Moment, Side
from auditor.cli.frame.completing import owner_names
from auditor.cli.frame.options import STEP, one_of
from auditor.cli.frame.typed import option, options


def _checklists(
    _context: click.Context, _option: click.Parameter, keys: tuple[str, ...]
) -> tuple[str, ...] | None:
    """Return the keys that are meant; None where none is given."""
    return () if keys == ("none",) else keys or None


def business_step(word: str) -> int:
    """Return an importance 1..5, or 0 for none; the kind of an option."""
    step: int = 0 if word == "none" else STEP(word)
    return step


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
    business: int | None = option(
        "--business",
        type=business_step,
        metavar="STEP",
        help=_("How much it matters to the business, 1 to 5; none takes it away."),
    )
    critical: bool | None = option(
        "--critical/--no-critical", default=None, help=_("Whether it is a moment of truth.")
    )
    visits: str | None = option(
        "--visits",
        metavar="RANGE",
        help=_("How many come by a month, such as 1500 or 1000..2000; none takes it away."),
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
    address: str | None = option(
        "--address",
        metavar="ADDRESS",
        help=_("Where it is on the web, such as shop.example/cart; an empty one takes it away."),
    )
    depth: str | None = option(
        "--depth", type=one_of(Depth), help=_("The least depth at which an audit visits it; core is always.")
    )
    letters: str | None = option(
        "--letters",
        metavar="LETTERS",
        help=_(
            "What the names of its findings begin with, such as CHK, one to four letters; empty ones are made of its "
            "name. Findings keep the names they have."
        ),
    )
