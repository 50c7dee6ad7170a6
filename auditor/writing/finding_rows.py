"""The rows of findings: each is named once, by letters of its touchpoint and the next number of its journey."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct
from sqlalchemy import func
from sqlmodel import col, select

from auditor.base.finding_names import letters_of
from auditor.base.vocabulary import FindingKind, Seen
from auditor.store.tables import FindingRecord, SightingRecord, TouchpointRecord, VisitRecord
from auditor.store.work import Work
from auditor.writing.known_rows import chunks

_NOT_THERE = (Seen.GONE, Seen.PAGE_GONE)


class Subject(Struct, frozen=True):
    """What a finding is about: a check, a pain point noted, or with neither the feeling."""

    touchpoint_id: int
    checklist: str = ""
    check_key: str = ""
    note_id: int | None = None


def new_finding(work: Work, subject: Subject, visit: VisitRecord | None, found_at: str) -> FindingRecord:
    """Add a finding under the next name of its journey; one that is told in its own words is given these after."""
    point = work.get(TouchpointRecord, subject.touchpoint_id)
    return work.new(
        FindingRecord(
            journey_id=point.journey_id,
            touchpoint_id=subject.touchpoint_id,
            letters=point.letters or letters_of(point.name),
            number=next_number(work, point.journey_id),
            checklist=subject.checklist,
            check_key=subject.check_key,
            pain_id=subject.note_id,
            visit_id=visit.id if visit is not None else None,
            found_at=found_at,
        )
    )


def next_number(work: Work, journey_id: int) -> int:
    """Return the next number of a finding of a journey: none is used twice, not of one that is out of sight either."""
    used = select(func.max(FindingRecord.number)).where(FindingRecord.journey_id == journey_id)
    return (work.session.exec(used).one() or 0) + 1


def findings_at(work: Work, subjects: Collection[Subject]) -> dict[Subject, list[FindingRecord]]:
    """Return the findings of subjects, the oldest first; also those that are out of sight, but no remarks."""
    wanted = set(subjects)
    found: defaultdict[Subject, list[FindingRecord]] = defaultdict(list)
    for some in chunks(dict.fromkeys(subject.touchpoint_id for subject in subjects)):
        rows = select(FindingRecord).where(
            col(FindingRecord.touchpoint_id).in_(some), FindingRecord.kind != FindingKind.REMARK
        )
        for row in work.session.exec(rows.order_by(col(FindingRecord.number), col(FindingRecord.id))):
            subject = Subject(row.touchpoint_id, row.checklist, row.check_key, row.pain_id)
            if subject in wanted:
                found[subject].append(row)
    return found


def name_findings(
    work: Work,
    visits: Mapping[int, VisitRecord],
    found: Iterable[Subject],
    followers: Mapping[Subject, Collection[Subject]],
    found_at: str,
) -> dict[Subject, list[FindingRecord]]:
    """Let each subject that was found in an audit have a finding; return those that are there, by subject.

    `visits` are those of the audit by touchpoint, `followers` what stands as a subject does: a finding of one of these
    is the subject's too. One that was there before and is found again is the same one. Where all were told to be gone,
    and the check is still not met, there is a new one.
    """
    subjects = list(found)
    known = findings_at(work, [*subjects, *(one for each in followers.values() for one in each)])
    gone = _told_gone(work, [visit.id for visit in visits.values()])
    there: dict[Subject, list[FindingRecord]] = {}
    for subject in subjects:
        rows = [row for one in (subject, *followers.get(subject, ())) for row in known.get(one, ())]
        seen = [row for row in rows if row.removed_at is None and row.id not in gone]
        if not seen and (hidden := [row for row in rows if row.removed_at is not None]):
            work.change(hidden[0], removed_at=None)
            seen = hidden[:1]
        if not seen:
            seen = [new_finding(work, subject, visits.get(subject.touchpoint_id), found_at)]
        there[subject] = [row for row in seen if row.kind == FindingKind.FAULT]
    return there


def _told_gone(work: Work, visit_ids: Iterable[int | None]) -> set[int]:
    """Return the numbers of findings that were told to be gone at visits."""
    found: set[int] = set()
    for some in chunks(visit_ids):
        rows = select(SightingRecord.finding_id).where(
            col(SightingRecord.visit_id).in_(some),
            col(SightingRecord.seen).in_(_NOT_THERE),
            col(SightingRecord.removed_at).is_(None),
        )
        found.update(work.session.exec(rows))
    return found
