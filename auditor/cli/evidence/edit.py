"""`auditor evidence edit`: change a piece of evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from auditor.base.errors import NotFoundError
from auditor.base.i18n import _
from auditor.base.vocabulary import EvidenceKind
from auditor.cli.evidence.figure import say_figure
from auditor.cli.evidence.options import NUMBER, content_options, given, place_options, places
from auditor.cli.frame.options import one_of
from auditor.cli.frame.rows import whole_journey
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.views.evidence import Evidence
    from auditor.workspace import Workspace


_CLEARED: dict[str, Any] = {
    "people": None,
    "figure": None,
    "unit": "",
    "better": "",
    "deviation": None,
    "target": None,
    "counts": {},
    "feeling": None,
    "quote": "",
    "note": "",
    "link": "",
    "file": "",
    "persona": None,
}
"""What can be taken away again, and what then stands there."""


@click.command(help=_("Change what is given of a piece of evidence. NUMBER is told by “evidence list”."))
@click.argument("number", type=NUMBER)
@click.option("--kind", type=one_of(EvidenceKind), help=_("What kind of evidence it is."))
@click.option("--source", metavar="TEXT", help=_("Where it is from."))
@click.option("--date", "collected", metavar="DATE", help=_("When it was collected."))
@place_options
@content_options
@click.option(
    "--clear",
    "cleared",
    multiple=True,
    type=click.Choice(list(_CLEARED)),
    metavar="FIELD",
    help=_("Take a field away; give it once for each of: {fields}.").format(fields=", ".join(_CLEARED)),
)
@with_workspace
def edit(
    workspace: Workspace,
    /,
    number: int,
    touchpoint: str | None,
    stage: str | None,
    persona: str | None,
    cleared: tuple[str, ...],
    **values: Any,
) -> None:
    """Change evidence."""
    from auditor.nouns.evidence import draft_of

    found = _known(workspace, number)
    journey = whole_journey(workspace, str(found.journey_id))
    where = places(workspace, journey, touchpoint, stage, persona)
    changed = {name: place for name, place in where.items() if place is not None}
    if stage is not None:
        changed |= {"touchpoint_id": None}
    changed |= {"persona_id" if name == "persona" else name: _CLEARED[name] for name in cleared}
    with told(workspace):
        workspace.evidence.edit(number, draft_of(found, **changed, **given(values)))
    say_figure(workspace, number)


def _known(workspace: Workspace, number: int) -> Evidence:
    found = workspace.reads.evidence.get(number)
    if found is None:
        raise NotFoundError(_("There is no evidence number {number}.").format(number=number))
    return found
