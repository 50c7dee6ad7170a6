"""`auditor journey edit`: change what is given of a journey."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame.gates import gates_given
from auditor.cli.frame.lookup import a_journey
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.journey.options import about_options, country_given, review_option

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Change what is given of a journey."))
@click.argument("journey")
@click.option("--name", help=_("The new name."))
@review_option()
@click.option(
    "--order-value",
    "order",
    metavar="RANGE",
    help=_("What an order is worth, such as 500 or 400..600; none takes it away."),
)
@click.option("--currency", metavar="TEXT", help=_("The currency of all amounts of the journey, such as kr."))
@click.option(
    "--visits",
    metavar="RANGE",
    help=_("How many come to the first step of its funnel a month, such as 8000..10000; none takes it away."),
)
@click.option(
    "--gate",
    "gates",
    multiple=True,
    metavar="GATE=yes|no|-",
    help=_("What is known to be there, or not, before anybody looks, such as video=no; - takes it away."),
)
@about_options
@with_workspace
def edit(
    workspace: Workspace,
    journey: str,
    name: str | None,
    review: str | None,
    order: str | None,
    currency: str | None,
    visits: str | None,
    gates: tuple[str, ...],
    purpose: str | None,
    scope: str | None,
    country: str | None,
    about: str | None,
    client: str | None,
    tags: tuple[str, ...],
    responsible: str | None,
) -> None:
    """Change a journey."""
    found = a_journey(workspace, journey)
    with told(workspace):
        workspace.journeys.edit(
            found.id,
            name=name,
            about=about,
            purpose=purpose,
            scope=scope,
            country=country_given(country),
            client=client,
            tags=tags or None,
            review=review,
            order=order,
            currency=currency,
            visits=visits,
            responsible=responsible,
            gates=gates_given(gates, "--gate") if gates else None,
        )
