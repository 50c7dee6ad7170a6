"""`auditor respondent say`: record a quote or a feeling at a touchpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame import output
from auditor.cli.frame.lookup import a_point_of, a_respondent, whole_journey
from auditor.cli.frame.options import feeling_of, journey_option
from auditor.cli.frame.session import told, with_workspace
from auditor.views.interviews import SaidThere

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Record what a respondent said; print the evidence’s number. It is a quote or a feeling at a touchpoint. "
        "However often, they count there as one person."
    )
)
@click.argument("respondent")
@click.argument("touchpoint")
@journey_option
@click.option("--quote", default="", metavar="TEXT", help=_("What they said, in their words."))
@click.option("--feeling", metavar="SCORE", help=_("How they felt: -2 very sour to 2 very happy, or a word."))
@with_workspace
def say(
    workspace: Workspace,
    respondent: str,
    touchpoint: str,
    journey: str | None,
    quote: str,
    feeling: str | None,
) -> None:
    """Record what was said."""
    found = a_respondent(workspace, respondent, journey)
    point = a_point_of(workspace, whole_journey(workspace, str(found.journey_id)), touchpoint)
    said = SaidThere(point.id, quote, None if feeling is None else feeling_of(feeling))
    with told(workspace):
        (made,) = workspace.respondents.say(found.id, [said])
    output.show(str(made))
