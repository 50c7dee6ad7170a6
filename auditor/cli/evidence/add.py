"""`auditor evidence add`: record evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from auditor.base.i18n import _
from auditor.base.vocabulary import EvidenceKind
from auditor.cli.evidence.figure import say_figure
from auditor.cli.evidence.options import content_options, given, place_options, places
from auditor.cli.frame import output
from auditor.cli.frame.options import one_of
from auditor.cli.frame.rows import whole_journey
from auditor.cli.frame.session import told, with_workspace
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
@place_options
@click.option("--date", "collected", metavar="DATE", help=_("When it was collected, as 2026-11-22; today."))
@content_options
@with_workspace
def add(
    workspace: Workspace,
    /,
    journey: str,
    kind: str,
    source: str,
    touchpoint: str | None,
    stage: str | None,
    persona: str | None,
    collected: str | None,
    **values: Any,
) -> None:
    """Record evidence."""
    found = whole_journey(workspace, journey)
    where = places(workspace, found, touchpoint, stage, persona)
    when = collected or workspace.reads.evidence.today
    draft = EvidenceDraft(kind, source, when, found.id, **where, **given(values))
    with told(workspace):
        made = workspace.evidence.add(draft)
    say_figure(workspace, made)
    output.show(str(made))
