"""What stands of each check of an audit, and where: there, at another touchpoint, or not at all. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.analysis.sharing import Given, Stands, leads, presences, sites, standing
from auditor.base.vocabulary import AuditKind, Origin
from auditor.views.audits import Answer, Audit, Visit
from auditor.views.checks import Gate, Named


class Standing:
    """The answers of an audit with what they follow. A judgement looks anew only at what it may have changed."""

    def __init__(self, audit: Audit) -> None:
        """Look at an audit as it is now."""
        self.has_gates = audit.kind is AuditKind.WHOLE
        """Whether gates are asked at all: what several agreed on, and what is looked at again, applies as it is."""
        self._sites = sites(audit.visits)
        self._visits = {visit.id: visit for visit in audit.visits}
        self._place = {visit.id: place for place, visit in enumerate(audit.visits)}
        self._answers: list[Answer] = []
        self._number: dict[int, int] = {}
        self._of_check: dict[Named, list[int]] = {}
        self._of_gate: dict[str, set[Named]] = {}
        for answer in (answer for visit in audit.visits for answer in visit.answers):
            number = self._number[answer.id] = len(self._answers)
            self._answers.append(answer)
            self._of_check.setdefault(answer.check.named, []).append(number)
            if answer.check.gate is not None:
                self._of_gate.setdefault(answer.check.gate.key, set()).add(answer.check.named)
        self._shared_gates = {
            answer.check.gate.key
            for answer in self._answers
            if answer.check.gate is not None and answer.check.gate.shared
        }
        self._stands: dict[int, Stands] = {}
        self._followers: dict[int, list[int]] = {}
        self._look_where_it_is()
        self._look_at(self._of_check)

    def _look_where_it_is(self) -> None:
        answered = [visit.answered_gates for visit in self._visits.values()]
        there = presences(answered, self._shared_gates, self._sites)
        self._there = dict(zip(self._visits, there, strict=True))

    def _look_at(self, checks: Iterable[Named]) -> None:
        """Work out what stands of some checks, wherever they are asked; no check rests on another."""
        there = [self._there[visit] if self.has_gates else {} for visit in self._visits]
        for check in checks:
            numbers = self._of_check[check]
            found = standing([self._given(self._answers[one]) for one in numbers], there, self._sites)
            for number in numbers:
                self._followers.pop(number, None)
            for number, stands in zip(numbers, found, strict=True):
                leader = None if stands.leader is None else numbers[stands.leader]
                self._stands[number] = Stands(stands.verdict, stands.origin, leader)
                if stands.origin is Origin.SHARED and leader is not None:
                    self._followers.setdefault(leader, []).append(number)

    def _given(self, answer: Answer) -> Given:
        check = answer.check
        gate = check.gate.key if check.gate is not None else ""
        return Given(self._place[answer.visit_id], answer.check.named, check.shared, gate, answer.own)

    def take(self, visits: Iterable[Visit]) -> set[int]:
        """Take touchpoints as they are after a judgement; return the numbers of all at which it may have changed something."""
        concerned: set[Named] = set()
        changed: set[int] = set()
        has_moved = False
        for visit in visits:
            before, self._visits[visit.id] = self._visits[visit.id], visit
            changed.add(visit.id)
            for answer in visit.answers:
                number = self._number[answer.id]
                if answer.check.shared and self._answers[number].own != answer.own:
                    concerned.add(answer.check.named)
                self._answers[number] = answer
                if not answer.check.shared and not self.is_shut(answer):
                    self._stands[number] = Stands(answer.own, Origin.OWN, None)
            if before.there != visit.there:
                has_moved = True
                known, now = before.answered_gates, visit.answered_gates
                for gate in known.keys() | now.keys():
                    if known.get(gate) != now.get(gate):
                        concerned |= self._of_gate.get(gate, set())
        if has_moved:
            self._look_where_it_is()
        self._look_at(concerned)
        return changed.union(
            self._answers[number].visit_id for check in concerned for number in self._of_check[check]
        )

    def leader(self, answer: Answer) -> Answer | None:
        """Return the answer at another touchpoint of the site that was given first, or is to be given first."""
        leader = self._stands[self._number[answer.id]].leader
        return None if leader is None or self._answers[leader].id == answer.id else self._answers[leader]

    def followers(self, answer: Answer) -> list[Answer]:
        """Return the answers at other touchpoints that stand as this one does."""
        return [self._answers[each] for each in self._followers.get(self._number[answer.id], [])]

    def taken_along(self, answer: Answer) -> list[Answer]:
        """Return the answers at other touchpoints that would change with a verdict given here.

        They stand as this one, or as one further on, which this one then comes before.
        """
        here = self._number[answer.id]
        leader = leads(here, self._stands[here])
        return [self._answers[each] for each in self._followers.get(leader, []) if each != here]

    def next_leader(self, answer: Answer) -> Answer | None:
        """Return the answer that others of the site stand as, where a shared one is taken away; None for none."""
        site = self._sites[self._place[answer.visit_id]]
        alike = (self._answers[number] for number in self._of_check[answer.check.named])
        return next(
            (
                other
                for other in alike
                if other.id != answer.id
                and other.own is not None
                and not self.is_shut(other)
                and self._sites[self._place[other.visit_id]] == site
            ),
            None,
        )

    def is_shut(self, answer: Answer) -> bool:
        """Tell whether a check does not apply, because what it is about is not there."""
        return self._stands[self._number[answer.id]].origin is Origin.GATE

    def is_asked(self, answer: Answer) -> bool:
        """Tell whether a check is answered where it stands, or waits there for its answer."""
        return not self.is_shut(answer) and (answer.own is not None or self.leader(answer) is None)

    def gates(self, visit: Visit) -> list[Gate]:
        """Return what is asked to be there at a touchpoint, in the order of its checks.

        What only checks depend on that stand as at another touchpoint is not asked.
        """
        if not self.has_gates:
            return []
        gates: dict[str, Gate] = {}
        for answer in visit.answers:
            gate = answer.check.gate
            if gate is not None and (
                gate.key in visit.answered_gates or self.is_shut(answer) or self.is_asked(answer)
            ):
                gates.setdefault(gate.key, gate)
        return list(gates.values())

    def is_there(self, visit: Visit, gate: str) -> bool | None:
        """Tell whether what a gate asks for is at a touchpoint; None where nobody has said so yet."""
        return self._there[visit.id].get(gate)

    def open_gates(self, visit: Visit) -> list[Gate]:
        """Return the gates at a touchpoint that are not answered yet, there or for its whole site.

        Where all checks that depend on one are answered, nothing would come of asking.
        """
        waiting = {
            answer.check.gate.key
            for answer in visit.answers
            if answer.check.gate is not None and answer.verdict is None and self.is_asked(answer)
        }
        return [
            gate
            for gate in self.gates(visit)
            if gate.key in waiting and self.is_there(visit, gate.key) is None
        ]

    def gate_leader(self, visit: Visit, gate: str) -> Visit | None:
        """Return the touchpoint whose answer to a gate counts at another, where it was not answered itself."""
        if gate in visit.answered_gates or self.is_there(visit, gate) is None:
            return None
        site = self._sites[self._place[visit.id]]
        return next(
            (
                each
                for each, of in zip(self._visits.values(), self._sites, strict=True)
                if of == site and gate in each.answered_gates
            ),
            None,
        )
