"""How a figure was understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.cli.frame import output
from auditor.sentences.evidence import figure_text

if TYPE_CHECKING:
    from auditor.workspace import Workspace


def say_figure(workspace: Workspace, number: int) -> None:
    """Say how a figure was understood, with its unit and interval."""
    found = workspace.reads.evidence.get(number)
    if found is not None and found.figure is not None:
        output.say(figure_text(found))
