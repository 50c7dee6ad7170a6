"""The questions to customers, and the personas whose replies are meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.base.i18n import _
from auditor.base.naming import pick
from auditor.cli.frame import output

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from auditor.base.vocabulary import Phase
    from auditor.library.interviews import Question
    from auditor.views.journeys import Journey, Persona
    from auditor.workspace import Workspace


def questions_by_phase(workspace: Workspace) -> Mapping[Phase, Sequence[Question]]:
    """Return the questions by phase, and say which files were left out."""
    bank, problems = workspace.question_bank()
    for problem in problems:
        output.say(_("Left out: {problem}").format(problem=problem))
    return bank


def personas_meant(workspace: Workspace, journey: Journey, word: str | None) -> list[Persona]:
    """Return the persona meant, or all of a journey."""
    personas = workspace.reads.journeys.personas(journey.id)
    return personas if word is None else [pick(personas, word, _("persona"))]
