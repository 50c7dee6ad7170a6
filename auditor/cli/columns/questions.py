"""The questions to customers that a command goes by, and what is said of the files they are from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.base.vocabulary import FileKind
from auditor.cli.columns.sharing import tell_differing, tell_left_out

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from auditor.base.vocabulary import Phase
    from auditor.library.interviews import Question
    from auditor.views.interviews import AskedQuestion
    from auditor.views.journeys import Journey
    from auditor.workspace import Workspace


def questions_by_phase(workspace: Workspace) -> Mapping[Phase, Sequence[Question]]:
    """Return the questions by phase; say which files were left out, and which are not the ones that count."""
    bank, problems = workspace.question_bank()
    tell_left_out(problems)
    tell_differing(workspace, FileKind.QUESTIONS)
    return bank


def asked_of(workspace: Workspace, journey: Journey) -> list[AskedQuestion]:
    """Return all questions of a journey, those of the bank and the team's own; say the same of their files."""
    from auditor.library.interviews import asked_in

    bank = questions_by_phase(workspace)
    return asked_in(journey, bank, workspace.reads.interviews.questions(journey.id))
