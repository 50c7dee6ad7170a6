"""`auditor evidence edit`: change a piece of evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.errors import NotFoundError
from auditor.base.i18n import _
from auditor.base.vocabulary import EvidenceKind
from auditor.cli.evidence.asking import asked_for
from auditor.cli.evidence.figure import say_figure
from auditor.cli.evidence.options import ContentOptions, PlaceOptions
from auditor.cli.frame.lookup import whole_journey
from auditor.cli.frame.options import NUMBER, one_of
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.frame.typed import takes

if TYPE_CHECKING:
    from auditor.views.evidence import Evidence
    from auditor.workspace import Workspace


_CLEARED: dict[str, object] = {
    "people": None,
    "figure": None,
    "unit": "",
    "better": "",
    "deviation": None,
    "target": None,
    "counts": {},
    "scale": None,
    "feeling": None,
    "quote": "",
    "note": "",
    "link": "",
    "file": "",
    "persona": None,
}
"""What can be taken away again, and what then stands there."""

_COLUMNS = {"persona": ("persona_id",), "scale": ("scale_low", "scale_high")}
"""What is not called as its field is."""


_TOLD = ("unit", "counts", "scale_low", "scale_high", "target", "better")
"""What tells whether a figure needs a scale or a direction."""


@click.command(help=_("Change what is given of a piece of evidence. NUMBER is told by “evidence list”."))
@click.argument("number", type=NUMBER)
@click.option("--kind", type=one_of(EvidenceKind), help=_("What kind of evidence it is."))
@click.option("--source", metavar="TEXT", help=_("Where it is from."))
@click.option("--date", "collected", metavar="DATE", help=_("When it was collected."))
@takes("place", PlaceOptions)
@takes("content", ContentOptions)
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
    place: PlaceOptions,
    content: ContentOptions,
    number: int,
    kind: str | None,
    source: str | None,
    collected: str | None,
    cleared: tuple[str, ...],
) -> None:
    """Change evidence."""
    from auditor.nouns.evidence import draft_of

    found = _known(workspace, number)
    journey = whole_journey(workspace, str(found.journey_id))
    where = place.places(workspace, journey)
    said = {"kind": kind, "source": source, "collected": collected}
    changed: dict[str, object] = {"touchpoint_id": None} if place.stage is not None else {}
    changed |= {name: value for name, value in {**where, **said}.items() if value is not None}
    for name in cleared:
        changed |= dict.fromkeys(_COLUMNS.get(name, (name,)), _CLEARED[name])
    changed |= content.given()
    if {"counts", "unit", "target"} & changed.keys():
        said_of = {name: changed.get(name, getattr(found, name)) for name in _TOLD}
        changed |= {name: value for name, value in asked_for(said_of).items() if value != said_of[name]}
    with told(workspace):
        workspace.evidence.edit(number, draft_of(found, **changed))
    say_figure(workspace, number)


def _known(workspace: Workspace, number: int) -> Evidence:
    found = workspace.reads.evidence.get(number)
    if found is None:
        raise NotFoundError(_("There is no evidence number {number}.").format(number=number))
    return found
