"""The answers that measurements suggest for the checks of a walk."""

from __future__ import annotations

from collections.abc import Mapping

from auditor.views import Audit, Suggestion
from auditor.workspace import Workspace
from screens.course import Course

Waiting = Mapping[tuple[int, str, str], Suggestion]
"""Suggestions that nobody has answered yet, by touchpoint and check."""


def waiting(workspace: Workspace, audit: Audit) -> Waiting:
    """Return what is suggested for the checks of an audit."""
    return workspace.reads.suggestions.waiting(audit.id)


def suggested(found: Waiting, course: Course | None) -> Suggestion | None:
    """Return what is suggested for the check where the walker is; None for a feeling."""
    if course is None or course.visit is None or course.answer is None:
        return None
    check = course.answer.check
    return found.get((course.visit.touchpoint_id, check.checklist, check.key))
