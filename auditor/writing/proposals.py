"""Findings into proposed actions: what has the same remedy is mended by one, and no second audit doubles the list."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from sqlalchemy import ColumnElement, or_
from sqlmodel import col, select

from auditor.analysis.finding_counts import open_faults
from auditor.base.i18n import _
from auditor.base.text import folded
from auditor.base.vocabulary import NOT_THERE, OPEN_STATUSES, AuditKind, FindingKind, Status
from auditor.store.tables import (
    ActionRecord,
    AnswerRecord,
    AuditRecord,
    FindingRecord,
    LinkRecord,
    SightingRecord,
    StageRecord,
    TouchpointRecord,
    VisitRecord,
    WordingRecord,
)
from auditor.store.work import Work
from auditor.views.checks import Named
from auditor.writing.finding_rows import Subject, ToMend, name_findings, new_link, subject_of, subject_of_link
from auditor.writing.following import visited
from auditor.writing.found import Looked, look
from auditor.writing.known_rows import chunks
from auditor.writing.mended import GoneByHand, findings_mended
from auditor.writing.remedies import Remedy
from auditor.writing.sealing import speaks_for_itself

_CLOSED = (Status.DONE, Status.VERIFIED)


class _Linked(Struct, frozen=True):
    """An action and what links it to a subject."""

    link: LinkRecord
    action: ActionRecord

    @property
    def holds(self) -> bool:
        """The action answers the finding; it was not let go as settled."""
        return self.link.removed_at is None


class _Group(Struct, frozen=True):
    """What was found that one remedy mends: a check at several touchpoints, a feeling, or a pain point."""

    remedy: Remedy
    found: list[ToMend]


def propose(
    work: Work,
    audit: AuditRecord,
    touchpoint_ids: Collection[int] | None = None,
    checks: Collection[Named] | None = None,
) -> int:
    """Bring the proposed actions in line with the findings of an audit, or of some touchpoints and checks in it.

    A finding without an action, or whose action was closed before the audit began, gets a proposed one. What has the
    same remedy, a check that is not met at several touchpoints, is one action for all of them: one that is open already
    is joined, a new one stands where the need is greatest. A proposal of which nothing is found any more is dropped,
    saying so, and let go by its findings; found once more, it is taken up again. What a re-check finds anew of an action
    that is done waits for the verdict on that action, and what it carried over is no finding of its own. What was waived,
    or said by hand to be gone since, gets none. Returns how many were proposed.
    """
    visits = visited(work, audit, touchpoint_ids)
    looked = look(work, audit, visits, checks)
    there = name_findings(
        work,
        audit,
        {visit.touchpoint_id: visit for visit, _point in visits},
        [subject for subject in looked.found if subject not in looked.leaders],
        looked.followers,
    )
    by_hand = GoneByHand(work, audit.journey_id)
    there = {subject: [row for row in rows if row.id not in by_hand] for subject, rows in there.items()}
    groups = _groups(looked, there)
    found = [one.subject for group in groups for one in group.found]
    linked = _linked(work, [*found, *looked.found, *looked.fine, *looked.leaders.values()])
    made = _Proposing(work, audit, looked, linked, [point for _visit, point in visits]).propose(groups)
    waived = {
        subject for subject in looked.found if not there.get(looked.leaders.get(subject, subject), True)
    }
    _drop_settled(work, audit, [visit for visit, _point in visits], looked, waived, linked, by_hand)
    return made


def keep_in_line(
    work: Work, audit: AuditRecord, visits: Sequence[VisitRecord], checks: Collection[Named] | None = None
) -> None:
    """Bring the proposals of touchpoints in line when answers change in an audit that is finished already.

    `checks` are those whose answers have changed; None for all, the feelings and pain points among them.
    """
    if visits and audit.finished_at is not None and speaks_for_itself(audit):
        work.session.flush()
        propose(work, audit, [visit.touchpoint_id for visit in visits], checks)


def keep_findings_in_line(work: Work, audit: AuditRecord, findings: Iterable[FindingRecord]) -> None:
    """Bring the proposals for findings in line when more is said of these, in an audit that is finished already."""
    if audit.finished_at is None or not speaks_for_itself(audit):
        return
    work.session.flush()
    for subject in dict.fromkeys(subject_of(row) for row in findings):
        checks = {(subject.checklist, subject.check_key)} if subject.check_key else None
        alike = visited(work, audit, standing_alike(work, audit, subject))
        keep_in_line(work, audit, [visit for visit, _point in alike], checks)


def standing_alike(work: Work, audit: AuditRecord, subject: Subject) -> set[int]:
    """Return the touchpoints where an audit found what it did of a subject: its own, and those of its site that follow."""
    if not subject.check_key:
        return {subject.touchpoint_id}
    looked = look(work, audit, visited(work, audit), {(subject.checklist, subject.check_key)})
    leader = looked.leaders.get(subject, subject)
    return {one.touchpoint_id for one in (subject, leader, *looked.followers.get(leader, ()))}


def newest_telling(work: Work, finding: FindingRecord) -> AuditRecord | None:
    """Return the newest finished audit that tells the team of what a finding is about; None where there is none."""
    audits = (
        select(AuditRecord)
        .join(VisitRecord, col(VisitRecord.audit_id) == AuditRecord.id)
        .where(
            VisitRecord.touchpoint_id == finding.touchpoint_id,
            col(AuditRecord.finished_at).is_not(None),
            or_(col(AuditRecord.round_id).is_(None), col(AuditRecord.kind) == AuditKind.AGREED),
            col(AuditRecord.removed_at).is_(None),
            col(VisitRecord.removed_at).is_(None),
        )
        .order_by(col(AuditRecord.started_at).desc(), col(AuditRecord.id).desc())
    )
    if finding.check_key:
        audits = (
            audits.join(AnswerRecord, col(AnswerRecord.visit_id) == VisitRecord.id)
            .join(WordingRecord, col(WordingRecord.id) == AnswerRecord.wording_id)
            .where(
                WordingRecord.checklist == finding.checklist,
                WordingRecord.check_key == finding.check_key,
                col(AnswerRecord.verdict).is_not(None),
                col(AnswerRecord.carried).is_(False),
                col(AnswerRecord.removed_at).is_(None),
            )
        )
    return work.session.exec(audits.limit(1)).first()


def _groups(looked: Looked, there: Mapping[Subject, Sequence[FindingRecord]]) -> list[_Group]:
    """Return what was found by what mends it, in the order of the walk; without what was waived."""
    groups: dict[Named | Subject, _Group] = {}
    for subject, remedy in looked.found.items():
        rows = there.get(looked.leaders.get(subject, subject))
        if rows is not None and not rows:
            continue
        key = (subject.checklist, subject.check_key) if subject.check_key else subject
        group = groups.setdefault(key, _Group(remedy, []))
        if subject not in looked.leaders:
            group.found.extend(ToMend(subject_of(row), row.id) for row in rows or ())
        if all(one.subject != subject for one in group.found):
            group.found.append(ToMend(subject))
    return list(groups.values())


class _Proposing:
    """Lets what was found have actions."""

    def __init__(
        self,
        work: Work,
        audit: AuditRecord,
        looked: Looked,
        linked: dict[Subject, list[_Linked]],
        points: Sequence[TouchpointRecord],
    ) -> None:
        self._work = work
        self._audit = audit
        self._looked = looked
        self._linked = linked
        self._needs = {point.id: point.need for point in points}

    def propose(self, groups: Iterable[_Group]) -> int:
        """Let each group have an action that mends it; return how many were proposed for that."""
        wanting = [
            (group, rest) for group in groups if (rest := [one for one in group.found if self._wants(one)])
        ]
        checks = {
            (one.subject.checklist, one.subject.check_key)
            for _group, rest in wanting
            for one in rest
            if one.subject.check_key
        }
        at_hand = _open_by_check(self._work, self._audit.journey_id, checks) if checks else {}
        made = 0
        for group, rest in wanting:
            subject = rest[0].subject
            made += self._answer(group, rest, at_hand.get((subject.checklist, subject.check_key)))
        return made

    def _answer(self, group: _Group, wanting: Iterable[ToMend], at_hand: ActionRecord | None) -> int:
        """Let what was found join the action that is at hand, take one up again, or propose one."""
        made, rest = 0, []
        for one in wanting:
            links = self._links_of(one)
            settled = [each.action for each in links if not each.holds and each.action.status not in _CLOSED]
            still_open = [action for action in settled if action.status in OPEN_STATUSES]
            action = still_open[-1] if still_open else at_hand or self._of_leader(one)
            if action is None and settled:
                action = at_hand = settled[-1]
                self._work.change(action, status=Status.PROPOSED.value, reason="", closed_at=None)
                made += 1
            if action is None:
                rest.append(one)
            else:
                self._link(action, one)
        if rest and at_hand is None:
            # The first of those that need it most: max takes the first of equals.
            worst = max(rest, key=lambda one: self._needs.get(one.subject.touchpoint_id, 0.0))
            place = worst.subject.touchpoint_id
            number = add_action(self._work, place, group.remedy, Status.PROPOSED, ())
            at_hand = self._work.session.get_one(ActionRecord, number)
            made += 1
        for one in rest:
            assert at_hand is not None
            self._link(at_hand, one)
        return made

    def _links_of(self, one: ToMend) -> list[_Linked]:
        """Return the links to a finding, the oldest action first; one to all of its subject is one to it."""
        links = self._linked.get(one.subject, [])
        if one.finding_id is None:
            return links
        return [each for each in links if each.link.finding_id in (None, one.finding_id)]

    def _wants(self, one: ToMend) -> bool:
        return _wants_new([each.action for each in self._links_of(one) if each.holds], self._audit)

    def _of_leader(self, one: ToMend) -> ActionRecord | None:
        """Return the action that settles what a finding stands as: it was dropped, or done during the audit."""
        leader = self._looked.leaders.get(one.subject)
        if leader is None:
            return None
        held = [each.action for each in self._linked.get(leader, ()) if each.holds]
        known = [action for action in held if not _wants_new([action], self._audit)]
        return known[-1] if known else None

    def _link(self, action: ActionRecord, one: ToMend) -> None:
        """Link an action to what was found, by the link that was let go where there is one."""
        links = self._linked.setdefault(one.subject, [])
        known = [
            each.link
            for each in links
            if each.action is action and each.link.finding_id in (None, one.finding_id)
        ]
        if known:
            self._work.change(known[-1], removed_at=None)
            return
        links.append(_Linked(self._work.new(new_link(action.id or 0, one)), action))


def _open_by_check(work: Work, journey_id: int, checks: Collection[Named]) -> dict[Named, ActionRecord]:
    """Return the oldest open action that mends a check anywhere in a journey, by check."""
    found: dict[Named, ActionRecord] = {}
    for some in chunks(dict.fromkeys(key for _checklist, key in checks)):
        rows = work.session.exec(
            select(LinkRecord.checklist, LinkRecord.check_key, ActionRecord)
            .join(ActionRecord, col(ActionRecord.id) == LinkRecord.action_id)
            .join(TouchpointRecord, col(TouchpointRecord.id) == ActionRecord.touchpoint_id)
            .where(
                TouchpointRecord.journey_id == journey_id,
                col(LinkRecord.check_key).in_(some),
                col(LinkRecord.removed_at).is_(None),
                col(ActionRecord.status).in_(OPEN_STATUSES),
                col(ActionRecord.removed_at).is_(None),
            )
            .order_by(col(ActionRecord.id))
        )
        for checklist, key, action in rows:
            found.setdefault((checklist, key), action)
    return found


def _linked(work: Work, subjects: Collection[Subject]) -> dict[Subject, list[_Linked]]:
    """Return the actions linked to each of some subjects, the oldest first."""
    wanted = set(subjects)
    found: dict[Subject, list[_Linked]] = {}
    for some in chunks(dict.fromkeys(subject.touchpoint_id for subject in subjects)):
        for subject, one in _links_where(work, col(LinkRecord.touchpoint_id).in_(some)):
            if subject in wanted:
                found.setdefault(subject, []).append(one)
    return found


def _links_where(work: Work, condition: ColumnElement[bool]) -> Iterator[tuple[Subject, _Linked]]:
    rows = work.session.exec(
        select(LinkRecord, ActionRecord)
        .join(ActionRecord, col(ActionRecord.id) == LinkRecord.action_id)
        .where(condition, col(ActionRecord.removed_at).is_(None))
        .order_by(col(ActionRecord.id), col(LinkRecord.id))
    )
    for link, action in rows:
        yield subject_of_link(link), _Linked(link, action)


def _wants_new(actions: Sequence[ActionRecord], audit: AuditRecord) -> bool:
    """Tell whether a finding needs a new action: unless one is open, was dropped, or was done during the audit."""
    if audit.kind == AuditKind.RECHECK and any(action.status == Status.DONE for action in actions):
        return False
    return all(action.status in _CLOSED and (action.closed_at or "") < audit.started_at for action in actions)


def _drop_settled(
    work: Work,
    audit: AuditRecord,
    visits: Sequence[VisitRecord],
    looked: Looked,
    waived: Collection[Subject],
    linked: Mapping[Subject, Sequence[_Linked]],
    by_hand: GoneByHand,
) -> None:
    """Drop the proposals that answer nothing any more, and let the others go where they have nothing left to mend."""
    settled = _Settled(work, audit.journey_id, looked, waived, by_hand)
    settled.hear(visits)
    proposals = {
        one.action.id
        for subject in (*looked.fine, *looked.found)
        for one in linked.get(subject, ())
        if one.holds and one.action.status == Status.PROPOSED and settled.is_fine(subject, one.link)
    }
    if not proposals:
        return
    held: dict[int | None, list[tuple[Subject, _Linked]]] = {}
    work.session.flush()
    for some in chunks(proposals):
        for subject, one in _links_where(work, col(LinkRecord.action_id).in_(some)):
            if one.holds:
                held.setdefault(one.action.id, []).append((subject, one))
    answered = [subject for each in held.values() for subject, _one in each]
    unknown = {one.touchpoint_id for one in answered if one not in looked.found and one not in looked.fine}
    if others := visited(work, audit, unknown) if unknown else []:
        settled.look_at(look(work, audit, others, None))
        settled.hear([visit for visit, _point in others])
    in_sight = _in_sight(work, {subject.touchpoint_id for subject in answered})
    for each in held.values():
        fine = [(subject, one) for subject, one in each if settled.is_fine(subject, one.link)]
        there = _there_for_others(work, each[0][1].action) if fine else set()
        fine = [(subject, one) for subject, one in fine if subject not in there]
        seen = [subject for subject, _one in each if subject.touchpoint_id in in_sight]
        if len([subject for subject, _one in fine if subject.touchpoint_id in in_sight]) == len(seen):
            reason = _("No longer found in audit {number}").format(number=audit.id)
            work.change(each[0][1].action, status=Status.DROPPED.value, reason=reason, closed_at=work.at)
            gone = [one for _subject, one in each]
        else:
            # Of what was linked by hand as a whole, what is fine tells what the action was for.
            gone = [
                one for subject, one in fine if one.link.finding_id is not None or subject in looked.shared
            ]
        for one in gone:
            work.remove(one.link)
        _move(work, each[0][1].action, [subject for subject, one in each if one.holds], in_sight)


def _there_for_others(work: Work, action: ActionRecord) -> set[Subject]:
    """Return what an action mends that is open still: another persona has met it, and nobody has looked again for her."""
    assert action.id is not None
    return {
        Subject(one.touchpoint_id, *one.named, one.pain_id)
        for one in open_faults(findings_mended(work, action.id))
        if len({told.persona_id for told in one.sightings}) > 1
    }


def _move(work: Work, action: ActionRecord, mended: Iterable[Subject], needs: Mapping[int, float]) -> None:
    """Let a proposal that has nothing left to mend at its touchpoint stand where the need of what is left is greatest."""
    left = [subject.touchpoint_id for subject in mended if subject.touchpoint_id in needs]
    if left and action.touchpoint_id not in left:
        work.change(action, touchpoint_id=max(left, key=lambda number: needs[number]))


class _Settled:
    """What an audit found fine, or gone."""

    def __init__(
        self,
        work: Work,
        journey_id: int,
        looked: Looked,
        waived: Collection[Subject],
        by_hand: GoneByHand,
    ) -> None:
        self._work = work
        self._fine = looked.fine | set(waived)
        self._told: dict[int, str] = {}
        turned = select(FindingRecord.id, FindingRecord.kind).where(
            FindingRecord.journey_id == journey_id, FindingRecord.kind != FindingKind.FAULT
        )
        kinds = dict(work.session.exec(turned).all())
        self._remarks = {number for number, kind in kinds.items() if kind == FindingKind.REMARK}
        self._waived = kinds.keys() - self._remarks
        self._by_hand = by_hand

    def look_at(self, more: Looked) -> None:
        """Take in what was looked at besides."""
        self._fine |= more.fine

    def hear(self, visits: Iterable[VisitRecord]) -> None:
        """Take in what was said of findings themselves at visits."""
        for some in chunks(visit.id for visit in visits):
            said = select(SightingRecord.finding_id, SightingRecord.seen).where(
                col(SightingRecord.visit_id).in_(some), col(SightingRecord.removed_at).is_(None)
            )
            self._told |= {number: seen for number, seen in self._work.session.exec(said) if seen is not None}

    def is_fine(self, subject: Subject, link: LinkRecord) -> bool:
        """Tell whether what a link is about is fine: what was said of its finding counts more than of its subject."""
        if link.finding_id is None:
            return subject in self._fine
        if link.finding_id in self._waived or link.finding_id in self._by_hand:
            return True
        seen = self._told.get(link.finding_id)
        if seen is None:
            # A remark is one on what is met, which says nothing of it.
            return subject in self._fine and link.finding_id not in self._remarks
        return seen in NOT_THERE


def _in_sight(work: Work, touchpoint_ids: Iterable[int]) -> dict[int, float]:
    """Return those of some touchpoints that are in sight, with their needs."""
    found: dict[int, float] = {}
    for some in chunks(touchpoint_ids):
        rows = work.session.exec(
            select(TouchpointRecord.id, TouchpointRecord.need)
            .join(StageRecord, col(StageRecord.id) == TouchpointRecord.stage_id)
            .where(
                col(TouchpointRecord.id).in_(some),
                col(TouchpointRecord.removed_at).is_(None),
                col(StageRecord.removed_at).is_(None),
            )
        )
        found |= {number: need for number, need in rows if number is not None}
    return found


def add_action(
    work: Work, touchpoint_id: int, remedy: Remedy, status: Status, mended: Iterable[ToMend]
) -> int:
    """Add an action with its links within a unit of work; return its number."""
    action = work.new(
        ActionRecord(
            touchpoint_id=touchpoint_id,
            title=remedy.title,
            folded=folded(remedy.title),
            effort=remedy.effort,
            impact=remedy.impact,
            status=status.value,
            created_at=work.at,
        )
    )
    assert action.id is not None
    work.add([new_link(action.id, one) for one in mended])
    return action.id
