"""`auditor evidence`: record, list and change evidence, and see what it amounts to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from auditor.base.errors import NotFoundError
from auditor.base.i18n import _
from auditor.base.vocabulary import EvidenceKind
from auditor.cli.evidence.found import contradictions, find_out, suggestions, support
from auditor.cli.evidence.importing import import_group
from auditor.cli.evidence.options import NUMBER, content_options, given, place_options, places
from auditor.cli.evidence.shown import check_files, list_evidence, show
from auditor.cli.frame import output
from auditor.cli.frame.options import Noun, one_of
from auditor.cli.frame.rows import whole_journey
from auditor.cli.frame.session import told, with_workspace
from auditor.sentences.evidence import figure_text

if TYPE_CHECKING:
    from auditor.views.evidence import Evidence
    from auditor.workspace import Workspace


@click.group(
    cls=Noun,
    help=_(
        "What a journey rests on: surveys, interviews, figures. See what is opinion only, where auditor and "
        "customers contradict each other, and what to ask next."
    ),
)
def evidence() -> None:
    """Group of the evidence commands."""


@evidence.command(
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
    from auditor.views.evidence import EvidenceDraft

    found = whole_journey(workspace, journey)
    where = places(workspace, found, touchpoint, stage, persona)
    when = collected or workspace.reads.evidence.today
    draft = EvidenceDraft(kind, source, when, found.id, **where, **given(values))
    with told(workspace):
        made = workspace.evidence.add(draft)
    _say_figure(workspace, made)
    output.show(str(made))


for command in (list_evidence, show):
    evidence.add_command(command)

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


@evidence.command(help=_("Change what is given of a piece of evidence. NUMBER is told by “evidence list”."))
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
    _say_figure(workspace, number)


@evidence.command(help=_("Delete pieces of evidence; “auditor undo” brings them back."))
@click.argument("numbers", type=NUMBER, nargs=-1, required=True, metavar="NUMBER...")
@with_workspace
def delete(workspace: Workspace, numbers: tuple[int, ...]) -> None:
    """Delete evidence."""
    with told(workspace):
        workspace.evidence.delete(numbers)


for command in (import_group, suggestions, support, contradictions, find_out, check_files):
    evidence.add_command(command)


def _say_figure(workspace: Workspace, number: int) -> None:
    """Say how a figure was understood, with its unit and interval."""
    found = workspace.reads.evidence.get(number)
    if found is not None and found.figure is not None:
        output.say(figure_text(found))


def _known(workspace: Workspace, number: int) -> Evidence:
    found = workspace.reads.evidence.get(number)
    if found is None:
        raise NotFoundError(_("There is no evidence number {number}.").format(number=number))
    return found
