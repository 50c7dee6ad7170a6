"""The audit of a walk: one that is on disk, or one that begins with the first that is said in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from auditor.base.errors import NotFoundError
from auditor.base.vocabulary import Depth

if TYPE_CHECKING:
    from auditor.views.audits import Audit
    from auditor.views.follow import LastAnswer
    from auditor.views.prospect import Prospect
    from auditor.views.suggestions import Suggestion
    from auditor.workspace import Workspace

T = TypeVar("T")

NOT_MADE = 0
"""Stands for the number of an audit that has not begun."""

Subject = tuple[int, str, str]
"""A touchpoint and the names of a check; both are empty for the feeling."""


@dataclass
class Beginning:
    """An audit that is not made before something is said in it; all that show it share when it begins."""

    journey_id: int
    persona_id: int | None
    """In whose shoes; None where the journey has no choice."""
    depth: Depth
    audit_id: int | None = None
    """Its number, once it is on disk."""


class Walked:
    """Reads an audit and what is known beside it, and begins it with the first change."""

    def __init__(
        self, workspace: Callable[[], Workspace], audit_id: int, beginning: Beginning | None
    ) -> None:
        """Walk the audit of that number, or one that may not have begun."""
        self._workspace = workspace
        self._audit_id = audit_id
        self._beginning = beginning
        self._prospect: Prospect | None = None

    @property
    def has_begun(self) -> bool:
        """Whether it is on disk."""
        return self._beginning is None or self._beginning.audit_id is not None

    @property
    def audit_id(self) -> int:
        """Its number, which it has before it begins."""
        if self._beginning is not None and self._beginning.audit_id is not None:
            return self._beginning.audit_id
        return self._audit_id if self._prospect is None else self._prospect.audit.id

    def read(self) -> Audit | None:
        """Return it as it is, or as it would begin now; None where it is gone, or can't begin any more."""
        if self.has_begun:
            found = self._kept()
            if found is not None or self._beginning is None:
                return found
        begin, reads = self._beginning, self._workspace().prospect
        assert begin is not None
        try:
            # It waits for whoever begins it just now.
            seen = reads(begin.journey_id, begin.persona_id, begin.depth)
        except NotFoundError:
            return None
        if self.has_begun and (found := self._kept()) is not None:
            return found
        # That it began was taken back.
        begin.audit_id = None
        self._prospect = seen
        return seen.audit

    def _kept(self) -> Audit | None:
        return self._workspace().reads.audits.get(self.audit_id)

    def make(self, change: Callable[[], T]) -> T:
        """Make a change, and with the first the audit: both are kept, or neither."""
        begin, seen = self._beginning, self._prospect
        if self.has_begun or begin is None or seen is None:
            return change()
        workspace = self._workspace()
        try:
            with workspace.together():
                number = workspace.beginnings.begin(seen)
                made = change()
                # Whoever hears of it reads it from there.
                begin.audit_id = number
        except BaseException:
            begin.audit_id = None
            raise
        return made

    def last_answers(self) -> Mapping[Subject, LastAnswer]:
        """Return what was said the last time."""
        seen = self._about_to_begin
        return seen.last if seen else self._workspace().reads.follow.last_answers(self.audit_id)

    def waiting(self) -> Mapping[Subject, Suggestion]:
        """Return what measurements suggest and nobody has answered."""
        seen = self._about_to_begin
        return seen.waiting if seen else self._workspace().reads.suggestions.waiting(self.audit_id)

    def proposed_gates(self, audit: Audit) -> Mapping[tuple[int, str], bool]:
        """Return what is proposed to be there."""
        seen = self._about_to_begin
        return seen.gates if seen else self._workspace().reads.audits.proposed_gates(audit)

    def proposed_items(self) -> Mapping[str, Sequence[str]]:
        """Return what is proposed to be looked at."""
        seen = self._about_to_begin
        return seen.items if seen else self._workspace().reads.audits.proposed_items(self.audit_id)

    def last_answered(self) -> int | None:
        """Return the answer that was given last, where the walk is taken up."""
        return self._workspace().reads.audits.last_answered(self.audit_id) if self.has_begun else None

    @property
    def _about_to_begin(self) -> Prospect | None:
        return None if self.has_begun else self._prospect
