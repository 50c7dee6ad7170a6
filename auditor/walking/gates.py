"""What is asked before the checks of a touchpoint, and where among it the walker stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from auditor.walking.course import Course

Proposed = Mapping[tuple[int, str], bool]
"""What is proposed to be there, by touchpoint and gate."""


class GatesAsked:
    """The gates of the touchpoint where the walker stands, and at which of them."""

    def __init__(self, proposed: Proposed) -> None:
        """Propose what was found there before."""
        self.proposed = proposed
        self._visit: int | None = None
        self._key: str | None = None
        self._is_again = False
        """Whether all gates were answered when the walker came, so that each can be answered anew."""

    def enter(self, course: Course) -> None:
        """Stand at the first gate that is open, or at the first, unless the walker stood here already."""
        visit = course.visit if course.is_at_gates else None
        if visit is None:
            self._visit = None
        elif visit.id != self._visit:
            self._visit = visit.id
            self._is_again = not self.go_to_open(course)
            if self._is_again:
                self._key = next((gate.key for gate in course.standing.gates(visit)), None)

    def at(self, course: Course) -> str | None:
        """Return the key of the gate that is to be answered; None where there is none."""
        keys = self._keys(course)
        return self._key if self._key in keys else next(iter(keys), None)

    def _keys(self, course: Course) -> list[str]:
        visit = course.visit if course.is_at_gates else None
        return [] if visit is None else [gate.key for gate in course.standing.gates(visit)]

    def go_on(self, course: Course) -> bool:
        """Go to the next gate that is open, or of answered ones to the next; tell whether there is one."""
        keys, visit, here = self._keys(course), course.visit, self.at(course)
        after = keys[keys.index(here) + 1 :] if here is not None else []
        still_open = [] if visit is None else [gate.key for gate in course.standing.open_gates(visit)]
        wanted = still_open or (after if self._is_again else [])
        self._key = next((key for key in after if key in wanted), next(iter(wanted), self._key))
        return bool(wanted)

    def go(self, course: Course, by: int) -> bool:
        """Go to the gate before (−1) or after (+1); tell whether there is one here."""
        keys, here = self._keys(course), self.at(course)
        place = keys.index(here) + by if here is not None else -1
        if not 0 <= place < len(keys):
            return False
        self._key = keys[place]
        return True

    def go_to(self, course: Course, gates: Collection[str]) -> None:
        """Stand at the first of some gates here."""
        self.enter(course)
        self._key = next((key for key in self._keys(course) if key in gates), self._key)

    def go_to_open(self, course: Course) -> bool:
        """Go to the first gate here that is not answered; tell whether there is one."""
        visit = course.visit
        still_open = course.standing.open_gates(visit) if visit is not None else []
        if still_open:
            self._key = still_open[0].key
        return bool(still_open)

    def proposals(self, course: Course) -> dict[str, bool]:
        """Return what is proposed for the gates that are open here."""
        visit = course.visit
        if visit is None or not course.is_at_gates:
            return {}
        return {
            gate.key: self.proposed[visit.touchpoint_id, gate.key]
            for gate in course.standing.open_gates(visit)
            if (visit.touchpoint_id, gate.key) in self.proposed
        }
