"""`auditor evidence add`: record evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.base.vocabulary import EvidenceKind
from auditor.cli.evidence.ask_again.noted import telling_answered
from auditor.cli.evidence.asking import asked_for
from auditor.cli.evidence.figure import say_figure
from auditor.cli.evidence.options import ContentOptions, PlaceOptions
from auditor.cli.frame import output
from auditor.cli.frame.lookup import whole_journey
from auditor.cli.frame.options import one_of
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.frame.typed import takes
from auditor.views.evidence import EvidenceDraft

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Record evidence; print its number. KIND is one of {choices}; SOURCE says where it is from.\n\n"
        "Without --touchpoint or --stage it stands on the whole journey, with --persona alone on the persona. "
        "From --counts, people, figure and deviation are worked out."
    ).format(choices=", ".join(EvidenceKind))
)
@click.argument("journey")
@click.argument("kind", type=one_of(EvidenceKind), metavar="KIND")
@click.argument("source")
@takes("place", PlaceOptions)
@click.option("--date", "collected", metavar="DATE", help=_("When it was collected, as 2026-11-22; today."))
@takes("content", ContentOptions)
@with_workspace
def add(
    workspace: Workspace,
    place: PlaceOptions,
    content: ContentOptions,
    journey: str,
    kind: str,
    source: str,
    collected: str | None,
) -> None:
    """Record evidence."""
    found = whole_journey(workspace, journey)
    where = place.places(workspace, found)
    when = collected or workspace.reads.evidence.today
    draft = EvidenceDraft(kind, source, when, found.id, **where, **asked_for(content.given()))
    with telling_answered(workspace, found.id), told(workspace):
        made = workspace.evidence.add(draft)
    say_figure(workspace, made)
    output.show(str(made))
