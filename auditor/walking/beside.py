"""What stands quietly beside each check of a walk: the last answer, or in an agreed audit what each auditor said."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from auditor.analysis.suggesting import kinds
from auditor.base.vocabulary import AuditKind
from auditor.sentences import follow
from auditor.views.audits import Audit
from auditor.views.follow import LastAnswer
from auditor.views.suggestions import Suggestion
from auditor.walking.course import Course
from auditor.workspace import Workspace

Beside = Mapping[tuple[int, str, str], str]
"""Texts by touchpoint and check; both names of the check are empty for the feeling."""


def beside(
    workspace: Workspace, audit: Audit, last_answers: Callable[[], Mapping[tuple[int, str, str], LastAnswer]]
) -> Beside:
    """Return what was said before of everything an audit asks; by `last_answers`, unless it is an agreed one."""
    if audit.kind is AuditKind.AGREED and audit.round_id is not None:
        line = workspace.reads.rounds.line(audit.round_id)
        names = [one.auditor for one in line.audits] if line else []
        said = workspace.reads.rounds.said(audit.id)
        return {subject: follow.said_by(one, names) for subject, one in said.items()}
    return {subject: follow.last_time(one) for subject, one in last_answers().items()}


def text_of(texts: Beside | None, course: Course) -> str:
    """Return what stands beside the step where the walker is."""
    if texts is None or course.visit is None or course.is_at_gates:
        return ""
    names = course.answer.check.named if course.answer else ("", "")
    return texts.get((course.visit.touchpoint_id, *names), "")


Waiting = Mapping[tuple[int, str, str], Suggestion]
"""Suggestions that nobody has answered yet, by touchpoint and check."""


def offered(audit: Audit, found: Waiting) -> int:
    """Return how many answers are suggested where a walk begins; none where it is under way."""
    begun = any(answer.verdict is not None for visit in audit.visits for answer in visit.answers)
    if begun or audit.finished is not None:
        return 0
    return sum(len(kind.still_open) for kind in kinds(audit, found))


def suggested(found: Waiting, course: Course | None) -> Suggestion | None:
    """Return what is suggested for the check where the walker is; None for a feeling."""
    key = suggestion_key(course) if course is not None else None
    return None if key is None else found.get(key)


def suggestion_key(course: Course) -> tuple[int, str, str] | None:
    """Return the touchpoint and check where the walker is; None at a feeling and at gates."""
    if course.visit is None or course.answer is None:
        return None
    return course.visit.touchpoint_id, *course.answer.check.named
