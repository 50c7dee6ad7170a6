"""`auditor persona verify`: say what verifies a persona."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame import output
from auditor.cli.frame.lookup import a_persona
from auditor.cli.frame.options import NUMBER, journey_option
from auditor.cli.frame.session import told, with_workspace
from auditor.sentences.persona import supported
from auditor.views.evidence import EvidenceFilter

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Verify a persona by evidence. It takes all that is about the persona, or the pieces named. The persona counts as "
        "verified while one of them that asked customers has half of its weight left, and is then to be looked at again. "
        "Without evidence it is a hypothesis of the team; --not makes it one again."
    )
)
@click.argument("persona")
@journey_option
@click.option(
    "--evidence",
    "pieces",
    type=NUMBER,
    multiple=True,
    metavar="NUMBER",
    help=_("Only this piece of evidence; may be repeated. “evidence list” tells the numbers."),
)
@click.option("--by", metavar="TEXT", help=_("What shows it, in words: interviews, a survey, figures …"))
@click.option("--on", metavar="DATE", help=_("When, such as 2026-12-01; without it, today."))
@click.option("--not", "taken_back", is_flag=True, help=_("It is a hypothesis after all."))
@with_workspace
def verify(
    workspace: Workspace,
    persona: str,
    journey: str | None,
    pieces: tuple[int, ...],
    by: str | None,
    on: str | None,
    taken_back: bool,
) -> None:
    """Verify a persona, or take that back."""
    if taken_back and (by or on or pieces):
        raise click.UsageError(_("Say what verifies the persona, or give --not alone."))
    found = a_persona(workspace, persona, journey)
    evidence = workspace.reads.evidence.lines(EvidenceFilter(persona_id=found.id))
    if not (taken_back or by or pieces or evidence):
        raise click.UsageError(
            _(
                "Nothing is recorded about “{name}” yet: “auditor evidence add --persona” records it, or say what "
                "verifies it with --by."
            ).format(name=found.name)
        )
    standing = [one.id for one in evidence if one.superseded_by is None]
    chosen = [] if taken_back else list(pieces) or standing
    with told(workspace):
        workspace.journeys.verify_persona(found.id, by or "", on, evidence=chosen)
    again = a_persona(workspace, str(found.id))
    output.say(f"{again.name}: {supported(again)}.")
