"""`auditor interview guide`: a guide in Markdown with room for answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from auditor.base.i18n import _
from auditor.base.naming import pick
from auditor.cli.columns.questions import questions_by_phase
from auditor.cli.frame.files import file_options, print_or_write
from auditor.cli.frame.lookup import whole_journey
from auditor.cli.frame.session import with_workspace
from auditor.cli.interview.questions import personas_meant

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_("Print an interview guide in Markdown. It has room for answers, and what is known already.")
)
@click.argument("journey")
@click.option("--persona", metavar="PERSONA", help=_("With what is known of this persona."))
@click.option("--stage", metavar="STAGE", help=_("The questions of this stage only."))
@file_options
@with_workspace
def guide(
    workspace: Workspace, journey: str, persona: str | None, stage: str | None, file: str | None, force: bool
) -> None:
    """Print a guide."""
    from auditor.reporting.interview_guide import interview_guide

    found = whole_journey(workspace, journey)
    chosen = personas_meant(workspace, found, persona)
    if stage is not None:
        found = replace(found, stages=(pick(found.stages, stage, _("stage")),))
    own = workspace.reads.interviews.questions(found.id)
    replies = workspace.reads.maps.replies(found.id)
    one = chosen[0] if len(chosen) == 1 else None
    print_or_write(interview_guide(found, one, questions_by_phase(workspace), replies, own), file, force)
