"""The findings that a walk knows of: those of earlier audits that are still open, and those of this one. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from auditor.analysis.lasting import seen_by_feeling, seen_by_verdict, stand_of
from auditor.base.vocabulary import FAILING, STILL_SEEN, AuditKind, FindingKind, Seen, Verdict
from auditor.sentences.faults import fault, statement
from auditor.views.audits import Answer, Audit, Visit
from auditor.views.checks import Named
from auditor.views.findings import Finding, Sighting
from auditor.walking.course import Course, Step


class Told(Struct, frozen=True):
    """A finding as it stands in a walk: one with a name, or the fault of a check of which none is named yet."""

    text: str
    finding: Finding | None
    seen: Seen | None
    """What this walk says of it so far."""
    answer: Answer | None = None
    """The check that asks for it here."""
    since: datetime | None = None
    """Since when it was open before this walk; None for what was not."""
    is_own: bool = False
    """What the walk says was said of the finding itself."""

    @property
    def name(self) -> str:
        """Its name; empty while it has none."""
        return self.finding.name if self.finding is not None else ""

    @property
    def is_remark(self) -> bool:
        """Whether it is a remark on what is met."""
        return self.finding is not None and self.finding.kind is FindingKind.REMARK

    @property
    def is_there(self) -> bool:
        """Whether it is a fault that this walk sees."""
        is_fault = self.finding is None or self.finding.kind is FindingKind.FAULT
        return is_fault and self.seen in STILL_SEEN


def leading(course: Course, answer: Answer) -> Answer:
    """Return the answer that a finding is of: that of the touchpoint which answers for others of its site."""
    leader = course.standing.leader(answer) if answer.own is None else None
    return leader or answer


class KnownFindings:
    """The findings of a journey as they were read, told as the walk makes them."""

    def __init__(self, audit: Audit, findings: Iterable[Finding] = ()) -> None:
        """Tell the findings of a journey in a walk of it."""
        self._audit = audit
        self._all = {each.id: each for each in findings}
        self._at: defaultdict[int, list[Finding]] = defaultdict(list)
        for each in self._all.values():
            self._at[each.touchpoint_id].append(each)
        self._since: dict[int, datetime | None] = {}

    def replaced(self, fresh: Mapping[int, Finding | None]) -> KnownFindings:
        """Return them with some as they are now, by their numbers; None for one that is gone."""
        now = {number: each for number, each in {**self._all, **fresh}.items() if each is not None}
        return KnownFindings(self._audit, now.values())

    def with_picture(self, picture_id: int) -> int | None:
        """Return the number of the finding that a picture is of; None where it is of none that is known."""
        found = (
            one.finding_id for each in self._all.values() for one in each.pictures if one.id == picture_id
        )
        return next(found, None)

    def of_check(self, course: Course, answer: Answer) -> list[Told]:
        """Return the findings of a check where it is asked, and what it says without any; the walk may be ahead of them."""
        lead = leading(course, answer)
        visits = [
            course.visit_of(Step(each.visit_id, None)) for each in (lead, *course.standing.followers(lead))
        ]
        told = [
            self._told(each, answer, answer.verdict)
            for visit in visits
            for each in self._at[visit.touchpoint_id]
            if each.check is not None and each.check.named == answer.check.named
        ]
        known = [each for each in told if each.since is not None or each.seen in STILL_SEEN]
        has_own = any(each.seen in STILL_SEEN and not each.is_remark for each in known)
        if answer.verdict in FAILING and not has_own:
            known.append(Told(fault(answer.check, answer.verdict), None, Seen.THERE, answer))
        return known

    def of_feeling(self, visit: Visit) -> list[Told]:
        """Return the findings that customers feel sour at a touchpoint."""
        return [each for each in self._beside(visit) if each.finding is not None and _is_felt(each.finding)]

    def at(self, course: Course, visit: Visit) -> list[Told]:
        """Return all findings of a touchpoint: those that its checks ask for, in their order, and then the others."""
        told: list[Told] = []
        for answer in visit.answers:
            if leading(course, answer).visit_id == visit.id:
                told += self.of_check(course, answer)
        return [*told, *self._beside(visit)]

    def has_any(self, visit: Visit) -> bool:
        """Tell whether anything may have been found at a touchpoint, without looking at each check."""
        return bool(self._at[visit.touchpoint_id]) or any(each.verdict in FAILING for each in visit.answers)

    def waiting(self, visit: Visit | None) -> int:
        """Return how many earlier findings of a touchpoint no step of the walk asks for, and nobody has looked at yet."""
        if visit is None or self._audit.kind is not AuditKind.WHOLE:
            return 0
        asked = {answer.check.named for answer in visit.answers}
        return sum(
            not _is_asked(each, asked) and self._open_since(each) is not None and self._said(each) is None
            for each in self._at[visit.touchpoint_id]
        )

    def _beside(self, visit: Visit) -> list[Told]:
        """Return the findings of a touchpoint that none of its checks in this walk asks for."""
        asked = {answer.check.named for answer in visit.answers}
        told = [
            self._told(each, None, None, visit.feeling if _is_felt(each) else None)
            for each in self._at[visit.touchpoint_id]
            if each.check is None or each.check.named not in asked
        ]
        return [each for each in told if each.since is not None or each.seen in STILL_SEEN]

    def _told(
        self, finding: Finding, answer: Answer | None, verdict: Verdict | None, feeling: int | None = None
    ) -> Told:
        said = self._said(finding)
        seen = said.seen if said is not None else seen_by_verdict(verdict, finding.kind)
        seen = seen or seen_by_feeling(feeling)
        check = finding.check
        is_worded = finding.what or finding.phrase or verdict not in FAILING
        text = statement(finding) if check is None or is_worded else fault(check, verdict)
        return Told(text, finding, seen, answer, self._open_since(finding), said is not None)

    def _said(self, finding: Finding) -> Sighting | None:
        """Return what was said of a finding itself in this walk."""
        told = (*finding.sightings, *finding.drafts)
        return next((one for one in told if one.own and one.audit_id == self._audit.id), None)

    def _open_since(self, finding: Finding) -> datetime | None:
        """Return since when a finding was open before this walk; None for one that was not."""
        if finding.id not in self._since:
            self._since[finding.id] = self._found_open(finding)
        return self._since[finding.id]

    def _found_open(self, finding: Finding) -> datetime | None:
        audit = self._audit
        before = tuple(
            one
            for one in finding.sightings
            if one.audit_id != audit.id and (audit.finished is None or one.at < audit.finished)
        )
        is_noted = finding.pain_id is not None and finding.found < audit.started
        if finding.kind is FindingKind.WAIVED or not (before or is_noted):
            return None
        stand = stand_of(replace(finding, sightings=before))
        return stand.since if stand.is_open else None


def _is_asked(finding: Finding, checks: Collection[Named]) -> bool:
    """Tell whether a step of a walk through some checks asks for a finding: not for remarks, and pain points."""
    if finding.check is None:
        return _is_felt(finding)
    return finding.kind is not FindingKind.REMARK and finding.check.named in checks


def _is_felt(finding: Finding) -> bool:
    """Tell whether a finding is that customers feel sour, which the feeling asks for."""
    return finding.check is None and finding.pain_id is None


def still_named(told: Sequence[Told]) -> list[Finding]:
    """Return the named faults among findings that a walk sees."""
    return [each.finding for each in told if each.is_there and each.finding is not None]


def remarks(told: Sequence[Told]) -> list[Finding]:
    """Return the remarks among findings."""
    return [each.finding for each in told if each.is_remark and each.finding is not None]
